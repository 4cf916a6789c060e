// The copy that is kept of a piece of evidence, and whether it says what the sentence says.

const POLL_COPY_MS = 1_000;
const SAID = {
  verbatim: { quotation: "word for word", evidence: "word for word", number: "found" },
  differences: { quotation: "with differences", evidence: "with differences" },
  rounded: { number: "found, more exact" },
  missing: { quotation: "not found", evidence: "not found", number: "not found" },
};

/** Fill the lines under the pieces of one sentence; `line(piece)` gives each its place. */
function createCopies(position, decisions, shelf) {
  const places = new Map(); // key -> {node, piece}
  let copies = {};
  let waiting = null;

  /** The place of a piece; it fills by itself. */
  function line(piece) {
    const node = element("div", { class: "copy", tabindex: "-1" });
    places.set(piece.key, { node, piece });
    draw(piece.key);
    return node;
  }

  /** Forget the places that were, before new ones are drawn. */
  function clear() {
    places.clear();
  }

  function refresh(after = REST_MS) {
    clearTimeout(waiting);
    const asks = [...places.values()].some(({ piece }) => piece.url || piece.document);
    if (asks) {
      waiting = setTimeout(ask, after);
    }
  }

  async function ask() {
    const shown = [...places.values()].some(({ node }) => node.isConnected);
    const answer = shown && (await shelf.copies(position).catch(() => null));
    if (answer) {
      copies = answer.pieces;
      [...places.keys()].forEach(draw);
      if (Object.values(copies).some((copy) => copy.fetching)) {
        refresh(POLL_COPY_MS);
      }
    }
  }

  function draw(key) {
    const { node, piece } = places.get(key);
    const copy = copies[key];
    const lines = [stateLine(piece, copy), copy?.says && saidList(copy)];
    const focused = node.querySelector(":focus");
    node.replaceChildren(...lines.filter(Boolean));
    if (focused) {
      node.focus({ preventScroll: true });
    }
  }

  function stateLine(piece, copy) {
    if (copy?.kind === "file") {
      return element("p", {}, `File kept ${shortTime(copy.at)}`);
    }
    if (copy?.kind === "removed") {
      return element("p", {}, `The file was removed ${shortTime(copy.at)}`);
    }
    if (!safeHref(piece.url ?? "")) {
      return null;
    }
    if (copy?.fetching) {
      return element("p", { role: "status" }, "Fetching the page…");
    }
    const failed = copy?.failed && element("p", { class: "complaint" }, copy.failed);
    if (!copy?.id) {
      const words = failed ? "Try again" : "Keep a copy";
      return element("div", {}, failed, button(words, piece.url, () => keep(piece)));
    }
    return element(
      "div",
      {},
      failed,
      element(
        "p",
        {},
        `Copy kept ${shortTime(copy.first_at)}${sinceThen(copy)} `,
        button("Look again", piece.url, () => keep(piece)),
        button("Download", `the copy of ${piece.url}`, () => download(copy.id)),
      ),
      copy.versions.length > 1 && changesPart(copy),
    );
  }

  function sinceThen({ looks, versions, at }) {
    if (versions.length > 1) {
      return "";
    }
    return looks > 1 ? `, unchanged ${shortTime(at)}` : "";
  }

  function button(words, what, onclick) {
    return element("button", { type: "button", "aria-label": `${words}: ${what}`, onclick }, words);
  }

  async function keep(piece) {
    copies = { ...copies, [piece.key]: { ...copies[piece.key], fetching: true, failed: "" } };
    draw(piece.key);
    try {
      await shelf.keep(piece.url);
    } catch (problem) {
      copies[piece.key] = { ...copies[piece.key], fetching: false, failed: problem.message };
      draw(piece.key);
      return;
    }
    refresh(POLL_COPY_MS / 4);
  }

  async function download(snapshot) {
    const { blob, name } = await shelf.warc(snapshot);
    const href = URL.createObjectURL(blob);
    element("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }

  /** What changed on the page since the version before; fetched when it is opened. */
  function changesPart({ versions }) {
    const newest = versions.at(-1);
    const list = element("ul");
    const told = `The page has changed: it reads differently since ${shortTime(newest.at)}`;
    const node = element("details", { class: "changes" }, element("summary", {}, told), list);
    node.addEventListener("toggle", async () => {
      if (node.open && !list.childElementCount) {
        const { places: changed } = await shelf.changes(newest.id).catch(() => ({ places: [] }));
        list.replaceChildren(
          ...changed.map((place) => element("li", { dir: "auto" }, ...changedWords(place))),
        );
      }
    });
    return node;
  }

  return { line, clear, refresh };
}

/** Does it say so: what was looked for in the copy, and how it was found. A suggestion. */
function saidList({ kind, says }) {
  // Words attached from a file stand there by themselves.
  const told = says.filter((one) => !(kind === "file" && one.kind === "evidence"));
  if (!told.length) {
    return null;
  }
  return element(
    "ul",
    { class: "says", "aria-label": "Whether the copy says so, as the program reads it" },
    ...told.map((one) =>
      element(
        "li",
        { class: one.result },
        element("span", { class: "sign", "aria-hidden": "true" }, one.result === "missing" ? "–" : "✓"),
        element("bdi", {}, one.kind === "number" ? one.sought : `“${one.sought}”`),
        " ",
        element("span", { class: "result" }, SAID[one.result][one.kind]),
        one.was_at && `; the copy of ${shortTime(one.was_at)} had it`,
        one.page > 0 && ` on p. ${one.page}`,
        one.kind === "number" && one.found && one.found !== one.sought && `: “${one.found}”`,
        one.changes.length > 0 &&
          element("span", { class: "words", dir: "auto" }, ": ", ...changedWords(one.changes)),
      ),
    ),
  );
}
