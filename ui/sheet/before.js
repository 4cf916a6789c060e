// What was checked before: one's own verdict on nearly the same sentence, and published checks.

/** The part of the panel with earlier checks; hidden where there are none. */
function beforePart(sentence, decisions, act, data, shelf) {
  const { position } = sentence;
  const list = element("ul");
  const complaint = element("p", { class: "complaint", role: "status" });
  const ask = element(
    "button",
    {
      type: "button",
      class: "ask",
      hidden: true,
      title: "Sends the words of this sentence to Google’s Fact Check Tools",
      onclick: () => askService(),
    },
    "Ask Google for published checks",
  );
  const node = element(
    "section",
    { class: "before", hidden: true, "aria-label": "Checked before" },
    element("h3", {}, "Checked before"),
    list,
    ask,
    complaint,
  );
  let earlier = [];

  function show(answer) {
    earlier = answer.earlier;
    list.replaceChildren(
      ...earlier.map(earlierLine),
      ...answer.evidence.map(evidenceLine),
      ...answer.published.map((claim) => publishedLine(claim)),
    );
    ask.hidden = !answer.service;
    node.hidden = !list.childElementCount && !answer.service;
  }

  function earlierLine(check, index) {
    const label = data.verdicts.find(([name]) => name === check.verdict)?.[1];
    const changes = check.repeat.changes;
    return element(
      "li",
      { class: "earlier" },
      element(
        "div",
        { class: "where" },
        element("b", {}, label ?? "Evidence, no verdict"),
        element("span", {}, `on ${longDay(check.at)}, `, element("bdi", {}, check.reviewer)),
        element(
          "button",
          { type: "button", onclick: () => act.takeOver(position, check) },
          "Take over",
          index === 0 && element("kbd", { "aria-hidden": "true" }, "b"),
        ),
      ),
      element(
        "small",
        {},
        check.article === data.article.id ? `sentence ${check.sentence} of this article` : check.title,
      ),
      changes.length > 0 &&
        element(
          "p",
          { class: "words", dir: "auto" },
          check.repeat.numbers_differ && element("b", {}, "The numbers differ. "),
          ...changedWords(changes),
        ),
      check.note && element("q", { dir: "auto" }, check.note),
      check.evidence.length > 0 &&
        element("small", {}, `with ${counted(check.evidence.length, "piece")} of evidence`),
    );
  }

  /** Evidence that was given to another sentence and speaks of this one too. */
  function evidenceLine({ title, at, reviewer, ...piece }) {
    return element(
      "li",
      { class: "given" },
      element(
        "div",
        { class: "where" },
        element("b", {}, "Evidence"),
        element("bdi", {}, piece.document || piece.url),
        element(
          "button",
          { type: "button", onclick: (event) => attachPiece(event, piece) },
          "Attach",
        ),
      ),
      element("q", { dir: "auto" }, piece.quote),
      element("small", {}, `given to “${title}” on ${longDay(at)}, ${reviewer}`),
    );
  }

  function attachPiece(event, piece) {
    event.currentTarget.disabled = true;
    act.addEvidence([position], { key: newClientId(), ...piece });
  }

  function publishedLine(claim) {
    const link = { href: safeHref(claim.url), target: "_blank", rel: "noopener noreferrer nofollow" };
    const about = [claim.claimant, claim.reviewed && longDay(claim.reviewed)].filter(Boolean);
    return element(
      "li",
      { class: "published" },
      element(
        "div",
        { class: "where" },
        element("b", {}, claim.rating || "not rated"),
        element("a", link, claim.publisher || claim.url),
        element("button", { type: "button", onclick: (event) => attach(event, claim) }, "Attach"),
      ),
      element("q", { dir: "auto" }, claim.claim),
      about.length > 0 && element("small", {}, about.join(", ")),
    );
  }

  function attach(event, claim) {
    attachPiece(event, {
      url: claim.url,
      document: [claim.publisher, claim.rating].filter(Boolean).join(": "),
      quote: claim.claim,
      stance: "context",
    });
  }

  async function askService() {
    ask.disabled = true;
    complaint.textContent = "Asking…";
    try {
      const { published } = await shelf.published(position);
      const lines = published.map((claim) => publishedLine(claim));
      list.querySelectorAll(".published").forEach((line) => line.remove());
      list.append(...lines);
      complaint.textContent = lines.length ? "" : "Nothing is published about these words.";
    } catch (problem) {
      complaint.textContent = problem.message;
    }
    ask.disabled = false;
  }

  whenResting(node, () => shelf.before(position), show);
  return {
    node,
    update() {},
    /** Take over the first earlier check; false where there is none. */
    takeOverFirst() {
      if (earlier.length) {
        act.takeOver(position, earlier[0]);
      }
      return earlier.length > 0;
    },
  };
}

/** The day of a moment in full; what is no time is shown as it is. */
function longDay(at) {
  const moment = new Date(at);
  return Number.isNaN(moment.valueOf())
    ? at
    : moment.toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" });
}
