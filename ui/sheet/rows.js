// The article as it is read: paragraphs of sentences, each with its three answers beside it.

/** Draw all sentences into `holder`; returns how to update one and how to find it. */
function createRows(holder, data, decisions, act) {
  const units = offsetMap(data.text);
  const rows = new Map();

  function draw() {
    holder.dir = data.article.direction;
    holder.lang = data.article.language || "und";
    let paragraph = null;
    let before = null;
    const fragment = document.createDocumentFragment();
    for (const sentence of data.sentences) {
      if (!before || startsParagraph(before, sentence)) {
        paragraph = element("div", { class: "paragraph", role: "list" });
        fragment.append(paragraph);
      }
      const row = drawRow(sentence);
      rows.set(sentence.position, row);
      paragraph.append(row);
      before = sentence;
    }
    holder.replaceChildren(fragment);
    data.sentences.forEach(update);
  }

  function startsParagraph(before, sentence) {
    const between = data.text.slice(units(before.end), units(sentence.start));
    return /\n\s*\n/.test(between) || before.kind !== sentence.kind || sentence.kind === "list";
  }

  function drawRow(sentence) {
    const row = element(
      "div",
      { class: "row", role: "listitem", tabindex: "-1", "data-sentence": sentence.position },
      element("span", { class: "number", "aria-hidden": "true" }, String(sentence.position)),
      drawText(sentence),
      element("span", { class: "chips", role: "group", "aria-label": "Answers" }),
    );
    row.querySelector(".chips").append(...data.questions.map((question) => drawChip(question)));
    return row;
  }

  function drawText(sentence) {
    const attributed = decisions.proposal(sentence, "attributed")?.spans ?? [];
    const sourced = decisions.proposal(sentence, "sourced")?.spans ?? [];
    const spans = [...attributed, ...sourced].map(([start, end, role]) => ({ start, end, role }));
    for (const [start, end, href] of data.links) {
      if (start < sentence.end && end > sentence.start) {
        spans.push({ start, end, href });
      }
    }
    const text = element("span", { class: "sentence", dir: "auto" });
    for (const piece of piecesOf(sentence.start, sentence.end, spans)) {
      text.append(drawPiece(piece));
    }
    return text;
  }

  function drawPiece({ start, end, spans }) {
    const words = data.text.slice(units(start), units(end));
    const roles = spans.map((span) => span.role).filter(Boolean);
    const href = spans.map((span) => span.href && safeHref(span.href)).find(Boolean);
    if (href) {
      return element(
        "span",
        { class: ["link", ...roles].join(" "), "data-href": href, title: `${href} (Ctrl-click opens)` },
        words,
      );
    }
    return roles.length ? element("span", { class: roles.join(" ") }, words) : words;
  }

  function drawChip(question) {
    return element(
      "button",
      { type: "button", class: "chip", tabindex: "-1", "data-chip": question },
      element("b", { "aria-hidden": "true" }, question[0].toUpperCase()),
      element("i", { "aria-hidden": "true" }),
    );
  }

  /** Bring one row up to date: only its own chips and classes change. */
  function update(sentence) {
    const row = rows.get(sentence.position);
    const reviewed = decisions.reviewed(sentence);
    const verdict = decisions.value(sentence.position, "verdict");
    row.dataset.kind = decisions.kindOf(sentence);
    row.classList.toggle("aside", !reviewed);
    row.classList.toggle("done", reviewed && decisions.done(sentence));
    row.dataset.verdict = verdict;
    row.classList.toggle("noted", Boolean(decisions.value(sentence.position, "note")));
    row.classList.toggle("evident", decisions.evidence(sentence.position).length > 0);
    for (const chip of row.querySelectorAll(".chip")) {
      updateChip(chip, sentence, reviewed);
    }
  }

  function updateChip(chip, sentence, reviewed) {
    const question = chip.dataset.chip;
    const decided = decisions.value(sentence.position, question);
    const proposed = decisions.proposal(sentence, question)?.answer ?? "";
    const shown = decided || proposed;
    chip.hidden = !reviewed && !decided;
    chip.dataset.answer = shown;
    chip.classList.toggle("decided", Boolean(decided));
    chip.querySelector("i").textContent = SIGNS[shown] ?? "?";
    const told = decided || (proposed ? `${proposed} is proposed` : "open");
    chip.setAttribute("aria-label", `${question}: ${told}`);
    chip.title = `${question}: ${told}`;
  }

  holder.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row) {
      return;
    }
    const position = Number(row.dataset.sentence);
    const link = event.target.closest(".link");
    if (link && (event.ctrlKey || event.metaKey)) {
      window.open(link.dataset.href, "_blank", "noopener,noreferrer");
      return;
    }
    const chip = event.target.closest(".chip");
    act.select(position);
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
