// What the lines under the words of a sentence mean.

/** The part of the panel that shows a sample of each; only those that this sentence has. */
function legendPart(sentence, decisions, data) {
  const spans = data.questions.flatMap((name) => decisions.proposal(sentence, name)?.spans ?? []);
  const roles = new Set(spans.map(([, , role]) => role));
  const shownRoles = Object.entries(SPAN_ROLES).filter(([role]) => roles.has(role));
  const samples = shownRoles.map(([role, words]) => element("span", { class: role }, words));
  const node = element("p", { class: "legend", "aria-hidden": "true" }, ...samples);
  return { node, update() {} };
}
