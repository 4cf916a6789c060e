// The writer's research: files of the article, and the passages of them that fit a sentence.

/** Whether a sentence is one to look up: a person, or else the program, says it can be settled. */
function isVerifiable(sentence, decisions) {
  const decided = decisions.value(sentence.position, "verifiable");
  return ["yes", "partly"].includes(
    decided || decisions.proposal(sentence, "verifiable")?.answer || "yes",
  );
}

/** The part of the panel with the three best passages; hidden where there are none. */
function passagesPart(sentence, decisions, act, shelf) {
  const { position } = sentence;
  const list = element("ol");
  const node = element(
    "section",
    { class: "passages", hidden: true, "aria-label": "Passages from the research" },
    element(
      "h3",
      {},
      "In the research",
      element("small", {}, "found by the program; attach what fits"),
      element("kbd", { "aria-hidden": "true" }, "p"),
    ),
    list,
  );
  let found = [];

  function update() {
    const attached = decisions.evidence(position).map(({ piece }) => piece);
    [...list.children].forEach((line, index) => {
      const { name, text } = found[index];
      const is = attached.some((piece) => piece.document === name && piece.quote === text);
      line.querySelector("button").disabled = is;
      line.querySelector("button").textContent = is ? "Attached" : "Attach";
    });
  }

  function show({ passages }) {
    found = passages;
    node.hidden = !found.length;
    list.replaceChildren(...found.map(passageLine));
    update();
  }

  function passageLine(passage) {
    const text = element("q", { dir: "auto" }, passage.text);
    return element(
      "li",
      {},
      element(
        "div",
        { class: "where" },
        element("bdi", {}, passage.name),
        passage.page > 0 && element("span", { class: "locator" }, `p. ${passage.page}`),
        element("button", {
          type: "button",
          "aria-label": `Attach ${passage.name}`,
          onclick: () => attach(passage),
        }),
      ),
      text,
    );
  }

  function attach({ name, page, text }) {
    act.addEvidence([position], {
      key: newClientId(),
      document: name,
      locator: page > 0 ? `p. ${page}` : "",
      quote: text,
      stance: "supports",
    });
  }

  if (shelf.documents() && isVerifiable(sentence, decisions)) {
    whenResting(node, () => shelf.passages(position), show);
  }
  return {
    node,
    update,
    /** Attach the first passage that is not attached; false where there is none. */
    attachFirst() {
      const at = [...list.children].findIndex((line) => !line.querySelector("button").disabled);
      if (at >= 0) {
        attach(found[at]);
      }
      return at >= 0;
    },
  };
}

/** The part of the whole article that takes the research in: files, a folder, a zip of files. */
function researchPart(shelf) {
  const told = element("small");
  const refused = element("ul", { class: "refused" });
  const list = element("ul", { class: "files", "aria-label": "Documents" });
  const files = fileInput({ multiple: true });
  const folder = fileInput({ webkitdirectory: true });
  const pick = (words, input) =>
    element("button", { type: "button", class: "add", onclick: () => input.click() }, words);
  const node = element(
    "section",
    { class: "research", "aria-label": "Research" },
    element("h3", {}, "Research", told),
    element("p", {}, "The writer’s documents. The best passages then stand beside each sentence."),
    element("div", { class: "pick" }, pick("+ files or a zip", files), pick("+ a folder", folder)),
    element("p", { class: "sending", role: "status" }),
    refused,
    list,
    files,
    folder,
  );
  const sending = node.querySelector(".sending");
  files.addEventListener("change", () => send(files));
  folder.addEventListener("change", () => send(folder));

  async function send(input) {
    const chosen = [...input.files];
    input.value = "";
    refused.replaceChildren();
    for (const [index, file] of chosen.entries()) {
      const name = file.webkitRelativePath || file.name;
      sending.textContent = `Reading ${index + 1} of ${chosen.length}: ${name}`;
      try {
        const answer = await shelf.upload(name, file);
        answer.refused.forEach(({ name: which, reason }) => refuse(which, reason));
      } catch (problem) {
        refuse(name, problem.message);
      }
      update();
    }
    sending.textContent = "";
  }

  function refuse(name, reason) {
    refused.append(element("li", {}, element("bdi", {}, name), `: ${reason}`));
  }

  /** The documents by name; of one that was sent again the newest. */
  async function showFiles() {
    const { documents } = await shelf.listed();
    const byName = new Map();
    for (const file of documents) {
      byName.set(file.name, byName.get(file.name) ?? file);
    }
    list.replaceChildren(...[...byName.values()].map((file) => fileLine(file)));
  }

  function fileLine({ name, passages }) {
    const line = element("li");
    const button = (words, onclick) =>
      element("button", { type: "button", "aria-label": `${words}: ${name}`, onclick }, words);
    const about = [element("bdi", {}, name), element("small", {}, counted(passages, "passage"))];
    const shown = () => line.replaceChildren(...about, button("Remove", ask));

    /** A question first: what is removed is gone. */
    function ask() {
      const sure = button("Remove for good", remove);
      const keep = button("Keep", () => {
        shown();
        line.querySelector("button").focus();
      });
      const told = "Remove it? Evidence that names it keeps the name and says that the file was removed.";
      line.replaceChildren(...about, element("p", {}, told), sure, keep);
      keep.focus();
    }

    async function remove() {
      try {
        await shelf.remove(name);
        sending.textContent = `${name} was removed.`;
      } catch (problem) {
        refuse(name, problem.message);
      }
      update();
    }

    shown();
    return line;
  }

  function update() {
    const count = shelf.documents();
    told.textContent = count ? counted(count, "document") : "";
    if (count || list.childElementCount) {
      showFiles().catch(() => {
        sending.textContent = "The documents cannot be listed now.";
      });
    }
  }

  update();
  return { node, update() {} };
}

function fileInput(attributes) {
  return element("input", { type: "file", hidden: true, tabindex: -1, ...attributes });
}
