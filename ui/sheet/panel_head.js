// The head of the panel: whether a sentence or the whole article is judged, and what a line is.

/** The head for a sentence, or for the whole article where `sentence` is null. */
function headPart(sentence, decisions, act) {
  const position = sentence ? sentence.position : act.selected();
  const tab = (words, on, onclick, key) =>
    element(
      "button",
      { type: "button", "aria-pressed": String(on), onclick },
      words,
      key && element("kbd", { "aria-hidden": "true" }, key),
    );
  const kind = element("span", { class: "kind" });
  const node = element(
    "div",
    { class: "tabs", role: "group", "aria-label": "What to judge" },
    tab(`Sentence ${position}`, sentence !== null, () => act.select(position)),
    tab("Whole article", sentence === null, act.wholeArticle, "g"),
    kind,
  );

  let drawn = null; // the kind that was chosen when its words were drawn

  function update() {
    const chosen = sentence && decisions.value(sentence.position, "kind");
    if (sentence && chosen !== drawn) {
      drawn = chosen;
      kind.replaceChildren(...kindWords(sentence, decisions, act));
    }
  }

  update();
  return { node, update };
}

/** What kind of line it is where that is not plain text, and the button that changes it. */
function kindWords(sentence, decisions, act) {
  const aside = !decisions.reviewed(sentence);
  const chosen = decisions.value(sentence.position, "kind");
  let [words, value, told] = ["Set aside", "boilerplate", "It makes no claim: an advert, a link"];
  if (chosen) {
    [words, value, told] = ["Undo this choice", "", "Back to what the program took it for"];
  } else if (aside) {
    [words, value, told] = ["Review it", "body", "Bring it back: it makes a claim"];
  }
  const onclick = () => act.mark(sentence.position, "kind", value);
  return [
    sentence.page > 0 && element("span", {}, `page ${sentence.page}`),
    aside && element("span", {}, `${decisions.kindOf(sentence)}, set aside`),
    element("button", { type: "button", title: told, onclick }, words),
  ].filter(Boolean);
}
