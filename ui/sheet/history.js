// The history: every mark on a sentence, or on the whole article, the newest first.

/** The part of the panel that tells it when it is opened. */
function historyPart(position, decisions, data) {
  const units = offsetMap(data.text);
  const summary = element("summary");
  const list = element("ol");
  const node = element("details", { class: "history", ontoggle: update }, summary, list);

  /** A closed history is only counted: it grows with every mark, and a mark should cost the same. */
  function update() {
    const acts = decisions.history(position).filter(isNotDraft);
    setText(summary, acts.length ? `History (${acts.length})` : "History: nobody has marked this yet");
    list.replaceChildren(...(node.open ? acts.map(line) : []));
  }

  function line(mark) {
    return element(
      "li",
      {},
      element("time", { datetime: mark.at, title: mark.at }, shortTime(mark.at)),
      element("bdi", {}, mark.reviewer),
      element("span", { dir: "auto" }, words(mark)),
    );
  }

  function words(mark) {
    if (mark.item === "evidence") {
      const piece = readEvidence(mark) ?? { withdrawn: true };
      const what = piece.document || piece.url || piece.quote;
      return piece.withdrawn ? "evidence: taken away" : `evidence: ${what}`;
    }
    const [, start, end] = /^fact:([0-9]+)-([0-9]+)$/.exec(mark.item) ?? [];
    if (end) {
      const fact = `“${data.text.slice(units(start), units(end))}”`;
      return `${fact}: ${mark.value ? "checked" : "not checked"}`;
    }
    return markWords(data, mark);
  }

  update();
  return { node, update };
}

/** A text is kept many times while it is written; of one sitting only the last is told. */
function isNotDraft(mark, index, acts) {
  const newer = acts[index - 1];
  const text = mark.item === "note" || mark.item === "summary";
  return !(text && newer?.item === mark.item && newer.client_id === mark.client_id);
}
