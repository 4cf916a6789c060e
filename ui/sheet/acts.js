// What a person does: marks made, proposals accepted, the last act taken back.

/**
 * Make the acts of one reviewer on one article.
 *
 * outbox, decisions: where a mark goes. clock(): milliseconds since 1970, as the server counts.
 * changed(positions): called after marks were made. say(message): tells the person.
 */
function createActs({ data, decisions, outbox, clock, changed, say }) {
  const byPosition = new Map(data.sentences.map((sentence) => [sentence.position, sentence]));
  const units = offsetMap(data.text);
  const undoable = []; // acts of this page that can be taken back, the newest last

  const asMark = ({ clientId, seq, sentence, item, value, at }) => ({
    client_id: clientId,
    seq,
    reviewer: data.reviewer,
    sentence,
    item,
    value,
    at,
  });

  /** The time of a mark: never before one it was made in the sight of, whatever the clock says. */
  function now() {
    const seen = decisions.latest() ? Date.parse(decisions.latest()) + 1 : 0;
    return new Date(Math.max(clock(), seen)).toISOString();
  }

  /** Make marks; each is shown at once, sent at once, and said to be saved when it is. */
  function commit(changes) {
    const parts = changes.map(({ position, item, value }) => {
      const before = valueBefore(position, item, value);
      const made = asMark(outbox.add({ sentence: position, item, value, at: now() }));
      decisions.add(made);
      return { made, before };
    });
    changed(new Set(changes.map((change) => change.position)), parts.map((part) => part.made));
    return parts;
  }

  function valueBefore(position, item, value) {
    if (item !== "evidence") {
      return decisions.value(position, item);
    }
    const { key } = JSON.parse(value);
    return decisions.evidenceMark(position, key)?.value ?? JSON.stringify({ key, withdrawn: true });
  }

  function mark(position, item, value) {
    undoable.push(commit([{ position, item, value }]));
    say(markWords(data, { sentence: position, item, value }));
  }

  /** Keep a text as it is being written; one undo takes back all that was written in one go. */
  function write(position, item, value, sitting) {
    const [part] = commit([{ position, item, value }]);
    const last = undoable.at(-1);
    if (last?.sitting === sitting) {
      last[0].made = part.made;
    } else {
      undoable.push(Object.assign([part], { sitting }));
    }
  }

  function cycle(position, question) {
    const order = [...Object.keys(SIGNS), ""];
    const next = order[(order.indexOf(decisions.value(position, question)) + 1) % order.length];
    mark(position, question, next);
  }

  /** Tick a fact, or take the tick away. */
  function tick(position, { start, end, item }) {
    const value = decisions.value(position, item) ? "" : CHECKED;
    undoable.push(commit([{ position, item, value }]));
    const words = data.text.slice(units(start), units(end));
    say(value ? `checked: ${words}` : `not checked: ${words}`);
  }

  /** Tick the first fact of a sentence that is still open; false where none is. */
  function tickNext(position) {
    const sentence = byPosition.get(position);
    const [next] = sentence && decisions.reviewed(sentence) ? decisions.openFacts(sentence) : [];
    if (next) {
      tick(position, next);
    }
    return Boolean(next);
  }

  function nextVerdict(position) {
    const verdicts = position === WHOLE_ARTICLE ? data.article_verdicts : data.verdicts;
    const order = ["", ...verdicts.map(([name]) => name)];
    const at = order.indexOf(decisions.value(position, "verdict"));
    mark(position, "verdict", order[(at + 1) % order.length]);
  }

  /** The questions of a sentence that nobody has answered and the program has a proposal for. */
  function openProposals(position) {
    const sentence = byPosition.get(position);
    if (!sentence || !decisions.reviewed(sentence)) {
      return [];
    }
    return data.questions.filter(
      (question) => !decisions.value(position, question) && decisions.proposal(sentence, question),
    );
  }

  /** Accept what the program proposes for a sentence; false where nothing was open. */
  function accept(position) {
    const open = openProposals(position);
    if (open.length) {
      const sentence = byPosition.get(position);
      const answers = open.map((item) => decisions.proposal(sentence, item).answer);
      undoable.push(
        commit(open.map((item, index) => ({ position, item, value: answers[index] }))),
      );
      say(`accepted: ${open.map((item, index) => `${item} ${answers[index]}`).join(", ")}`);
    }
    return open.length > 0;
  }

  /** Give a piece of evidence to one or several sentences. */
  function addEvidence(positions, piece) {
    const value = JSON.stringify(piece);
    undoable.push(commit(positions.map((position) => ({ position, item: "evidence", value }))));
    say(positions.length > 1 ? `evidence kept for ${positions.length} sentences` : "evidence kept");
  }

  /** Take over what stands on a sentence that was checked before: verdict, evidence and note. */
  function takeOver(position, { verdict, note, evidence }) {
    const texts = { verdict, note: decisions.value(position, "note") ? "" : note };
    const changes = Object.entries(texts)
      .filter(([, text]) => text)
      .map(([item, text]) => ({ position, item, value: text }));
    for (const { key, stance, url, document: named, quote, locator } of evidence) {
      const piece = { key, stance, url, document: named, quote, locator };
      changes.push({ position, item: "evidence", value: JSON.stringify(piece) });
    }
    undoable.push(commit(changes));
    say("taken over from an earlier check");
  }

  function withdrawEvidence(position, key) {
    const value = JSON.stringify({ key, withdrawn: true });
    undoable.push(commit([{ position, item: "evidence", value }]));
    say("evidence taken away");
  }

  /** Take my last act back, where what I marked still stands; returns its sentence, or null. */
  function undo() {
    const parts = undoable.pop();
    if (!parts) {
      say("There is nothing to undo on this page.");
      return null;
    }
    const still = parts.filter(({ made }) => stands(made));
    if (still.length) {
      commit(
        still.map(({ made, before }) => ({
          position: made.sentence,
          item: made.item,
          value: before,
        })),
      );
    }
    const overtaken = parts.find((part) => !still.includes(part));
    say(overtaken ? whoOvertook(overtaken.made) : "undone");
    return parts[0].made.sentence;
  }

  function standingMark(made) {
    return made.item === "evidence"
      ? decisions.evidenceMark(made.sentence, JSON.parse(made.value).key)
      : decisions.markOf(made.sentence, made.item);
  }

  function stands(made) {
    const standing = standingMark(made);
    return standing?.client_id === made.client_id && standing.seq === made.seq;
  }

  function whoOvertook(made) {
    const reviewer = standingMark(made)?.reviewer;
    const who = reviewer === data.reviewer ? "you in another window" : reviewer;
    return `${made.item} was changed since${who ? ` by ${who}` : ""}, so it stays.`;
  }

  return {
    asMark,
    mark,
    write,
    cycle,
    tick,
    tickNext,
    nextVerdict,
    openProposals,
    accept,
    addEvidence,
    takeOver,
    withdrawEvidence,
    undo,
  };
}
