// The panel beside the article: the checklist of the selected sentence, or of the whole article.
// It is made of parts, each a node and how to bring it up to date; a mark redraws no part, so what
// is being written, read or pointed at stays where it is.

function createPanel(holder, data, decisions, act, shelf) {
  const byPosition = new Map(data.sentences.map((sentence) => [sentence.position, sentence]));
  const drafts = new Map(); // evidence typed and not yet added, by sentence
  const writing = createWriting(decisions, act, data);
  let shown = null; // position, or WHOLE_ARTICLE
  let reviewed = null; // whether the shown sentence was one to review when it was drawn
  let parts = {};

  /** Show a sentence, or the whole article. */
  function show(position) {
    writing.settle();
    shown = position;
    parts = position === WHOLE_ARTICLE ? wholeArticle() : sentenceParts(byPosition.get(position));
    holder.replaceChildren(...Object.values(parts).map((part) => part.node));
    holder.scrollTop = 0;
  }

  /** Bring what is shown up to date after marks on a sentence. */
  function refresh(position) {
    if (position !== shown) {
      return;
    }
    const focused = holder.querySelector(":focus");
    if (position !== WHOLE_ARTICLE && decisions.reviewed(byPosition.get(position)) !== reviewed) {
      show(position);
    } else {
      Object.values(parts).forEach((part) => part.update());
    }
    // A button that its own click takes away, or turns off, leaves the focus with the sentence.
    if (focused && (focused.disabled || !focused.isConnected)) {
      act.focusRow();
    }
  }

  function sentenceParts(sentence) {
    const { position } = sentence;
    reviewed = decisions.reviewed(sentence);
    const made = { head: headPart(sentence, decisions, act) };
    if (reviewed) {
      data.questions.forEach((question, index) => {
        made[question] = questionPart(sentence, question, index + 1, decisions, act, data);
      });
      made.facts = factsPart(sentence, decisions, act, data);
      made.asks = asksPart(sentence, decisions, data);
      made.verdict = verdictPart(position, decisions, act, data);
      // What arrives late stands below the buttons, so that none moves from under the pointer.
      if (act.assistant) {
        made.assistant = assistantPart(position, act);
      }
      made.before = beforePart(sentence, decisions, act, data, shelf);
    }
    made.writerNotes = writerNotesPart(sentence, data);
    made.evidence = evidencePart(position, decisions, act, drafts, shelf);
    if (reviewed) {
      made.passages = passagesPart(sentence, decisions, act, shelf);
    }
    made.note = writing.part(position, "note", "Note", "n", "What to ask, change or remember");
    made.legend = legendPart(sentence, decisions, data);
    made.links = linksPart(sentence, data, shelf);
    made.history = historyPart(position, decisions, data);
    if (reviewed) {
      made.accept = acceptPart(sentence, act);
    }
    return made;
  }

  function wholeArticle() {
    const hint = "Three sentences an editor can use";
    return {
      head: headPart(null, decisions, act),
      about: aboutPart(data),
      verdict: verdictPart(WHOLE_ARTICLE, decisions, act, data),
      facts: factsSwitch(decisions, act),
      summary: writing.part(WHOLE_ARTICLE, "summary", "Summary", "n", hint, 5),
      research: researchPart(shelf),
      voices: voicesPart(data, act),
      sections: sectionsPart(data, act),
      history: historyPart(WHOLE_ARTICLE, decisions, data),
    };
  }

  return {
    show,
    refresh,
    settle: writing.settle,
    shown: () => shown,
    /** Whether evidence was typed that has not been added. */
    hasDrafts: () => drafts.size > 0,
    /** Bring a part into view, where it is shown. */
    reveal: (name) => parts[name]?.node.scrollIntoView({ block: "nearest" }),
    addEvidence: () => parts.evidence?.open(),
    attachPassage: () => parts.passages?.attachFirst() ?? false,
    takeOver: () => parts.before?.takeOverFirst() ?? false,
    write() {
      const { field } = parts.note ?? parts.summary;
      field.focus({ preventScroll: true });
      field.scrollIntoView({ block: "nearest" });
    },
  };
}
