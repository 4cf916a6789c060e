// What stands, once all marks are laid on top of one another. The same rules as reviews/ in Python:
// of the marks on one item the newest counts, by time, then client, then number.

function isNewer(a, b) {
  if (a.at !== b.at) {
    return a.at > b.at;
  }
  if (a.client_id !== b.client_id) {
    return a.client_id > b.client_id;
  }
  return a.seq > b.seq;
}

/** The piece of evidence in a mark, or null: a mark that waits here has not been checked yet. */
function readEvidence(mark) {
  try {
    const piece = JSON.parse(mark.value);
    return typeof piece?.key === "string" ? piece : null;
  } catch {
    return null;
  }
}

/** Keep all marks of one article and answer what stands. */
function createDecisions(data) {
  const setAside = new Set(data.set_aside);
  const seen = new Map(); // "client/seq" -> mark
  const standing = new Map(); // "sentence item" -> newest mark, cleared ones included
  const pieces = new Map(); // sentence -> Map(key -> {mark, piece}), withdrawn ones included
  const acts = new Map(); // sentence -> marks, in order of arrival
  let latest = "";

  const markOf = (sentence, item) => standing.get(`${sentence} ${item}`);
  const value = (sentence, item) => markOf(sentence, item)?.value ?? "";
  const nameOf = (mark) => `${mark.client_id}/${mark.seq}`;

  /** Take a mark in; false where it was known. The server's word on its time counts. */
  function add(mark) {
    const known = seen.get(nameOf(mark));
    if (known && known.at === mark.at) {
      return false;
    }
    if (known) {
      remove(known);
    }
    seen.set(nameOf(mark), mark);
    latest = mark.at > latest ? mark.at : latest;
    listOf(acts, mark.sentence, () => []).push(mark);
    if (mark.item === "evidence") {
      addEvidence(mark);
    } else {
      const place = `${mark.sentence} ${mark.item}`;
      if (!standing.has(place) || isNewer(mark, standing.get(place))) {
        standing.set(place, mark);
      }
    }
    return true;
  }

  function addEvidence(mark) {
    const piece = readEvidence(mark);
    if (piece) {
      const ofSentence = listOf(pieces, mark.sentence, () => new Map());
      const known = ofSentence.get(piece.key);
      if (!known || isNewer(mark, known.mark)) {
        ofSentence.set(piece.key, { mark, piece });
      }
    }
  }

  function listOf(lists, sentence, make) {
    if (!lists.has(sentence)) {
      lists.set(sentence, make());
    }
    return lists.get(sentence);
  }

  /** Forget a mark, by its client and number; false where it is not known. */
  function remove({ client_id, seq }) {
    const gone = seen.get(nameOf({ client_id, seq }));
    const kept = [...seen.values()].filter((one) => one !== gone);
    seen.clear();
    standing.clear();
    pieces.clear();
    acts.clear();
    kept.forEach(add);
    return Boolean(gone);
  }

  const kindOf = (sentence) => value(sentence.position, "kind") || sentence.kind;
  const reviewed = (sentence) => !setAside.has(kindOf(sentence));
  const answered = (sentence) =>
    data.questions.filter((question) => value(sentence.position, question)).length;
  const done = (sentence) =>
    answered(sentence) === data.questions.length && !openFacts(sentence).length;
  const proposal = (sentence, question) => data.findings[sentence.position]?.[question];

  const ticksFacts = () => value(WHOLE_ARTICLE, "facts") !== FACTS_OFF;

  /** The facts to tick in a sentence, as {start, end, role, item}; none in a quick review. */
  function facts(sentence) {
    const spans = ticksFacts() ? (proposal(sentence, "facts")?.spans ?? []) : [];
    return spans.map(([start, end, role]) => ({ start, end, role, item: `fact:${start}-${end}` }));
  }

  const openFacts = (sentence) =>
    facts(sentence).filter((fact) => !value(sentence.position, fact.item));

  /** What a careful desk would ask besides: [name, finding], for those that have something to say. */
  const asks = (sentence) =>
    Object.entries(data.findings[sentence.position] ?? {}).filter(
      ([name, finding]) =>
        name !== "facts" && !data.questions.includes(name) && finding.answer !== "n/a",
    );

  /** Whether something is to be asked that is more than good to know. */
  const isAsked = (sentence) => asks(sentence).some(([, finding]) => finding.asks);

  const filters = {
    all: () => true,
    open: (sentence) => reviewed(sentence) && !done(sentence),
    change: (sentence) => ["change", "wrong"].includes(value(sentence.position, "verdict")),
    unattributed: (sentence) =>
      reviewed(sentence) &&
      (value(sentence.position, "attributed") || proposal(sentence, "attributed")?.answer) === "no",
    asks: (sentence) => reviewed(sentence) && isAsked(sentence),
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
    ticksFacts,
    facts,
    openFacts,
    asks,
    isAsked,
    filters,
    /** The pieces of evidence that stand, as {mark, piece}. */
    evidence: (sentence) =>
      [...(pieces.get(sentence)?.values() ?? [])].filter(({ piece }) => !piece.withdrawn),
    evidenceMark: (sentence, key) => pieces.get(sentence)?.get(key)?.mark,
    /** All marks on a sentence, the newest first. */
    history: (sentence) =>
      [...(acts.get(sentence) ?? [])].sort((a, b) => (isNewer(a, b) ? -1 : 1)),
    latest: () => latest,
  };
}
