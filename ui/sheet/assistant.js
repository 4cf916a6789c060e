// The assistant: a machine that proposes what a sentence claims and what to search for. It is asked
// only after a person has agreed that text of this article is sent; what it proposes is no mark.

const ASSISTANT_KEYS = [["x", "ask the assistant what the sentence claims; Esc takes it back"]];
const ASSISTANT_SECONDS = 30;

/**
 * What is known of the assistant on this page; null where there is none.
 *
 * changed(position): something is to be drawn anew beside that sentence.
 */
function createAssistant({ data, server, changed, say }) {
  const offer = data.assistant;
  if (!offer) {
    return null;
  }
  const answers = new Map();
  const asking = new Map(); // position -> {stop, since}
  const problems = new Map(); // position -> why there is no answer
  let consent; // {reviewer, at}; null where nobody has agreed; undefined until it is known
  let considering = null; // the sentence beside which consent is asked for
  const clock = setInterval(() => [...asking.keys()].forEach(changed), 1_000);

  async function load() {
    const known = await server.ask("assistant");
    consent = known.consent;
    known.answers.forEach((answer) => answers.set(answer.sentence, answer));
    changed(null);
  }

  /** Ask about a sentence, or first for consent. */
  async function ask(position) {
    if (offer.problem || asking.has(position)) {
      return;
    }
    problems.delete(position);
    try {
      if (consent === undefined) {
        await load();
      }
      if (consent) {
        await split(position);
      } else {
        considering = position;
      }
    } catch (error) {
      problems.set(position, messageOf(error));
    }
    changed(position);
  }

  async function split(position) {
    const stop = new AbortController();
    asking.set(position, { stop, since: Date.now() });
    changed(position);
    try {
      const answer = await server.send("assistant", { sentence: position }, stop.signal);
      answers.set(position, answer);
      say(`The assistant proposes ${countsOf(answer.answer)} for sentence ${position}.`);
    } catch (error) {
      if (error.status === 403) {
        consent = null; // somebody has withdrawn it meanwhile
      }
      if (!stop.signal.aborted) {
        throw error;
      }
    } finally {
      asking.delete(position);
    }
  }

  /** Take a question back; false where none is under way. */
  function cancel(position) {
    asking.get(position)?.stop.abort();
    return asking.has(position);
  }

  async function agree(position, agreed) {
    considering = null;
    const { address, model } = offer;
    try {
      ({ consent } = await server.send("assistant/consent", { agreed, address, model }));
    } catch (error) {
      problems.set(position, messageOf(error));
      changed(position);
      return;
    }
    if (agreed) {
      ask(position);
    } else {
      [...asking.keys()].forEach(cancel);
      say("Nothing of this article is sent any more.");
      changed(position);
    }
  }

  function messageOf(error) {
    return error.reason || "The server cannot be reached: ask again when it is back.";
  }

  if (!offer.problem) {
    load().catch(() => {}); // asked again, and told, when somebody asks
  }
  return {
    offer,
    ask,
    cancel,
    agree,
    refuse(position) {
      considering = null;
      changed(position);
    },
    /** What is to be seen beside a sentence. */
    state: (position) => ({
      answer: answers.get(position),
      asking: asking.has(position),
      problem: offer.problem || problems.get(position),
      considering: considering === position,
      consent,
    }),
    seconds: (position) => Math.floor((Date.now() - asking.get(position).since) / 1_000),
    close() {
      clearInterval(clock);
      [...asking.keys()].forEach(cancel);
    },
  };
}

function countsOf({ claims, queries }) {
  const searches = `${queries.length} ${queries.length === 1 ? "search" : "searches"}`;
  return `${counted(claims.length, "claim")} and ${searches}`;
}

/** The part of the panel; it is drawn anew only when something has changed, not at each mark. */
function assistantPart(position, act) {
  const { assistant } = act;
  const { offer } = assistant;
  const body = element("div");
  const progress = element("span");
  const node = element(
    "section",
    { class: "assistant", "aria-label": "Assistant" },
    element(
      "h3",
      {},
      "Claims",
      element("small", {}, "a machine’s proposals; they change no answer"),
      element("kbd", { "aria-hidden": "true" }, "x"),
    ),
    body,
  );
  let drawn = "";

  function update() {
    const state = assistant.state(position);
    const shape = JSON.stringify(state);
    if (shape !== drawn) {
      const opened = state.considering && !JSON.parse(drawn || "{}").considering;
      drawn = shape;
      body.replaceChildren(...contents(state).filter(Boolean));
      if (opened) {
        const box = body.querySelector(".consent");
        // The box and not its button: Enter, the key that goes on, must not agree.
        box.focus({ preventScroll: true });
        box.scrollIntoView({ block: "nearest" });
      }
    }
    if (state.asking) {
      const seconds = assistant.seconds(position);
      progress.textContent = `Asking ${offer.model} … ${seconds} of at most ${ASSISTANT_SECONDS} s`;
    }
  }

  function contents({ answer, asking, problem, considering, consent }) {
    if (considering) {
      return [consentBox()];
    }
    return [
      problem && element("p", { class: "complaint", role: "alert" }, problem),
      answer && proposals(answer),
      asking &&
        element(
          "p",
          { class: "asking" },
          progress,
          button("Cancel", () => assistant.cancel(position)),
        ),
      !asking && !offer.problem && askButton(answer),
      consent && consentLine(consent),
    ];
  }

  /** A button; the focus goes back to the sentence, since what was pressed is drawn anew. */
  function button(words, press, attributes = {}) {
    const onclick = () => {
      act.focusRow();
      press();
    };
    return element("button", { type: "button", ...attributes, onclick }, words);
  }

  function askButton(answer) {
    return button(answer ? "Ask again" : `Ask ${offer.model}`, () => assistant.ask(position), {
      "data-act": "ask",
    });
  }

  function proposals({ answer, model, reviewer, at }) {
    const { claims, queries, left_out: more } = answer;
    return element(
      "div",
      { class: "machine" },
      claims.length > 0 && element("ol", { "aria-label": "Claims" }, ...claims.map(item)),
      claims.length === 0 && element("p", {}, "It finds no claim of fact here."),
      queries.length > 0 && element("h4", {}, "Searches"),
      queries.length > 0 && element("ul", { "aria-label": "Searches" }, ...queries.map(search)),
      more > 0 && element("p", {}, `${more} more were left out.`),
      element(
        "p",
        { class: "by" },
        "Proposed by ",
        element("bdi", {}, model),
        `, a machine. Asked by `,
        element("bdi", {}, reviewer),
        `, ${shortTime(at)}`,
      ),
    );
  }

  function item(text) {
    return element("li", { dir: "auto" }, text);
  }

  function search(text) {
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(text);
        act.say("copied");
      } catch {
        act.say("This browser keeps the clipboard shut: select the words and copy them.");
      }
    };
    const label = { "aria-label": `Copy ${text}`, class: "copy-words", onclick: copy };
    return element(
      "li",
      {},
      element("span", { dir: "auto" }, text),
      element("button", { type: "button", ...label }, "Copy"),
    );
  }

  function consentBox() {
    return element(
      "div",
      { class: "consent", role: "group", tabindex: "-1", "aria-labelledby": "consent-asked" },
      element(
        "div",
        { id: "consent-asked" },
        element(
          "p",
          {},
          "May text of this article be sent away? Whenever somebody asks about one of its " +
            "sentences, this goes to ",
          element("bdi", {}, offer.model),
          " at ",
          element("bdi", { class: "address" }, offer.address),
          ":",
        ),
        element(
          "ul",
          {},
          ...["that sentence", "the sentence before it", "the article’s title"].map(item),
        ),
        element(
          "p",
          {},
          "Nothing else is sent but fixed instructions: no marks, no notes, nothing about who " +
            "works here. Your name and the time are kept with your answer. You can withdraw it " +
            "here at any time; what was sent stays sent.",
        ),
      ),
      button("Agree and ask", () => assistant.agree(position, true), { "data-act": "agree" }),
      button("No", () => assistant.refuse(position)),
    );
  }

  function consentLine({ reviewer, at }) {
    return element(
      "p",
      { class: "by" },
      element("bdi", {}, reviewer),
      ` agreed, ${shortTime(at)}, that text of this article is sent to `,
      element("bdi", { class: "address" }, offer.address),
      ". ",
      button("Withdraw", () => assistant.agree(position, false)),
    );
  }

  update();
  return { node, update };
}
