// Evidence of one sentence: the pieces that stand, and the form that adds or changes one.

const EVIDENCE_FIELDS = [
  ["url", "Address", "https://…"],
  ["document", "or document", "title, author, date"],
  ["quote", "What it says", "word for word"],
  ["locator", "Page or time", "p. 12, 03:45"],
];
const LONGEST_EVIDENCE_FIELD = 10_000;

/**
 * The evidence part of the panel. `drafts` keeps what was typed and not yet added, by sentence, so
 * that looking at another sentence loses nothing.
 */
function evidencePart(position, decisions, act, drafts, shelf) {
  const copies = createCopies(position, decisions, shelf);
  const list = element("ul");
  const file = element("input", { type: "file", hidden: true, tabindex: -1 });
  const told = element("p", { class: "complaint", role: "status" });
  const place = element("div", { class: "form" });
  const node = element(
    "section",
    { class: "evidence", "aria-label": "Evidence" },
    element(
      "h3",
      {},
      "Evidence",
      element(
        "button",
        { type: "button", class: "add", onclick: () => open() },
        "+ add",
        element("kbd", { "aria-hidden": "true" }, "e"),
      ),
      element("button", { type: "button", class: "add", onclick: () => file.click() }, "+ file"),
    ),
    list,
    told,
    place,
    file,
  );
  file.addEventListener("change", attachFile);

  let drawn = null; // the marks whose pieces are drawn

  /** Draw the pieces anew where they are other ones; a mark on something else moves nothing. */
  function update() {
    const pieces = decisions.evidence(position);
    const marks = pieces.map(({ mark }) => `${mark.client_id}/${mark.seq}`).join();
    if (marks !== drawn) {
      drawn = marks;
      copies.clear();
      list.replaceChildren(...pieces.map(({ piece }) => item(piece)));
      copies.refresh();
    }
  }

  /** Keep a file, then give it as evidence under its name. */
  async function attachFile() {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) {
      return;
    }
    told.textContent = `Reading ${chosen.name}…`;
    try {
      const { kept } = await shelf.upload(chosen.name, chosen);
      told.textContent = kept.length === 1 ? "" : "An archive goes to the research of the whole article.";
      if (kept.length === 1) {
        act.addEvidence([position], { key: newClientId(), document: kept[0].name, stance: "supports" });
      }
    } catch (problem) {
      told.textContent = `${chosen.name}: ${problem.message}`;
    }
  }

  function item(piece) {
    const href = safeHref(piece.url ?? "");
    const name = piece.document || piece.url || "Quotation";
    const link = { href, target: "_blank", rel: "noopener noreferrer nofollow" };
    const button = (words, what, onclick) =>
      element("button", { type: "button", "aria-label": `${words} ${what}`, onclick }, words);
    return element(
      "li",
      { class: piece.stance, "data-evidence": piece.key },
      element("span", { class: "stance" }, STANCES[piece.stance] ?? piece.stance),
      element("bdi", {}, href ? element("a", link, name) : name),
      piece.locator && element("bdi", { class: "locator" }, piece.locator),
      piece.quote && element("q", { dir: "auto" }, piece.quote),
      copies.line(piece),
      element(
        "span",
        { class: "change" },
        button("Change", name, () => open(piece)),
        button("Remove", name, () => act.withdrawEvidence(position, piece.key)),
      ),
    );
  }

  function open(piece = { stance: "supports" }) {
    const form = drawForm(drafts.get(position) ?? piece);
    place.replaceChildren(form);
    form.elements.url.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  }

  function drawForm(piece) {
    const complaint = element("p", { class: "complaint", role: "alert" });
    const form = element(
      "form",
      { "aria-label": "Evidence", "data-key": piece.key, novalidate: true },
      ...EVIDENCE_FIELDS.map(([name, words, hint]) => drawField(name, words, hint, piece[name])),
      drawStance(piece.stance),
      !piece.key && drawField("also", "Also for", "sentences 12, 14-16", piece.also),
      complaint,
      element(
        "div",
        { class: "buttons" },
        element("button", { type: "submit", class: "strong" }, piece.key ? "Save" : "Add"),
        element("button", { type: "button", onclick: close }, "Cancel"),
      ),
    );
    form.addEventListener("input", () => drafts.set(position, { ...given(form), key: piece.key }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { also = "", ...filled } = given(form);
      const others = positionsIn(also, act.lastPosition());
      complaint.textContent = others ? complaintOf(filled) : "Name sentences by their numbers: 12, 14-16.";
      if (complaint.textContent) {
        form.lastElementChild.scrollIntoView({ block: "nearest" });
        complaint.scrollIntoView({ block: "nearest" }); // in little room this rather than the buttons
      } else {
        close();
        const positions = [...new Set([position, ...others])];
        act.addEvidence(positions, { key: piece.key ?? newClientId(), ...filled });
      }
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        close();
      }
    });
    return form;
  }

  function drawField(name, words, hint, value = "") {
    const long = name === "quote";
    const field = element(long ? "textarea" : "input", {
      name,
      placeholder: hint,
      dir: "auto",
      maxlength: LONGEST_EVIDENCE_FIELD,
      autocomplete: "off",
      inputmode: name === "url" && "url",
      rows: long && 2,
    });
    field.value = value;
    return element("label", {}, element("span", {}, words), field);
  }

  function drawStance(stance) {
    const options = Object.entries(STANCES).map(([value, words]) =>
      element("option", { value }, words),
    );
    const select = element("select", { name: "stance" }, ...options);
    select.value = stance;
    return element("label", {}, element("span", {}, "It"), select);
  }

  function given(form) {
    const entries = [...new FormData(form)].map(([name, text]) => [name, text.trim()]);
    return Object.fromEntries(entries);
  }

  function complaintOf({ url, document: named, quote }) {
    if (!url && !named && !quote) {
      return "Give an address, a document or a quotation.";
    }
    return url && !safeHref(url) ? "An address begins with https:// or http://." : "";
  }

  function close() {
    drafts.delete(position);
    place.replaceChildren();
    act.focusRow();
  }

  update();
  if (drafts.has(position)) {
    place.replaceChildren(drawForm(drafts.get(position)));
  }
  return { node, update, open };
}

/** The numbers of sentences in a text such as "12, 14-16"; null where it is something else. */
function positionsIn(text, last) {
  const positions = [];
  for (const part of text.split(/[,;\s]+/).filter(Boolean)) {
    const [, from, to = from] = /^([0-9]{1,6})(?:[-–]([0-9]{1,6}))?$/.exec(part) ?? [];
    if (!from || Number(from) < 1 || Number(to) > last || Number(from) > Number(to)) {
      return null;
    }
    for (let position = Number(from); position <= Number(to); position += 1) {
      positions.push(position);
    }
  }
  return positions;
}
