// The verdict on a sentence, or on the whole article.

/** The part of the panel with the verdicts there are, of which one may stand. */
function verdictPart(position, decisions, act, data) {
  const whole = position === WHOLE_ARTICLE;
  const verdicts = whole ? data.article_verdicts : data.verdicts;
  const label = whole ? "Verdict on the whole article" : "Verdict";
  const shape = whole ? "verdicts whole" : "verdicts";
  const buttons = verdicts.map(([name, words]) =>
    element(
      "button",
      {
        type: "button",
        "data-verdict": name,
        onclick: choosing(position, "verdict", name, decisions, act),
      },
      words,
    ),
  );
  const others = othersLine(position, "verdict", decisions, data);
  const node = element(
    "section",
    { class: "verdict" },
    element("h3", {}, label, others.node, element("kbd", { "aria-hidden": "true" }, "v")),
    element("div", { class: shape, role: "group", "aria-label": label }, ...buttons),
  );

  function update() {
    showChosen(buttons, "verdict", decisions.value(position, "verdict"));
    others.update();
  }

  update();
  return { node, update };
}
