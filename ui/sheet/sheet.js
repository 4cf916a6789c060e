// The sheet: joins the outbox, what stands, the article, the map and the panel to one screen.

const MESSAGE_MS = 6_000;
const SET_ASIDE = "This line is set aside. “Review it” in the checklist brings it back.";

const sheets = new WeakMap(); // the component's root -> its sheet; a rerun finds it again

export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector("[data-sheet]");
  const known = sheets.get(root);
  if (known?.serves(data)) {
    known.renew(data);
  } else {
    known?.close();
    sheets.set(root, createSheet(root, data));
  }
  return () => {
    if (!root.isConnected) {
      sheets.get(root)?.close();
      sheets.delete(root);
    }
  };
}

function createSheet(root, data) {
  const $ = (selector) => root.querySelector(selector);
  const byPosition = new Map(data.sentences.map((sentence) => [sentence.position, sentence]));
  const name = `linecheck/${data.database}/${data.article.id}/${data.reviewer}`;
  const ahead = Date.parse(data.now) - Date.now(); // how far the server's clock is before ours
  let token = data.token;

  // ── what stands, and how it is kept ────────────────────────────────────────────────────────

  const decisions = createDecisions(data);
  data.marks.forEach(decisions.add);
  const server = createServer(data, () => token);
  const notices = createNotices($(".notices"));
  const say = createSaying($(".said"));
  const outbox = createOutbox({
    storage: readableStorage(),
    prefix: name,
    post: server.post,
    onChange: () => saving.show(),
    onRefused: refuse,
  });
  const saving = createSaving({ place: $(".save"), announcer: $(".announcer"), notices, outbox });
  const acts = createActs({
    data,
    decisions,
    outbox,
    clock: () => Date.now() + ahead,
    changed(positions, made) {
      exchange.tell(made);
      redraw(positions);
    },
    say,
  });
  // Marks that a crashed or closed tab left behind are shown before the first paint.
  outbox.adopt().forEach((left) => decisions.add(acts.asMark(left)));

  // ── the screen ─────────────────────────────────────────────────────────────────────────────

  const assistant = createAssistant({
    data,
    server,
    changed: (position) => panel.refresh(position ?? walk.selected()),
    say,
  });
  const act = {
    ...acts,
    assistant,
    say,
    selected: () => walk.selected(),
    lastPosition: () => data.sentences.at(-1)?.position ?? 0,
    select: (position, options) => walk.select(position, options),
    wholeArticle: () => walk.wholeArticle(),
    focusRow: () => walk.focusRow(),
    acceptAndGoOn,
  };
  const rows = createRows($(".text"), data, decisions, act);
  const map = createMap($(".map"), data, decisions, act);
  const panel = createPanel($(".panel"), data, decisions, act, createShelf(data, server));
  const { filters: tests, reviewed, done } = decisions;
  const finished = (sentence) => reviewed(sentence) && done(sentence);
  const tally = createTally(data.sentences, { ...tests, reviewed, finished });
  const filters = createFilters($(".filters"), data, decisions, tally, () => walk.narrow());
  const walk = createWalk({ root, data, decisions, rows, map, panel, filters, say });
  const find = createFind($(".find"), data, rows, act);
  const help = createHelp($(".keys"), $(".help"), assistant ? [...KEYS, ...ASSISTANT_KEYS] : KEYS);
  const menu = createReportMenu({
    holder: $(".report"),
    data,
    decisions,
    server,
    outbox,
    settle: panel.settle,
    say,
  });
  const exchange = createExchange({
    data,
    server,
    outbox,
    name,
    asMark: acts.asMark,
    takeIn,
    locked: (reason) => notices.show("locked", reason, { button: ["Reload", reload] }),
  });
  const letGo = keepUsable(root);

  $(".title").textContent = data.article.title;
  $(".title").title = data.article.title;
  walk.select(walk.selected(), { focus: false });
  count();
  saving.show();

  function redraw(positions) {
    // Whether facts are ticked is a matter of the whole article.
    const whole = positions.has(WHOLE_ARTICLE);
    for (const sentence of whole ? data.sentences : sentencesAt(positions)) {
      rows.update(sentence);
      map.update(sentence);
      tally.update(sentence);
    }
    (whole ? [panel.shown()] : [...positions]).forEach((position) => panel.refresh(position));
    count();
  }

  const sentencesAt = (positions) =>
    [...positions].map((position) => byPosition.get(position)).filter(Boolean);

  function count() {
    const all = tally.total("reviewed");
    const finished = tally.total("finished");
    setText($(".count"), `${finished} of ${all} done`);
    $(".meter i").style.inlineSize = `${all ? (100 * finished) / all : 0}%`;
    filters.count();
  }

  function takeIn(marks) {
    const changed = marks.filter(decisions.add).map((mark) => mark.sentence);
    if (changed.length) {
      redraw(new Set(changed));
    }
  }

  /** A mark that the server will never take leaves the screen; what was typed is shown, not lost. */
  function refuse(mark, reason) {
    decisions.remove(acts.asMark(mark));
    redraw(new Set([mark.sentence]));
    const where = mark.sentence === WHOLE_ARTICLE ? "the whole article" : `sentence ${mark.sentence}`;
    notices.show(`refused ${mark.clientId}/${mark.seq}`, `Not kept for ${where}: ${reason}`, {
      quote: mark.value,
    });
  }

  function acceptAndGoOn() {
    acts.accept(walk.selected());
    walk.nextOpen();
  }

  // ── keys ───────────────────────────────────────────────────────────────────────────────────

  const commands = {
    j: () => walk.move(1),
    ArrowDown: () => walk.move(1),
    k: () => walk.move(-1),
    ArrowUp: () => walk.move(-1),
    1: () => answer(0),
    2: () => answer(1),
    3: () => answer(2),
    f: tickNext,
    a: accept,
    Enter: acceptAndGoOn,
    v: () => acts.nextVerdict(panel.shown()),
    n: () => panel.write(),
    e: () => {
      backToSentence();
      panel.addEvidence();
    },
    p: attachPassage,
    b: takeOver,
    u: undo,
    o: walk.nextOpen,
    g: () => (panel.shown() === WHOLE_ARTICLE ? backToSentence() : walk.wholeArticle()),
    "/": find.open,
    "?": help.open,
    Escape: escape,
    ...(assistant && { x: askAssistant }),
  };

  function answer(index) {
    if (decisions.reviewed(byPosition.get(walk.selected()))) {
      backToSentence();
      acts.cycle(walk.selected(), data.questions[index]);
    } else {
      say(SET_ASIDE);
    }
  }

  function accept() {
    backToSentence();
    if (!acts.accept(walk.selected())) {
      say("Nothing is left to accept here.");
    }
  }

  function tickNext() {
    backToSentence();
    if (!acts.tickNext(walk.selected())) {
      say("No fact is left to tick here.");
    }
  }

  function attachPassage() {
    backToSentence();
    if (!panel.attachPassage()) {
      say("The research has no passage to attach here.");
    }
  }

  function takeOver() {
    backToSentence();
    if (!panel.takeOver()) {
      say("No earlier check is known for this sentence.");
    }
  }

  function askAssistant() {
    backToSentence();
    if (decisions.reviewed(byPosition.get(walk.selected()))) {
      assistant.ask(walk.selected());
      panel.reveal("assistant");
    } else {
      say(SET_ASIDE);
    }
  }

  function backToSentence() {
    if (panel.shown() === WHOLE_ARTICLE) {
      walk.select(walk.selected());
    }
  }

  function undo() {
    const position = acts.undo();
    if (position === WHOLE_ARTICLE) {
      walk.wholeArticle();
    } else if (position !== null) {
      walk.select(position);
    }
  }

  /** Out of a field, the menu, the search, the filter: one at a time, the innermost first. */
  function escape() {
    if (menu.isOpen()) {
      menu.close();
    } else if (find.active()) {
      find.clear();
    } else if (filters.narrowed()) {
      filters.choose("all");
    } else {
      assistant?.cancel(walk.selected());
    }
    say("");
    walk.focusRow();
  }

  function onKey(event) {
    if (help.isOpen() || root.querySelector(":popover-open")) {
      return;
    }
    const target = event.composedPath()[0];
    if (event.key === "Escape" && target instanceof Element && root.contains(target)) {
      panel.settle();
    } else if (isTaken(event, root)) {
      return;
    }
    const command = commandOf(event, commands);
    // A form of the panel closes by its own Escape.
    if (command && !(event.key === "Escape" && target.closest?.("form"))) {
      event.preventDefault();
      event.stopPropagation();
      command();
    }
  }

  // ── coming and going ───────────────────────────────────────────────────────────────────────

  function onLeave(event) {
    panel.settle();
    if (outbox.volatile() || panel.hasDrafts()) {
      event.preventDefault();
    }
  }

  function reload() {
    window.location.reload();
  }

  // Captured on the window, so that Streamlit's dialog over a lost connection cannot swallow keys.
  window.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("pagehide", panel.settle);

  return {
    /** Whether this sheet already shows what `other` describes, so that a rerun changes nothing. */
    serves: (other) =>
      other.database === data.database &&
      other.article.sha256 === data.article.sha256 &&
      other.reviewer === data.reviewer,
    /** A rerun brings a fresh pass and the marks kept meanwhile. */
    renew(other) {
      token = other.token;
      takeIn(other.marks);
      exchange.reached(other.newest);
      outbox.wake();
    },
    close() {
      panel.settle();
      outbox.close();
      exchange.close();
      assistant?.close();
      saving.close();
      walk.close();
      find.close();
      menu.stop();
      letGo();
      window.removeEventListener("keydown", onKey, { capture: true });
      window.removeEventListener("beforeunload", onLeave);
      window.removeEventListener("pagehide", panel.settle);
    },
  };
}

/** Return how to tell the person something for a while. */
function createSaying(place) {
  let timer = null;
  return (message) => {
    place.textContent = message;
    clearTimeout(timer);
    timer = setTimeout(() => (place.textContent = ""), MESSAGE_MS);
  };
}

/** The browser's storage, or null where reading it is forbidden. */
function readableStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
