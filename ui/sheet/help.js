// The keys, told twice: the few that matter at the foot, all of them in a dialog.

/** Fill the foot and the dialog; returns how to open the dialog. */
function createHelp(foot, dialog) {
  const keyCaps = (keys) => keys.split(/ +/).map((key) => element("kbd", {}, key));
  foot.replaceChildren(
    ...SHORT_KEYS.map(([keys, does]) =>
      element("span", {}, ...keyCaps(keys), ` ${does}`),
    ),
  );
  dialog.replaceChildren(
    element("h2", {}, "Keys"),
    element(
      "dl",
      {},
      ...KEYS.flatMap(([keys, does]) => [
        element("dt", {}, ...keyCaps(keys)),
        element("dd", {}, does),
      ]),
    ),
    element("p", {}, "A dashed answer is the program’s proposal; a solid one is a person’s decision."),
    element("button", { type: "button", onclick: () => dialog.close() }, "Close"),
  );
  return { open: () => dialog.showModal(), isOpen: () => dialog.open };
}
