// The three questions of a sentence: the answers, what the program proposes and why.

/** The part of one question; `key` is the number that cycles its answers. */
function questionPart(sentence, question, key, decisions, act, data) {
  const { position } = sentence;
  const proposed = decisions.proposal(sentence, question);
  const buttons = Object.keys(SIGNS).map((answer) => {
    const isProposed = proposed?.answer === answer;
    return element(
      "button",
      {
        type: "button",
        class: `answer${isProposed ? " proposed" : ""}`,
        "data-answer": answer,
        "aria-label": isProposed ? `${answer}, proposed` : answer,
        onclick: choosing(position, question, answer, decisions, act),
      },
      element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[answer]),
      answer,
    );
  });
  const others = othersLine(position, question, decisions, data);
  const [aboutButton, aboutCard] = helpOn(question, data.help[question]);
  const node = element(
    "section",
    { class: "question", "data-question": question },
    element(
      "h3",
      {},
      question[0].toUpperCase() + question.slice(1),
      others.node,
      element("small", { class: "asked" }, data.help[question]?.asks ?? ""),
      aboutButton,
      element("kbd", { "aria-hidden": "true" }, String(key)),
    ),
    element("div", { class: "answers", role: "group", "aria-label": question }, ...buttons),
    reasonLine(proposed),
    aboutCard,
  );

  function update() {
    showChosen(buttons, "answer", decisions.value(position, question));
    others.update();
  }

  update();
  return { node, update };
}

function reasonLine(proposed) {
  if (!proposed) {
    return element("p", { class: "reason" }, "The program proposes nothing here.");
  }
  return element(
    "p",
    { class: "reason", dir: "auto" },
    element("span", { class: "proposal" }, `proposes ${proposed.answer}`),
    ` ${proposed.reason}`,
  );
}
