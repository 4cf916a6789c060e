// The article as it is read: paragraphs of sentences, each with its three answers beside it.

const HEADING_LEVELS = { headline: 1, heading: 2 };

/** Draw all sentences into `holder`; returns how to bring one up to date and how to find it. */
function createRows(holder, data, decisions, act) {
  const units = offsetMap(data.text);
  const rows = new Map();

  function draw() {
    holder.dir = data.article.direction;
    holder.lang = data.article.language || "und";
    let paragraph = null;
    let before = null;
    const list = element("div", { role: "list", "aria-label": "Sentences" });
    for (const sentence of data.sentences) {
      if (!before || startsParagraph(before, sentence)) {
        paragraph = element("div", { class: "paragraph", role: "none" });
        list.append(paragraph);
      }
      const row = drawRow(sentence);
      rows.set(sentence.position, row);
      update(sentence);
      paragraph.append(row);
      before = sentence;
    }
    holder.replaceChildren(list);
  }

  function startsParagraph(before, sentence) {
    const between = data.text.slice(units(before.end), units(sentence.start));
    return /\n\s*\n/.test(between) || before.kind !== sentence.kind || sentence.kind === "list";
  }

  function drawRow(sentence) {
    const { position } = sentence;
    return element(
      "div",
      {
        class: "row",
        role: "listitem",
        tabindex: "-1",
        "data-sentence": position,
        "aria-labelledby": `sentence-${position} answers-${position}`,
      },
      element(
        "span",
        { class: "gutter", "aria-hidden": "true" },
        element("span", { class: "flags" }),
        element("span", { class: "number" }, String(position)),
      ),
      drawText(sentence),
      // The order of the letters is the panel's, also where the article runs from right to left.
      element(
        "span",
        { class: "chips", role: "group", id: `answers-${position}`, dir: "ltr" },
        ...data.questions.map(drawChip),
      ),
    );
  }

  function drawText(sentence) {
    const attributed = decisions.proposal(sentence, "attributed")?.spans ?? [];
    const sourced = decisions.proposal(sentence, "sourced")?.spans ?? [];
    const spans = [...attributed, ...sourced].map(([start, end, role]) => ({ start, end, role }));
    for (const [start, end, href] of linksOf(data, sentence)) {
      spans.push({ start, end, href });
    }
    for (const [start, end] of decisions.proposal(sentence, "facts")?.spans ?? []) {
      spans.push({ start, end, fact: `fact:${start}-${end}` });
    }
    for (const [, finding] of decisions.asks(sentence)) {
      spans.push(...finding.spans.map(([start, end]) => ({ start, end, role: "ask" })));
    }
    const level = HEADING_LEVELS[sentence.kind];
    const text = element("span", {
      class: "sentence",
      id: `sentence-${sentence.position}`,
      dir: "auto",
      role: level && "heading",
      "aria-level": level,
    });
    for (const piece of piecesOf(sentence.start, sentence.end, spans)) {
      text.append(drawPiece(piece));
    }
    return text;
  }

  function drawPiece({ start, end, spans }) {
    const words = data.text.slice(units(start), units(end));
    const roles = spans.map((span) => span.role).filter((role) => role in SPAN_ROLES);
    const href = spans.map((span) => span.href && safeHref(span.href)).find(Boolean);
    const fact = shortest(spans.filter((span) => span.fact))?.fact;
    const names = [href && "link", fact && "fact", ...roles].filter(Boolean);
    if (!names.length) {
      return words;
    }
    const title = href && `${href} (Ctrl-click opens it)`;
    const attributes = { class: names.join(" "), "data-href": href, "data-fact": fact, title };
    return element("span", attributes, words);
  }

  /** Of facts inside one another, as a name in a quotation, the innermost is meant. */
  function shortest(spans) {
    return spans.reduce(
      (least, span) => (least && least.end - least.start <= span.end - span.start ? least : span),
      null,
    );
  }

  function drawChip(question) {
    return element(
      "button",
      { type: "button", class: "chip", tabindex: "-1", "data-chip": question },
      element("b", { "aria-hidden": "true" }, question[0].toUpperCase()),
      element("i", { "aria-hidden": "true" }),
    );
  }

  /** Bring one row up to date: only its own chips, flags and classes change. */
  function update(sentence) {
    const { position } = sentence;
    const row = rows.get(position);
    const reviewed = decisions.reviewed(sentence);
    const noted = Boolean(decisions.value(position, "note"));
    const evident = decisions.evidence(position).length > 0;
    row.dataset.kind = decisions.kindOf(sentence);
    row.dataset.verdict = decisions.value(position, "verdict");
    row.classList.toggle("aside", !reviewed);
    row.classList.toggle("done", reviewed && decisions.done(sentence));
    const asked = reviewed && decisions.isAsked(sentence);
    const flags = [asked && "?", evident && "§", noted && "✎"].filter(Boolean);
    row.querySelector(".flags").textContent = flags.join("");
    updateFacts(row, sentence);
    const chips = row.querySelector(".chips");
    const answers = [...chips.children].map((chip) => updateChip(chip, sentence, reviewed));
    const told = reviewed ? answers : ["set aside"];
    const rest = remarks(sentence, { asked, noted, evident });
    chips.setAttribute("aria-label", [...told, ...rest].join(", "));
    chips.hidden = !reviewed && !decisions.answered(sentence);
  }

  /** Bring one chip up to date; returns its answer in words. */
  function updateChip(chip, sentence, reviewed) {
    const question = chip.dataset.chip;
    const decided = decisions.value(sentence.position, question);
    const proposed = decisions.proposal(sentence, question)?.answer ?? "";
    const shown = decided || proposed;
    const told = `${question} ${decided || (proposed ? `${proposed}, proposed` : "open")}`;
    chip.hidden = !reviewed && !decided;
    chip.dataset.answer = shown;
    chip.classList.toggle("decided", Boolean(decided));
    chip.lastChild.textContent = SIGNS[shown] ?? "?";
    chip.setAttribute("aria-label", told);
    chip.title = told;
    return told;
  }

  function updateFacts(row, sentence) {
    row.classList.toggle("ticks", decisions.facts(sentence).length > 0);
    for (const node of row.querySelectorAll("[data-fact]")) {
      const value = decisions.value(sentence.position, node.dataset.fact);
      node.classList.toggle("checked", value !== "");
    }
  }

  function remarks(sentence, { asked, noted, evident }) {
    const verdict = decisions.value(sentence.position, "verdict");
    const label = data.verdicts.find(([name]) => name === verdict)?.[1];
    const open = decisions.reviewed(sentence) ? decisions.openFacts(sentence).length : 0;
    return [
      open && `${counted(open, "fact")} to tick`,
      label && `verdict ${label}`,
      asked && "something to ask",
      noted && "has a note",
      evident && "has evidence",
    ].filter(Boolean);
  }

  holder.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row) {
      return;
    }
    const link = event.target.closest(".link");
    if (link && (event.ctrlKey || event.metaKey)) {
      window.open(link.dataset.href, "_blank", "noopener,noreferrer");
      return;
    }
    const position = Number(row.dataset.sentence);
    const chip = event.target.closest(".chip");
    const fact = event.target.closest(".selected.ticks [data-fact]");
    act.select(position);
    if (fact) {
      const [start, end] = fact.dataset.fact.match(/[0-9]+/g);
      act.tick(position, { start, end, item: fact.dataset.fact });
    }
    if (chip) {
      act.cycle(position, chip.dataset.chip);
    }
  });

  draw();
  return {
    update,
    row: (position) => rows.get(position),
    all: () => rows,
  };
}
