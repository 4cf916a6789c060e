// The map: one cell a sentence, coloured by its state; a click goes there.

function createMap(holder, data, decisions, act) {
  const cells = new Map();
  holder.setAttribute("aria-valuemax", data.sentences.length);
  holder.classList.toggle("dense", data.sentences.length > 160);
  for (const sentence of data.sentences) {
    cells.set(sentence.position, element("i", { "data-cell": sentence.position }));
    update(sentence);
  }
  holder.replaceChildren(...cells.values());

  function state(sentence) {
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

  function update(sentence) {
    cells.get(sentence.position).className = state(sentence);
  }

  function select(sentence) {
    holder.querySelector(".here")?.classList.remove("here");
    cells.get(sentence.position).classList.add("here");
    holder.setAttribute("aria-valuenow", sentence.position);
    const said = { aside: "set aside", change: "needs a change", done: "done", begun: "begun" };
    const told = said[state(sentence)] ?? state(sentence);
    holder.setAttribute("aria-valuetext", `sentence ${sentence.position}, ${told}`);
  }

  holder.addEventListener("click", (event) => {
    // Cells of a long article are thinner than a pointer, so the place decides, not the target.
    const box = holder.getBoundingClientRect();
    const cell = event.target.closest("[data-cell]");
    const share = Math.min(0.999999, Math.max(0, (event.clientX - box.left) / box.width));
    const index = Math.floor(share * data.sentences.length);
    act.select(cell ? Number(cell.dataset.cell) : data.sentences[index].position);
  });
  holder.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: 10, PageUp: -10 };
    const ends = { Home: 1, End: data.sentences.length };
    const now = Number(holder.getAttribute("aria-valuenow"));
    const to = ends[event.key] ?? (steps[event.key] ? now + steps[event.key] : null);
    if (to !== null) {
      event.preventDefault();
      event.stopPropagation();
      act.select(Math.min(Math.max(to, 1), data.sentences.length), { focus: false });
    }
  });
  return { update: (sentence) => (update(sentence), hereAgain(sentence)), select };

  function hereAgain(sentence) {
    if (Number(holder.getAttribute("aria-valuenow")) === sentence.position) {
      select(sentence);
    }
  }
}
