// Which sentences a ClaimReview is made of: of those with a verdict on their truth, all or some.

/** Make the choice; `node` shows it, `refresh()` brings it up to date, `changed()` is told of it. */
function createReviewChoice(data, decisions, changed) {
  const units = offsetMap(data.text);
  const labels = new Map(data.verdicts);
  const leftOut = new Set();
  let rated = [];
  const all = element("input", { type: "checkbox", name: "all_rated", onchange: takeAll });
  const counts = element("span");
  const list = element("ul", { class: "rated" });
  const node = element(
    "div",
    { class: "review-choice" },
    element("label", {}, all, counts),
    list,
  );

  const verdict = (sentence) => decisions.value(sentence.position, "verdict");
  const taken = () => rated.filter((sentence) => !leftOut.has(sentence.position));

  function refresh() {
    rated = data.sentences.filter((sentence) => data.rated.includes(verdict(sentence)));
    list.replaceChildren(...rated.map(line));
    list.hidden = !rated.length;
    count();
  }

  function line(sentence) {
    const words = data.text.slice(units(sentence.start), units(sentence.end));
    const box = element("input", { type: "checkbox", value: sentence.position, onchange: take });
    box.checked = !leftOut.has(sentence.position);
    return element(
      "li",
      {},
      element(
        "label",
        {},
        box,
        element("b", {}, ` ${sentence.position} `),
        element("i", {}, labels.get(verdict(sentence))),
        element("span", { class: "words", dir: "auto" }, words),
      ),
    );
  }

  function take({ target }) {
    leftOut[target.checked ? "delete" : "add"](Number(target.value));
    count();
  }

  function takeAll() {
    leftOut.clear();
    if (!all.checked) {
      rated.forEach(({ position }) => leftOut.add(position));
    }
    list.querySelectorAll("input").forEach((box) => {
      box.checked = all.checked;
    });
    count();
  }

  function count() {
    const number = taken().length;
    all.disabled = !rated.length;
    all.checked = number > 0 && number === rated.length;
    all.indeterminate = number > 0 && number < rated.length;
    setText(
      counts,
      rated.length
        ? ` ${number} of ${counted(rated.length, "sentence")} with a verdict on the truth`
        : " No sentence has a verdict on its truth yet.",
    );
    changed();
  }

  return {
    node,
    refresh,
    any: () => taken().length > 0,
    /** What is asked of the server: nothing where all are taken. */
    asked() {
      const positions = taken().map((sentence) => sentence.position);
      return positions.length < rated.length ? { sentences: positions.join(",") } : {};
    },
  };
}
