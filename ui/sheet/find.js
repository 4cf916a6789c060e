// Find in the text: which sentences have the words, and the words themselves in colour.

const HIGHLIGHT = "linecheck-found";

/** Join the search field of `holder`; returns how to move on, clear and leave. */
function createFind(holder, data, rows, act) {
  const field = holder.querySelector("input");
  const count = holder.querySelector("output");
  let found = []; // positions

  function search() {
    const wanted = field.value.trim().toLocaleLowerCase();
    const before = new Set(found);
    found = wanted ? data.sentences.map((one) => one.position).filter(has(wanted)) : [];
    const now = new Set(found);
    for (const [position, row] of rows.all()) {
      if (before.has(position) !== now.has(position)) {
        row.classList.toggle("found", now.has(position));
      }
    }
    colour(wanted);
    tell();
  }

  const textOf = (position) => rows.row(position).querySelector(".sentence");
  const has = (wanted) => (position) =>
    textOf(position).textContent.toLocaleLowerCase().includes(wanted);

  function tell() {
    const at = found.indexOf(act.selected()) + 1;
    const place = found.length ? `${at || "–"} of ${found.length}` : "not found";
    count.textContent = field.value.trim() ? place : "";
  }

  /** Colour the found words, where the browser can do so without touching the text. */
  function colour(wanted) {
    if (!CSS.highlights) {
      return;
    }
    const ranges = found.flatMap((position) => rangesOf(textOf(position), wanted));
    CSS.highlights.set(HIGHLIGHT, new Highlight(...ranges));
  }

  function rangesOf(node, wanted) {
    const ranges = [];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const words = text.data.toLocaleLowerCase();
      for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + 1)) {
        // Some letters have a longer lower case; then a place may lie behind the end.
        if (at + wanted.length <= text.length) {
          const range = new Range();
          range.setStart(text, at);
          range.setEnd(text, at + wanted.length);
          ranges.push(range);
        }
      }
    }
    return ranges;
  }

  function next(step) {
    if (!found.length) {
      return;
    }
    const now = found.indexOf(act.selected());
    const ahead = found.findIndex((position) => position > act.selected());
    const from = now >= 0 ? now + step : ahead + (step < 0 ? -1 : 0);
    act.select(found[(from + found.length) % found.length], { focus: false });
    tell();
  }

  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      next(event.shiftKey ? -1 : 1);
    }
  });

  function clear() {
    field.value = "";
    search();
  }

  return {
    open: () => field.select(),
    clear,
    active: () => field.value !== "",
    close() {
      CSS.highlights?.delete(HIGHLIGHT);
    },
  };
}
