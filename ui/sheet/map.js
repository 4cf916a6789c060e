// The map: one cell a sentence, coloured by its state; a click goes there.

const STATE_NAMES = {
  aside: "set aside",
  open: "open",
  begun: "begun",
  done: "done",
  change: "needs a change",
  wrong: "wrong",
};
const DENSE_FROM = 160; // cells without gaps, or the gaps would be wider than the cells

function createMap(holder, data, decisions, act) {
  const positions = data.sentences.map((sentence) => sentence.position);
  const last = positions.at(-1);
  const cells = new Map();
  holder.setAttribute("aria-valuemax", last);
  holder.classList.toggle("dense", positions.length > DENSE_FROM);
  for (const sentence of data.sentences) {
    cells.set(sentence.position, element("i", { "data-cell": sentence.position }));
    paint(sentence);
  }
  holder.replaceChildren(...cells.values());

  function stateOf(sentence) {
    const verdict = decisions.value(sentence.position, "verdict");
    if (!decisions.reviewed(sentence)) {
      return "aside";
    }
    if (verdict === "change" || verdict === "wrong") {
      return verdict;
    }
    if (decisions.done(sentence)) {
      return "done";
    }
    return decisions.answered(sentence) ? "begun" : "open";
  }

  function paint(sentence) {
    const cell = cells.get(sentence.position);
    cell.className = stateOf(sentence);
    cell.title = `${sentence.position}: ${STATE_NAMES[stateOf(sentence)]}`;
  }

  function update(sentence) {
    paint(sentence);
    if (here() === sentence.position) {
      select(sentence);
    }
  }

  const here = () => Number(holder.getAttribute("aria-valuenow"));

  function select(sentence) {
    holder.querySelector(".here")?.classList.remove("here");
    cells.get(sentence.position).classList.add("here");
    holder.setAttribute("aria-valuenow", sentence.position);
    const told = `sentence ${sentence.position} of ${last}, ${STATE_NAMES[stateOf(sentence)]}`;
    holder.setAttribute("aria-valuetext", told);
  }

  holder.addEventListener("click", (event) => {
    // Cells of a long article are thinner than a pointer, so the place decides, not the target.
    const box = holder.getBoundingClientRect();
    const share = Math.min(0.999999, Math.max(0, (event.clientX - box.left) / box.width));
    const cell = event.target.closest("[data-cell]");
    const index = Math.floor(share * positions.length);
    act.select(cell ? Number(cell.dataset.cell) : positions[index]);
  });
  holder.addEventListener("keydown", (event) => {
    const steps = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
    };
    const ends = { Home: 1, End: last };
    const to = ends[event.key] ?? (steps[event.key] ? here() + steps[event.key] : null);
    if (to !== null) {
      event.preventDefault();
      event.stopPropagation();
      act.select(Math.min(Math.max(to, 1), last), { focus: false });
    }
  });
  return { update, select };
}
