// What explains itself: the keys, at the foot and in a dialog, and what a check takes for what.

/** Fill the foot and the dialog, which lists `keys`; returns how to open the dialog. */
function createHelp(foot, dialog, keys) {
  const keyCaps = (caps) => caps.split(/ +/).map((key) => element("kbd", {}, key));
  foot.replaceChildren(
    ...SHORT_KEYS.map(([caps, does]) =>
      element("span", {}, ...keyCaps(caps), ` ${does}`),
    ),
  );
  dialog.replaceChildren(
    element(
      "header",
      {},
      element("h2", {}, "Keys"),
      // First, because it has the focus: a long list then opens at its beginning.
      element("button", { type: "button", onclick: () => dialog.close() }, "Close"),
    ),
    element(
      "dl",
      {},
      ...keys.flatMap(([caps, does]) => [
        element("dt", {}, ...keyCaps(caps)),
        element("dd", {}, does),
      ]),
    ),
    element("p", {}, "A dashed answer is the program’s proposal; a solid one is a person’s decision."),
  );
  return { open: () => dialog.showModal(), isOpen: () => dialog.open };
}

/** A button and the card it opens: what a check asks, and sentences that show how it answers. */
function helpOn(name, help) {
  if (!help) {
    return [];
  }
  const examples = help.examples.flatMap(([text, answer]) => [
    element("dt", {}, answer ?? "nothing"),
    element("dd", { dir: "auto" }, text),
  ]);
  const card = element(
    "div",
    { class: "card", popover: "auto" },
    element("h2", {}, name[0].toUpperCase() + name.slice(1)),
    element("p", {}, help.asks),
    element("dl", {}, ...examples),
  );
  const label = `What ${name} asks, with examples`;
  const button = element("button", { type: "button", class: "about-check", "aria-label": label }, "?");
  button.popoverTargetElement = card;
  return [button, card];
}
