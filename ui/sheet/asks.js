// What a careful desk would ask besides the three questions.

/** The part of the panel that lists what the other checks have to say; hidden where nothing. */
function asksPart(sentence, decisions, data) {
  const items = decisions.asks(sentence).map(([name, finding]) =>
    element(
      "li",
      {},
      element("b", {}, name),
      ...helpOn(name, data.help[name]),
      finding.detail && finding.detail !== name && element("small", {}, finding.detail),
      element("span", { dir: "auto" }, finding.reason),
    ),
  );
  const node = element(
    "section",
    { class: "asks", hidden: !items.length },
    element("h3", {}, "To ask", element("small", {}, "the program’s questions; they change no answer")),
    element("ul", {}, ...items),
  );
  return { node, update() {} };
}
