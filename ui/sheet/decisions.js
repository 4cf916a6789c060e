// What stands, once all marks are laid on top of one another. The same rules as reviews/ in Python:
// of the marks on one item the newest counts, by time, then client, then number.

const REVIEWED = new Set(["body", "quote", "list", "caption"]);

function isNewer(a, b) {
  if (a.at !== b.at) {
    return a.at > b.at;
  }
  if (a.client_id !== b.client_id) {
    return a.client_id > b.client_id;
  }
  return a.seq > b.seq;
}

/** Keep all marks of one article and answer what stands. */
function createDecisions(data) {
  const seen = new Set();
  const standing = new Map(); // "sentence item" -> newest mark, cleared ones included
  const pieces = new Map(); // sentence -> Map(key -> newest evidence mark)
  const acts = new Map(); // sentence -> marks, in order of arrival
  let latest = "";

  const markOf = (sentence, item) => standing.get(`${sentence} ${item}`);
  const value = (sentence, item) => markOf(sentence, item)?.value ?? "";

  /** Take a mark in; false where it was known. */
  function add(mark) {
    const name = `${mark.client_id}/${mark.seq}`;
    if (seen.has(name)) {
      return false;
    }
    seen.add(name);
    latest = mark.at > latest ? mark.at : latest;
    if (!acts.has(mark.sentence)) {
      acts.set(mark.sentence, []);
    }
    acts.get(mark.sentence).push(mark);
    if (mark.item === "evidence") {
      addEvidence(mark);
    } else {
      const place = `${mark.sentence} ${mark.item}`;
      const known = standing.get(place);
      if (!known || isNewer(mark, known)) {
        standing.set(place, mark);
      }
    }
    return true;
  }

  function addEvidence(mark) {
    const piece = JSON.parse(mark.value);
    if (!pieces.has(mark.sentence)) {
      pieces.set(mark.sentence, new Map());
    }
    const ofSentence = pieces.get(mark.sentence);
    const known = ofSentence.get(piece.key);
    if (!known || isNewer(mark, known.mark)) {
      ofSentence.set(piece.key, { mark, piece });
    }
  }

  /** Forget a mark that the server refused. */
  function remove(mark) {
    const kept = [...acts.values()].flat().filter((one) => one !== mark);
    seen.clear();
    standing.clear();
    pieces.clear();
    acts.clear();
    kept.forEach(add);
  }

  const kindOf = (sentence) => value(sentence.position, "kind") || sentence.kind;
  const reviewed = (sentence) => REVIEWED.has(kindOf(sentence));
  const answered = (sentence) =>
    data.questions.filter((question) => value(sentence.position, question)).length;
  const done = (sentence) => answered(sentence) === data.questions.length;
  const proposal = (sentence, question) => data.findings[sentence.position]?.[question];

  const filters = {
    all: () => true,
    open: (sentence) => reviewed(sentence) && !done(sentence),
    change: (sentence) => ["change", "wrong"].includes(value(sentence.position, "verdict")),
    unattributed: (sentence) =>
      reviewed(sentence) &&
      (value(sentence.position, "attributed") || proposal(sentence, "attributed")?.answer) === "no",
    differ: (sentence) =>
      data.questions.some((question) => {
        const decided = value(sentence.position, question);
        const proposed = proposal(sentence, question);
        return decided && proposed && decided !== proposed.answer;
      }),
  };

  return {
    add,
    remove,
    value,
    markOf,
    kindOf,
    reviewed,
    answered,
    done,
    proposal,
    filters,
    evidence: (sentence) =>
      [...(pieces.get(sentence)?.values() ?? [])].filter(({ piece }) => !piece.withdrawn),
    evidenceMark: (sentence, key) => pieces.get(sentence)?.get(key)?.mark,
    history: (sentence) =>
      [...(acts.get(sentence) ?? [])].sort((a, b) => (isNewer(a, b) ? -1 : 1)),
    latest: () => latest,
  };
}
