// What a mark says, in the words of the screen: as it is made, and in the history.

/** The words of a mark {sentence, item, value} that is neither evidence nor a fact's tick. */
function markWords(data, { sentence, item, value }) {
  if (item === "kind") {
    return kindChange(data, value);
  }
  if (item === "facts") {
    return value === FACTS_OFF ? "facts: not to be ticked" : "facts: to be ticked";
  }
  return `${item}: ${value ? valueWords(data, sentence, item, value) : "cleared"}`;
}

function kindChange(data, kind) {
  if (!kind) {
    return "back to what the program took it for";
  }
  return data.set_aside.includes(kind) ? "set aside" : "to be reviewed";
}

function valueWords(data, sentence, item, value) {
  const labels = sentence === WHOLE_ARTICLE ? data.article_verdicts : data.verdicts;
  const label = item === "verdict" && labels.find(([name]) => name === value)?.[1];
  return label || value;
}
