// The filters: which sentences are shown, how many each filter would show.

/**
 * Draw the filters into `holder`; `apply()` is called when another one was chosen.
 *
 * tally: how many sentences each of them would show.
 */
function createFilters(holder, data, decisions, tally, apply) {
  let chosen = "all";
  const buttons = FILTERS.map(([name, words]) =>
    element(
      "button",
      {
        type: "button",
        "data-filter": name,
        "aria-pressed": String(name === chosen),
        onclick: () => choose(name),
      },
      words,
      " ",
      element("span"),
    ),
  );
  holder.replaceChildren(...buttons);

  function choose(name) {
    chosen = name;
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === name));
    }
    apply();
  }

  return {
    choose,
    narrowed: () => chosen !== "all",
    /** The sentences the chosen filter lets through. */
    shown: () => data.sentences.filter(decisions.filters[chosen]),
    count() {
      for (const button of buttons) {
        setText(button.lastChild, tally.total(button.dataset.filter));
      }
    },
  };
}
