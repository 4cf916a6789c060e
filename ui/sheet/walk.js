// The walk: which sentence is selected, and the steps from one to the next.

/**
 * Join the text, the map and the panel to one selection.
 *
 * root: the sheet's root; filters: what is shown; say(message): tells the person.
 */
function createWalk({ root, data, decisions, rows, map, panel, filters, say }) {
  const byPosition = new Map(data.sentences.map((sentence) => [sentence.position, sentence]));
  const pane = root.querySelector(".text");
  let selected = firstToReview();

  function firstToReview() {
    const open = data.sentences.find(decisions.filters.open);
    return (open ?? data.sentences.find(decisions.reviewed) ?? data.sentences[0]).position;
  }

  /** Select a sentence; where the filter hides it, all are shown again. */
  function select(position, { focus = true } = {}) {
    if (rows.row(position).hidden) {
      filters.choose("all");
    }
    const before = rows.row(selected);
    before.classList.remove("selected");
    before.removeAttribute("aria-current");
    before.tabIndex = -1;
    selected = position;
    const row = rows.row(position);
    row.classList.add("selected");
    row.setAttribute("aria-current", "true");
    row.tabIndex = 0;
    map.select(byPosition.get(position));
    panel.show(position);
    root.classList.remove("whole");
    bringIntoView(row);
    if (focus) {
      focusRow();
    }
  }

  /** Scroll only where the row is near an edge or beyond it, so that the text stays put. */
  function bringIntoView(row) {
    const box = row.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const margin = Math.min(120, frame.height / 5);
    if (box.top < frame.top + margin / 2 || box.bottom > frame.bottom - margin) {
      pane.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior: "instant" });
    }
  }

  // A window that changes its size keeps the selected sentence in sight.
  const resized = new ResizeObserver(() => bringIntoView(rows.row(selected)));
  resized.observe(pane);

  function focusRow() {
    rows.row(selected).focus({ preventScroll: true });
  }

  function wholeArticle() {
    panel.show(WHOLE_ARTICLE);
    root.classList.add("whole");
  }

  /** Go `step` sentences on among those that are shown and not set aside. */
  function move(step) {
    const stops = filters.shown().filter((one) => filters.narrowed() || decisions.reviewed(one));
    const positions = stops.map((one) => one.position);
    const next =
      step > 0
        ? positions.find((position) => position > selected)
        : positions.findLast((position) => position < selected);
    if (!positions.length) {
      say("No sentence is like this. Esc shows all of them again.");
    } else if (next === undefined) {
      focusRow();
      say(step > 0 ? "This is the last one." : "This is the first one.");
    } else {
      select(next);
    }
  }

  /** Go to the next open sentence of those that are shown, from the last on to the first. */
  function nextOpen() {
    const open = data.sentences.filter(decisions.filters.open).map((one) => one.position);
    const shown = new Set(filters.shown().map((one) => one.position));
    const among = open.filter((position) => shown.has(position));
    const next = among.find((position) => position > selected) ?? among[0];
    if (next !== undefined) {
      select(next);
      return;
    }
    focusRow();
    say(
      open.length
        ? "Of these none is open. Esc shows all sentences again."
        : "Every sentence is done. The report is at the top right.",
    );
  }

  /** Hide what the filter leaves out; paragraphs that are empty go too. */
  function narrow() {
    const shown = new Set(filters.shown().map((sentence) => sentence.position));
    for (const [position, row] of rows.all()) {
      row.hidden = filters.narrowed() && !shown.has(position);
    }
    for (const paragraph of pane.querySelectorAll(".paragraph")) {
      paragraph.hidden = !paragraph.querySelector(".row:not([hidden])");
    }
    pane.classList.toggle("nothing", filters.narrowed() && !shown.size);
    if (shown.size && !shown.has(selected)) {
      select([...shown][0], { focus: false });
    } else {
      bringIntoView(rows.row(selected));
    }
  }

  return {
    selected: () => selected,
    select,
    focusRow,
    wholeArticle,
    move,
    nextOpen,
    narrow,
    close: () => resized.disconnect(),
  };
}
