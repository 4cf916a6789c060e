// The panel beside the article: the checklist of the selected sentence, or of the whole article.
// It is made of parts, each a node and how to bring it up to date; a mark redraws no part, so what
// is being written, read or pointed at stays where it is.

const WHOLE_ARTICLE = 0;
const TYPING_PAUSE_MS = 700;
const LONGEST_TEXT = 20_000;

/** Whether a click ends a double click; what its first half has given, this one must not take. */
const isSecondClick = (event) => event.detail > 1;

function createPanel(holder, data, decisions, act, shelf) {
  const byPosition = new Map(data.sentences.map((sentence) => [sentence.position, sentence]));
  const units = offsetMap(data.text);
  const drafts = new Map(); // evidence typed and not yet added, by sentence
  let shown = null; // position, or WHOLE_ARTICLE
  let reviewed = null; // whether the shown sentence was one to review when it was drawn
  let parts = {};
  let typing = null; // {save, timer} of a text that is being written

  /** Show a sentence, or the whole article. */
  function show(position) {
    settle();
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
    if (position !== WHOLE_ARTICLE && decisions.reviewed(byPosition.get(position)) !== reviewed) {
      show(position);
      return;
    }
    Object.values(parts).forEach((part) => part.update());
  }

  function sentenceParts(sentence) {
    const { position } = sentence;
    reviewed = decisions.reviewed(sentence);
    const made = { head: headPart(sentence) };
    if (reviewed) {
      data.questions.forEach((question, index) => {
        made[question] = questionPart(sentence, question, index + 1);
      });
      made.facts = factsPart(sentence, decisions, act, data);
      made.asks = asksPart(sentence, decisions, data);
      made.verdict = verdictPart(position, data.verdicts);
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
    made.note = textPart(position, "note", "Note", "n", "What to ask, change or remember");
    made.legend = legendPart(sentence);
    made.links = linksPart(sentence, data, shelf);
    made.history = historyPart(position);
    if (reviewed) {
      made.accept = acceptPart(sentence);
    }
    return made;
  }

  function wholeArticle() {
    return {
      head: headPart(null),
      about: aboutPart(),
      verdict: verdictPart(WHOLE_ARTICLE, data.article_verdicts),
      facts: factsSwitch(decisions, act),
      summary: textPart(WHOLE_ARTICLE, "summary", "Summary", "n", "Three sentences an editor can use", 5),
      research: researchPart(shelf),
      voices: voicesPart(data, act),
      sections: sectionsPart(data, act),
      history: historyPart(WHOLE_ARTICLE),
    };
  }

  // ── what it is about ───────────────────────────────────────────────────────────────────────

  function headPart(sentence) {
    const position = sentence ? sentence.position : act.selected();
    const tab = (words, on, onclick, key) =>
      element(
        "button",
        { type: "button", "aria-pressed": String(on), onclick },
        words,
        key && element("kbd", { "aria-hidden": "true" }, key),
      );
    const kind = element("span", { class: "kind" });
    const node = element(
      "div",
      { class: "tabs", role: "group", "aria-label": "What to judge" },
      tab(`Sentence ${position}`, sentence !== null, () => act.select(position)),
      tab("Whole article", sentence === null, act.wholeArticle, "g"),
      kind,
    );

    function update() {
      if (sentence) {
        kind.replaceChildren(...kindWords(sentence));
      }
    }

    update();
    return { node, update };
  }

  /** What kind of line it is where that is not plain text, and the button that changes it. */
  function kindWords(sentence) {
    const aside = !decisions.reviewed(sentence);
    const chosen = decisions.value(sentence.position, "kind");
    let [words, value, told] = ["Set aside", "boilerplate", "It makes no claim: an advert, a link"];
    if (chosen) {
      [words, value, told] = ["Undo this choice", "", "Back to what the program took it for"];
    } else if (aside) {
      [words, value, told] = ["Review it", "body", "Bring it back: it makes a claim"];
    }
    const onclick = () => act.mark(sentence.position, "kind", value);
    return [
      sentence.page > 0 && element("span", {}, `page ${sentence.page}`),
      aside && element("span", {}, `${decisions.kindOf(sentence)}, set aside`),
      element("button", { type: "button", title: told, onclick }, words),
    ].filter(Boolean);
  }

  function aboutPart() {
    const about = [data.article.author, data.article.publisher, data.article.published];
    const href = safeHref(data.article.url);
    const link = { href, target: "_blank", rel: "noopener noreferrer nofollow" };
    const node = element(
      "p",
      { class: "about" },
      about.some(Boolean) && element("bdi", {}, about.filter(Boolean).join(" · ")),
      href && element("a", link, href),
      data.article.carries && element("bdi", {}, `The draft came with ${data.article.carries}`),
      element("a", { class: "to-source", href: `source?article=${data.article.id}` }, "Source profile"),
    );
    return { node, update() {} };
  }

  // ── the questions ──────────────────────────────────────────────────────────────────────────

  function questionPart(sentence, question, key) {
    const { position } = sentence;
    const proposed = decisions.proposal(sentence, question);
    const buttons = Object.keys(SIGNS).map((answer) => {
      const isProposed = proposed?.answer === answer;
      return element(
        "button",
        {
          type: "button",
          class: `answer${isProposed ? " proposed" : ""}`,
          "data-answer": answer,
          "aria-label": isProposed ? `${answer}, proposed` : answer,
          onclick: (event) => {
            const again = decisions.value(position, question) === answer;
            if (!(again && isSecondClick(event))) {
              act.mark(position, question, again ? "" : answer);
            }
          },
        },
        element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[answer]),
        answer,
      );
    });
    const who = element("span", { class: "who" });
    const [aboutButton, aboutCard] = helpOn(question, data.help[question]);
    const node = element(
      "section",
      { class: "question", "data-question": question },
      element(
        "h3",
        {},
        question[0].toUpperCase() + question.slice(1),
        element("small", {}, data.help[question]?.asks ?? ""),
        aboutButton,
        element("kbd", { "aria-hidden": "true" }, String(key)),
      ),
      element("div", { class: "answers", role: "group", "aria-label": question }, ...buttons),
      reasonLine(proposed),
      who,
      aboutCard,
    );

    function update() {
      const value = decisions.value(position, question);
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.answer === value));
      }
      who.textContent = byWhom(position, question);
    }

    update();
    return { node, update };
  }

  function reasonLine(proposed) {
    if (!proposed) {
      return element("p", { class: "reason" }, "The program proposes nothing here.");
    }
    return element(
      "p",
      { class: "reason", dir: "auto" },
      element("span", { class: "proposal" }, `proposes ${proposed.answer}`),
      ` ${proposed.reason}`,
    );
  }

  /** Who answered, where it was somebody else. */
  function byWhom(position, item) {
    const mark = decisions.markOf(position, item);
    const other = mark?.value && mark.reviewer !== data.reviewer;
    return other ? `${mark.reviewer}, ${shortTime(mark.at)}` : "";
  }

  function acceptPart(sentence) {
    const words = element("span");
    const key = (name) => element("kbd", { "aria-hidden": "true" }, name);
    const accept = element(
      "button",
      { type: "button", "data-act": "accept", onclick: () => act.accept(sentence.position) },
      words,
      key("a"),
    );
    const goOn = element("span");
    const next = element(
      "button",
      { type: "button", class: "strong", "data-act": "accept-next", onclick: act.acceptAndGoOn },
      goOn,
      key("Enter"),
    );
    const node = element("div", { class: "accept" }, accept, next);

    function update() {
      const open = act.openProposals(sentence.position).length;
      accept.disabled = open === 0;
      words.textContent = open ? `Accept ${open === 1 ? "the proposal" : `all ${open}`}` : "Accepted";
      goOn.textContent = open ? "Accept, go on" : "Next open";
    }

    update();
    return { node, update };
  }

  function verdictPart(position, verdicts) {
    const whole = position === WHOLE_ARTICLE;
    const label = whole ? "Verdict on the whole article" : "Verdict";
    const shape = whole ? "verdicts whole" : "verdicts";
    const buttons = verdicts.map(([name, words]) =>
      element(
        "button",
        {
          type: "button",
          "data-verdict": name,
          onclick: (event) => {
            const again = decisions.value(position, "verdict") === name;
            if (!(again && isSecondClick(event))) {
              act.mark(position, "verdict", again ? "" : name);
            }
          },
        },
        words,
      ),
    );
    const who = element("span", { class: "who" });
    const node = element(
      "section",
      { class: "verdict" },
      element("h3", {}, label, element("kbd", { "aria-hidden": "true" }, "v")),
      element("div", { class: shape, role: "group", "aria-label": label }, ...buttons),
      who,
    );

    function update() {
      const value = decisions.value(position, "verdict");
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.verdict === value));
      }
      who.textContent = byWhom(position, "verdict");
    }

    update();
    return { node, update };
  }

  // ── texts ──────────────────────────────────────────────────────────────────────────────────

  function textPart(position, item, label, key, placeholder, lines = 2) {
    const field = element("textarea", {
      rows: lines,
      dir: "auto",
      maxlength: LONGEST_TEXT,
      placeholder,
      "aria-label": label,
      "data-field": item,
    });
    const who = element("span", { class: "who" });
    let sitting = {};
    let known = null; // the text when the field was last in step with what stands
    const save = () => {
      if (field.value !== known) {
        known = field.value;
        act.write(position, item, field.value, sitting);
      }
    };
    field.addEventListener("focus", () => {
      sitting = {};
    });
    field.addEventListener("input", () => {
      clearTimeout(typing?.timer);
      typing = { save, timer: setTimeout(save, TYPING_PAUSE_MS) };
    });
    field.addEventListener("blur", () => {
      settle();
      update();
    });

    function update() {
      // What is being written is not pulled from under the writer's hands.
      if (field.getRootNode().activeElement !== field) {
        known = decisions.value(position, item);
        field.value = known;
      }
      who.textContent = byWhom(position, item);
    }

    update();
    const node = element(
      "section",
      { class: "written" },
      element("h3", {}, label, element("kbd", { "aria-hidden": "true" }, key)),
      field,
      who,
    );
    return { node, update, field };
  }

  /** Save what is being written, before it could be lost. */
  function settle() {
    if (typing) {
      const { save, timer } = typing;
      typing = null;
      clearTimeout(timer);
      save();
    }
  }

  // ── what helps to judge ────────────────────────────────────────────────────────────────────

  /** What the lines under the words mean; only those that this sentence has. */
  function legendPart(sentence) {
    const spans = data.questions.flatMap((name) => decisions.proposal(sentence, name)?.spans ?? []);
    const roles = new Set(spans.map(([, , role]) => role));
    const shownRoles = Object.entries(SPAN_ROLES).filter(([role]) => roles.has(role));
    const samples = shownRoles.map(([role, words]) => element("span", { class: role }, words));
    const node = element("p", { class: "legend", "aria-hidden": "true" }, ...samples);
    return { node, update() {} };
  }

  // ── history ────────────────────────────────────────────────────────────────────────────────

  function historyPart(position) {
    const summary = element("summary");
    const list = element("ol");
    const node = element("details", { class: "history", ontoggle: update }, summary, list);

    /** A closed history is only counted: it grows with every mark, and a mark should cost the same. */
    function update() {
      const acts = decisions.history(position).filter(isNotDraft);
      setText(summary, acts.length ? `History (${acts.length})` : "History: nobody has marked this yet");
      list.replaceChildren(...(node.open ? acts.map(historyLine) : []));
    }

    update();
    return { node, update };
  }

  /** A text is kept many times while it is written; of one sitting only the last is told. */
  function isNotDraft(mark, index, acts) {
    const newer = acts[index - 1];
    const text = mark.item === "note" || mark.item === "summary";
    return !(text && newer?.item === mark.item && newer.client_id === mark.client_id);
  }

  function historyLine(mark) {
    return element(
      "li",
      {},
      element("time", { datetime: mark.at, title: mark.at }, shortTime(mark.at)),
      element("bdi", {}, mark.reviewer),
      element("span", { dir: "auto" }, historyWords(mark)),
    );
  }

  function historyWords(mark) {
    if (mark.item === "evidence") {
      const piece = readEvidence(mark) ?? { withdrawn: true };
      const what = piece.document || piece.url || piece.quote;
      return piece.withdrawn ? "evidence: taken away" : `evidence: ${what}`;
    }
    const [, start, end] = /^fact:([0-9]+)-([0-9]+)$/.exec(mark.item) ?? [];
    const item = end ? `“${data.text.slice(units(start), units(end))}”` : mark.item;
    return mark.value ? `${item}: ${mark.value}` : `${item}: cleared`;
  }

  return {
    show,
    refresh,
    settle,
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
