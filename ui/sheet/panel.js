// The panel beside the article: the checklist of the selected sentence, or of the whole article.

const WHOLE_ARTICLE = 0;
const TYPING_PAUSE_MS = 700;

function createPanel(holder, data, decisions, act) {
  const names = new Map(data.sentences.map((sentence) => [sentence.position, sentence]));
  let shown = null; // position, or WHOLE_ARTICLE
  let typing = null; // {save, timer} of a text that is being written

  /** Show a sentence, or the whole article. */
  function show(position) {
    settle();
    shown = position;
    holder.replaceChildren(
      tabs(),
      ...(position === WHOLE_ARTICLE ? wholeArticle() : sentencePanel(names.get(position))),
    );
    holder.scrollTop = 0;
  }

  function tabs() {
    const tab = (label, position, key) =>
      element(
        "button",
        {
          type: "button",
          "aria-pressed": String((shown === WHOLE_ARTICLE) === (position === WHOLE_ARTICLE)),
          onclick: () => (position === WHOLE_ARTICLE ? act.wholeArticle() : act.backToSentence()),
        },
        label,
        key && element("kbd", { "aria-hidden": "true" }, key),
      );
    const sentence = shown === WHOLE_ARTICLE ? act.selected() : shown;
    return element(
      "div",
      { class: "tabs", role: "group", "aria-label": "What to judge" },
      tab(`Sentence ${sentence}`, sentence),
      tab("Whole article", WHOLE_ARTICLE, "g"),
    );
  }

  function sentencePanel(sentence) {
    const position = sentence.position;
    const parts = [kindLine(sentence)];
    if (decisions.reviewed(sentence)) {
      parts.push(
        ...data.questions.map((question, index) => questionPart(sentence, question, index + 1)),
        acceptPart(sentence),
        verdictPart(position, data.verdicts),
      );
    }
    parts.push(
      evidencePart(position),
      textPart(position, "note", "Note", "n", "What to ask, change or remember"),
      historyPart(position),
    );
    return parts;
  }

  function wholeArticle() {
    const about = [data.article.author, data.article.publisher, data.article.published];
    return [
      element("p", { class: "about", dir: "auto" }, about.filter(Boolean).join(" · ")),
      verdictPart(WHOLE_ARTICLE, data.article_verdicts),
      textPart(WHOLE_ARTICLE, "summary", "Summary", "", "Three sentences an editor can use", 8),
      historyPart(WHOLE_ARTICLE),
    ];
  }

  function kindLine(sentence) {
    const kind = decisions.kindOf(sentence);
    const reviewed = decisions.reviewed(sentence);
    const chosen = decisions.value(sentence.position, "kind");
    const set = (value) => () => act.mark(sentence.position, "kind", value);
    let button = ["Set aside", "boilerplate", "No claim of the article’s own: a promotion, a caption, page furniture"];
    if (chosen) {
      button = ["Undo this choice", "", "Back to what the program took it for"];
    } else if (!reviewed) {
      button = ["Review it", "body", "Bring it back: it makes a claim"];
    }
    return element(
      "p",
      { class: "kind" },
      element("span", {}, reviewed ? kind : `${kind}, set aside`),
      element("button", { type: "button", title: button[2], onclick: set(button[1]) }, button[0]),
    );
  }

  function questionPart(sentence, question, key) {
    const decided = decisions.markOf(sentence.position, question);
    const value = decided?.value ?? "";
    const proposed = decisions.proposal(sentence, question);
    const answers = ["yes", "partly", "no", "n/a"].map((answer) =>
      element(
        "button",
        {
          type: "button",
          "data-answer": answer,
          "aria-pressed": String(value === answer),
          "aria-label": `${answer}${proposed?.answer === answer ? ", proposed" : ""}`,
          class: `answer${proposed?.answer === answer ? " proposed" : ""}`,
          onclick: () => act.mark(sentence.position, question, value === answer ? "" : answer),
        },
        element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[answer]),
        answer,
      ),
    );
    return element(
      "section",
      { class: "question", "data-question": question },
      element(
        "h3",
        {},
        question[0].toUpperCase() + question.slice(1),
        element("small", {}, ASKS[question]),
        element("kbd", { "aria-hidden": "true" }, String(key)),
      ),
      element("div", { class: "answers", role: "group", "aria-label": question }, ...answers),
      reasonLine(proposed),
    );
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

  function acceptPart(sentence) {
    const open = act.openProposals(sentence.position).length;
    return element(
      "p",
      { class: "accept" },
      element(
        "button",
        { type: "button", disabled: open === 0, onclick: () => act.accept(sentence.position) },
        open ? `Accept ${open === 1 ? "the proposal" : `the ${open} proposals`}` : "Nothing left to accept",
        element("kbd", { "aria-hidden": "true" }, "a"),
      ),
    );
  }

  function verdictPart(position, verdicts) {
    const value = decisions.value(position, "verdict");
    const label = position === WHOLE_ARTICLE ? "Verdict on the whole article" : "Verdict";
    return element(
      "section",
      { class: "verdict" },
      element("h3", {}, label, element("kbd", { "aria-hidden": "true" }, "v")),
      element(
        "div",
        { class: "verdicts", role: "group", "aria-label": label },
        ...verdicts.map(([name, words]) =>
          element(
            "button",
            {
              type: "button",
              "data-verdict": name,
              "aria-pressed": String(value === name),
              onclick: () => act.mark(position, "verdict", value === name ? "" : name),
            },
            words,
          ),
        ),
      ),
    );
  }

  function textPart(position, item, label, key, placeholder, lines = 2) {
    const field = element("textarea", {
      rows: lines,
      dir: "auto",
      maxlength: 20000,
      placeholder,
      "aria-label": label,
      "data-field": item,
    });
    field.value = decisions.value(position, item);
    const save = () => {
      if (field.value !== decisions.value(position, item)) {
        act.mark(position, item, field.value, { quiet: true });
      }
    };
    field.addEventListener("input", () => {
      clearTimeout(typing?.timer);
      typing = { save, timer: setTimeout(save, TYPING_PAUSE_MS) };
    });
    field.addEventListener("blur", settle);
    return element(
      "section",
      { class: "written" },
      element("h3", {}, label, key && element("kbd", { "aria-hidden": "true" }, key)),
      field,
    );
  }

  /** Save what is being written, before it could be lost. */
  function settle() {
    if (typing) {
      clearTimeout(typing.timer);
      typing.save();
      typing = null;
    }
  }

  function evidencePart(position) {
    const pieces = decisions.evidence(position);
    return element(
      "section",
      { class: "evidence" },
      element(
        "h3",
        {},
        "Evidence",
        element(
          "button",
          { type: "button", class: "add", onclick: () => openForm(position) },
          "+ add",
          element("kbd", { "aria-hidden": "true" }, "e"),
        ),
      ),
      element("ul", {}, ...pieces.map(({ piece }) => evidenceItem(position, piece))),
      element("div", { class: "form" }),
    );
  }

  function evidenceItem(position, piece) {
    const href = safeHref(piece.url ?? "");
    const name = piece.document || piece.url || "Quotation";
    const where = piece.locator ? ` (${piece.locator})` : "";
    const link = { href, target: "_blank", rel: "noopener noreferrer nofollow" };
    return element(
      "li",
      { class: piece.stance },
      element("span", { class: "stance" }, STANCES[piece.stance] ?? piece.stance),
      element("bdi", {}, href ? element("a", link, name) : name, where),
      piece.quote && element("q", { dir: "auto" }, piece.quote),
      element(
        "span",
        { class: "change" },
        element("button", { type: "button", onclick: () => openForm(position, piece) }, "Change"),
        element("button", { type: "button", onclick: () => act.withdraw(position, piece.key) }, "Remove"),
      ),
    );
  }

  function openForm(position, piece = { stance: "supports" }) {
    const place = holder.querySelector(".evidence .form");
    const field = (name, label, type = "input") => {
      const input = element(type, { name, "aria-label": label, placeholder: label, dir: "auto", rows: 2 });
      input.value = piece[name] ?? "";
      return input;
    };
    const stance = element(
      "select",
      { name: "stance", "aria-label": "How it stands to the sentence" },
      ...Object.entries(STANCES).map(([value, words]) => element("option", { value }, words)),
    );
    stance.value = piece.stance;
    const complaint = element("p", { class: "complaint", role: "alert" });
    const close = () => {
      place.replaceChildren();
      act.focusRow();
    };
    const form = element(
      "form",
      {
        "aria-label": "Evidence",
        onsubmit: (event) => {
          event.preventDefault();
          const given = Object.fromEntries(new FormData(form));
          if (![given.url, given.document, given.quote].some((text) => text.trim())) {
            complaint.textContent = "Give an address, a document or a quotation.";
            return;
          }
          close();
          act.evidence(position, { key: piece.key ?? newClientId(), ...trimmed(given) });
        },
        onkeydown: (event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            close();
          }
        },
      },
      field("url", "Address (https://…)"),
      field("document", "or a document: title, author, date"),
      field("quote", "What it says, word for word", "textarea"),
      field("locator", "Page or timestamp"),
      stance,
      complaint,
      element("button", { type: "submit", class: "strong" }, piece.key ? "Save" : "Add"),
      element("button", { type: "button", onclick: close }, "Cancel"),
    );
    place.replaceChildren(form);
    form.elements.url.focus();
    form.scrollIntoView({ block: "nearest" });
  }

  const trimmed = (given) =>
    Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text.trim()]));

  function historyPart(position) {
    const acts = decisions.history(position);
    if (!acts.length) {
      return element("p", { class: "history empty" }, "Nobody has marked this yet.");
    }
    return element(
      "details",
      { class: "history" },
      element("summary", {}, `History (${acts.length})`),
      element("ol", {}, ...acts.map(historyLine)),
    );
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
      const piece = JSON.parse(mark.value);
      return piece.withdrawn ? "took evidence away" : `evidence: ${piece.document || piece.url || piece.quote}`;
    }
    return mark.value ? `${mark.item}: ${mark.value}` : `${mark.item}: cleared`;
  }

  /** Draw again after a mark, unless somebody is writing in it. */
  function refresh(position) {
    if (position !== shown) {
      return;
    }
    const root = holder.getRootNode();
    const writing = holder.contains(root.activeElement) && root.activeElement.matches("textarea, input, select");
    const form = holder.querySelector(".evidence form");
    if (writing || form) {
      refreshHistory(position);
      return;
    }
    const focused = focusedName(root.activeElement);
    const open = holder.querySelector(".history[open]") !== null;
    const scroll = holder.scrollTop;
    show(position);
    holder.scrollTop = scroll;
    if (open) {
      holder.querySelector(".history")?.setAttribute("open", "");
    }
    if (focused) {
      holder.querySelector(focused)?.focus({ preventScroll: true });
    }
  }

  function refreshHistory(position) {
    holder.querySelector(".history").replaceWith(historyPart(position));
  }

  /** A selector that finds the same button again after it was drawn anew. */
  function focusedName(active) {
    if (!active || !holder.contains(active)) {
      return null;
    }
    const question = active.closest("[data-question]")?.dataset.question;
    if (question && active.dataset.answer) {
      return `[data-question='${question}'] [data-answer='${active.dataset.answer}']`;
    }
    return active.dataset.verdict ? `[data-verdict='${active.dataset.verdict}']` : null;
  }

  return {
    show,
    refresh,
    settle,
    shown: () => shown,
    openForm,
    write: (item) => {
      const field = holder.querySelector(`[data-field='${item}']`);
      field?.focus();
      field?.scrollIntoView({ block: "nearest" });
    },
  };
}
