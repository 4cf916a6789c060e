// The way on: accept what the program proposes for a sentence, and go to the next open one.

/** The buttons at the foot of the panel; they stay within reach. */
function acceptPart(sentence, act) {
  const words = element("span");
  const key = (name) => element("kbd", { "aria-hidden": "true" }, name);
  const accept = element(
    "button",
    { type: "button", "data-act": "accept", onclick: () => act.accept(sentence.position) },
    words,
    key("a"),
  );
  const goOn = element("span");
  const next = element(
    "button",
    { type: "button", class: "strong", "data-act": "accept-next", onclick: act.acceptAndGoOn },
    goOn,
    key("Enter"),
  );
  const node = element("div", { class: "accept" }, accept, next);

  function update() {
    const open = act.openProposals(sentence.position).length;
    accept.disabled = open === 0;
    words.textContent = open ? `Accept ${open === 1 ? "the proposal" : `all ${open}`}` : "Accepted";
    goOn.textContent = open ? "Accept, go on" : "Next open";
  }

  update();
  return { node, update };
}
