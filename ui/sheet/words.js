// What the sheet says: names, signs and keys, in one place.

/** The position that stands for the article as a whole; the same as in reviews/records.py. */
const WHOLE_ARTICLE = 0;
const SIGNS = { yes: "✓", partly: "◐", no: "–", "n/a": "·" };
const STANCES = { supports: "supports the sentence", refutes: "refutes the sentence", context: "gives context" };
/** What a mark says of a fact and of facts at large; the same words as in reviews/items.py. */
const CHECKED = "checked";
const FACTS_OFF = "off";
/** The stretches that are underlined in place, and what each is. */
const SPAN_ROLES = {
  source: "who says it",
  cue: "how it is said",
  content: "what is said",
  document: "where to look",
};
const FILTERS = [
  ["all", "All"],
  ["open", "Open"],
  ["change", "Needs a change"],
  ["unattributed", "Unattributed"],
  ["asks", "To ask"],
  ["differ", "≠ Differs from the program"],
];
const KEYS = [
  ["j  k", "next, previous sentence (arrow keys too)"],
  ["1  2  3", "attributed, sourced, verifiable: yes, partly, no, n/a"],
  ["f", "tick the next fact"],
  ["a", "accept what the program proposes"],
  ["Enter", "accept, then on to the next open sentence: the fastest way through"],
  ["v", "verdict: the next one of the list"],
  ["n", "write a note"],
  ["e", "add evidence"],
  ["p", "attach the best passage of the research"],
  ["b", "take over an earlier check: its verdict, evidence and note"],
  ["u", "undo my last mark"],
  ["o", "next open sentence"],
  ["g", "verdict and summary of the whole article"],
  ["/", "find in the text"],
  ["Esc", "out of a field, a menu or a search"],
  ["?", "these keys"],
];
const SHORT_KEYS = [
  ["j k", "move"],
  ["1 2 3", "answer"],
  ["f", "tick a fact"],
  ["Enter", "accept, go on"],
  ["u", "undo"],
  ["?", "all keys"],
];
