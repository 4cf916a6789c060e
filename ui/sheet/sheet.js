// The sheet: joins the outbox, what stands, the article, the map and the panel, and listens to keys.

const POLL_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
const MESSAGE_MS = 6_000;

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
  const decisions = createDecisions(data);
  const prefix = `linecheck/${data.database}/${data.article.id}/${data.reviewer}`;
  const clock = Date.parse(data.now) - Date.now();
  const undone = []; // acts of this page that can be taken back, the newest last
  let token = data.token;
  let newest = data.newest;
  let selected = data.sentences[0].position;
  let filter = "all";
  let matches = null; // positions found by the search, or null
  let messageTimer = null;
  let reachable = true;

  data.marks.forEach(decisions.add);

  const outbox = createOutbox({
    storage: readableStorage(),
    prefix,
    post: postMarks,
    onChange: showSaveState,
    onRefused: refuse,
  });
  const others = "BroadcastChannel" in window ? new BroadcastChannel(prefix) : null;

  const act = {
    selected: () => selected,
    select,
    mark,
    cycle,
    accept,
    openProposals,
    evidence: (position, piece) => mark(position, "evidence", JSON.stringify(piece)),
    withdraw: (position, key) =>
      mark(position, "evidence", JSON.stringify({ key, withdrawn: true })),
    wholeArticle,
    backToSentence: () => select(selected),
    focusRow,
  };
  // Marks that a crashed or closed tab left behind are shown before the first paint.
  outbox.adopt().forEach((left) => decisions.add(asMark(left)));
  const rows = createRows($(".text"), data, decisions, act);
  const map = createMap($(".map"), data, decisions, act);
  const panel = createPanel($(".panel"), data, decisions, act);

  drawBar();
  drawFilters();
  drawFoot();
  select(firstToReview(), { focus: false });
  count();
  showSaveState();

  // ── marks ──────────────────────────────────────────────────────────────────────────────────

  /** Decide one item. Shown at once, sent at once, said to be saved when it is. */
  function mark(position, item, value, { quiet = false } = {}) {
    commit([{ position, item, value }]);
    if (!quiet) {
      say(`${item === "n/a" ? item : item}: ${item === "evidence" ? "kept" : value || "cleared"}`);
    }
  }

  /** Make one act of several marks; one undo takes all of them back. */
  function commit(changes) {
    const parts = changes.map(({ position, item, value }) => {
      const before = beforeValue(position, item, value);
      const made = asMark(outbox.add({ sentence: position, item, value, at: now() }));
      decisions.add(made);
      others?.postMessage(made);
      return { made, before };
    });
    undone.push(parts);
    redraw(new Set(changes.map((change) => change.position)));
  }

  function beforeValue(position, item, value) {
    if (item !== "evidence") {
      return decisions.value(position, item);
    }
    const { key } = JSON.parse(value);
    return decisions.evidenceMark(position, key)?.value ?? JSON.stringify({ key, withdrawn: true });
  }

  function asMark({ clientId, seq, sentence, item, value, at }) {
    return { client_id: clientId, seq, reviewer: data.reviewer, sentence, item, value, at };
  }

  /** The time of a mark: never before one it was made in the sight of, whatever the clock says. */
  function now() {
    const seen = decisions.latest() ? Date.parse(decisions.latest()) + 1 : 0;
    return new Date(Math.max(Date.now() + clock, seen)).toISOString();
  }

  function cycle(position, question) {
    const order = [...Object.keys(SIGNS), ""];
    const next = order[(order.indexOf(decisions.value(position, question)) + 1) % order.length];
    mark(position, question, next);
  }

  function openProposals(position) {
    const sentence = byPosition.get(position);
    if (!sentence || !decisions.reviewed(sentence)) {
      return [];
    }
    return data.questions.filter(
      (question) => !decisions.value(position, question) && decisions.proposal(sentence, question),
    );
  }

  function accept(position) {
    const open = openProposals(position);
    if (!open.length) {
      say("Nothing is left to accept here.");
      return;
    }
    const sentence = byPosition.get(position);
    commit(
      open.map((item) => ({ position, item, value: decisions.proposal(sentence, item).answer })),
    );
    say(`accepted: ${open.join(", ")}`);
  }

  /** Take my last act back, where what I marked still stands. */
  function undo() {
    const parts = undone.pop();
    if (!parts) {
      say("There is nothing to undo on this page.");
      return;
    }
    const still = parts.filter(({ made }) => standsStill(made));
    const changed = parts.find(({ made }) => !standsStill(made));
    if (still.length) {
      commit(
        still.map(({ made, before }) => ({
          position: made.sentence,
          item: made.item,
          value: before,
        })),
      );
      undone.pop(); // taking back is not itself taken back
    }
    const position = parts[0].made.sentence;
    position === WHOLE_ARTICLE ? wholeArticle() : select(position);
    if (changed) {
      const by = decisions.markOf(changed.made.sentence, changed.made.item)?.reviewer;
      say(`${changed.made.item} was changed since${by ? ` by ${by}` : ""}, so it stays.`);
    } else {
      say("undone");
    }
  }

  function standsStill(made) {
    const standing =
      made.item === "evidence"
        ? decisions.evidenceMark(made.sentence, JSON.parse(made.value).key)
        : decisions.markOf(made.sentence, made.item);
    return standing?.client_id === made.client_id && standing.seq === made.seq;
  }

  function refuse(refused, reason) {
    decisions.remove(
      decisions
        .history(refused.sentence)
        .find((one) => one.client_id === refused.clientId && one.seq === refused.seq),
    );
    redraw(new Set([refused.sentence]));
    say(`Not kept: ${reason}`, { stays: true });
  }

  // ── to and from the server ─────────────────────────────────────────────────────────────────

  async function request(path, options = {}) {
    const stop = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const headers = { authorization: `Bearer ${token}`, ...options.headers };
    const address = `${data.api}/articles/${data.article.id}/${path}`;
    const answer = await fetch(address, { ...options, headers, signal: stop });
    if (!answer.ok) {
      const told = await answer.json().catch(() => ({}));
      throw Object.assign(new Error(told.error ?? `The server answered ${answer.status}.`), {
        status: answer.status,
      });
    }
    return answer;
  }

  async function postMarks(clientId, marks) {
    const sent = marks.map(({ seq, sentence, item, value, at }) => ({ seq, sentence, item, value, at }));
    const answer = await request("marks", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_id: clientId, marks: sent }),
    });
    const kept = await answer.json();
    if (!reachable) {
      reachable = true;
      fetchOthers();
    }
    return kept;
  }

  /** Bring in what other reviewers and other tabs have marked since. */
  async function fetchOthers() {
    try {
      const answer = await (await request(`marks?after=${newest}`)).json();
      newest = answer.newest;
      reachable = true;
      takeIn(answer.marks);
    } catch (error) {
      reachable = false;
      if (error.status === 401) {
        say(error.message, { stays: true });
      }
    }
  }

  function takeIn(marks) {
    const changed = marks.filter(decisions.add).map((one) => one.sentence);
    if (changed.length) {
      redraw(new Set(changed));
    }
  }

  async function poll() {
    if (document.visibilityState !== "visible") {
      return;
    }
    takeIn(outbox.adopt().map(asMark));
    await fetchOthers();
  }

  async function download(format, name) {
    panel.settle();
    $(".report").open = false;
    say(`Making the ${name} report …`);
    try {
      await emptied();
      const answer = await request(`report/${format}`);
      const file = await answer.blob();
      const called = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"));
      const link = element("a", { href: URL.createObjectURL(file), download: called?.[1] ?? "report" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      say(`${called?.[1] ?? "The report"} is in your downloads.`);
    } catch (error) {
      const waiting = outbox.pending();
      say(
        waiting
          ? `No report yet: ${plural(waiting, "mark")} not on disk. Try again when the screen says saved.`
          : `No report: ${error.status ? error.message : "the server cannot be reached. Try again in a moment."}`,
        { stays: true },
      );
    }
  }

  /** Wait until every mark is on disk, so that a report never lacks one that is on the screen. */
  async function emptied() {
    const until = Date.now() + 3_000;
    outbox.wake();
    while (outbox.pending()) {
      if (Date.now() > until) {
        throw new Error("marks are waiting");
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  // ── the screen ─────────────────────────────────────────────────────────────────────────────

  function redraw(positions) {
    for (const position of positions) {
      if (position !== WHOLE_ARTICLE && byPosition.has(position)) {
        rows.update(byPosition.get(position));
        map.update(byPosition.get(position));
      }
      panel.refresh(position);
    }
    count();
  }

  function count() {
    const reviewed = data.sentences.filter(decisions.reviewed);
    const done = reviewed.filter(decisions.done).length;
    $(".count").textContent = `${done} of ${reviewed.length} done`;
    $(".meter i").style.inlineSize = `${reviewed.length ? (100 * done) / reviewed.length : 0}%`;
    for (const button of root.querySelectorAll("[data-filter]")) {
      const found = data.sentences.filter(decisions.filters[button.dataset.filter]).length;
      button.querySelector("span").textContent = found;
    }
  }

  function showSaveState() {
    const place = $(".save");
    const state = outbox.state();
    const waiting = outbox.pending();
    const words = {
      saved: "saved ✓",
      sending: "saving …",
      offline: `${plural(waiting, "mark")} to be sent; the server is away`,
      locked: `${plural(waiting, "mark")} to be sent; reload the page`,
    };
    place.dataset.state = state;
    const told = outbox.volatile()
      ? `${plural(waiting, "mark")} to be sent; do not close this tab`
      : words[state];
    if (place.textContent !== told) {
      place.textContent = told;
    }
    if (state === "offline") {
      reachable = false;
    }
  }

  function plural(number, noun) {
    return number === 1 ? `1 ${noun} waits` : `${number} ${noun}s wait`;
  }

  function say(message, { stays = false } = {}) {
    const place = $(".said");
    place.textContent = message;
    clearTimeout(messageTimer);
    if (!stays) {
      messageTimer = setTimeout(() => (place.textContent = ""), MESSAGE_MS);
    }
  }

  function drawBar() {
    $(".title").textContent = data.article.title;
    $(".title").title = data.article.title;
    $(".formats").replaceChildren(
      ...FORMATS.map(([format, name, use]) =>
        element(
          "button",
          { type: "button", "data-format": format, onclick: () => download(format, name) },
          element("b", {}, name),
          ` ${use}`,
        ),
      ),
    );
  }

  function drawFilters() {
    $(".filters").replaceChildren(
      ...FILTERS.map(([name, words]) =>
        element(
          "button",
          {
            type: "button",
            "data-filter": name,
            "aria-pressed": String(name === filter),
            onclick: () => setFilter(name),
          },
          words,
          " ",
          element("span", {}, ""),
        ),
      ),
    );
  }

  function drawFoot() {
    const hint = ([keys, does]) => [
      ...keys.split(" ").map((key) => element("kbd", {}, key)),
      element("span", {}, does),
    ];
    $(".foot .keys").replaceChildren(...SHORT_KEYS.flatMap(hint));
    $(".help").replaceChildren(
      element("h2", {}, "Keys"),
      element(
        "dl",
        {},
        ...KEYS.flatMap(([keys, does]) => [
          element("dt", {}, ...keys.split(/ +/).map((key) => element("kbd", {}, key))),
          element("dd", {}, does),
        ]),
      ),
      element("p", {}, "A dashed answer is the program’s proposal; a solid one is a person’s decision."),
      element("button", { type: "button", onclick: () => $(".help").close() }, "Close"),
    );
  }

  function setFilter(name) {
    filter = name;
    for (const button of root.querySelectorAll("[data-filter]")) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === name));
    }
    showMatching();
  }

  /** Hide what the filter and the search leave out; paragraphs that are empty go too. */
  function showMatching() {
    const shown = new Set(visible().map((sentence) => sentence.position));
    const narrowed = filter !== "all";
    for (const [position, row] of rows.all()) {
      row.hidden = narrowed && !shown.has(position);
    }
    for (const paragraph of root.querySelectorAll(".paragraph")) {
      paragraph.hidden = !paragraph.querySelector(".row:not([hidden])");
    }
    $(".text").classList.toggle("nothing", narrowed && !shown.size);
    if (shown.size && !shown.has(selected)) {
      select([...shown][0], { focus: false });
    }
  }

  function visible() {
    return data.sentences.filter(decisions.filters[filter]);
  }

  function find(query) {
    const wanted = query.trim().toLocaleLowerCase();
    const hits = wanted
      ? data.sentences.filter((one) => textOf(one).toLocaleLowerCase().includes(wanted))
      : [];
    matches = wanted ? hits.map((one) => one.position) : null;
    for (const [position, row] of rows.all()) {
      row.classList.toggle("found", Boolean(matches?.includes(position)));
    }
    highlight(wanted, hits);
    showMatches();
  }

  function textOf(sentence) {
    return rows.row(sentence.position).querySelector(".sentence").textContent;
  }

  function showMatches() {
    const place = $(".find output");
    if (!matches) {
      place.textContent = "";
    } else {
      const at = matches.indexOf(selected) + 1;
      place.textContent = matches.length ? `${at || "–"} of ${matches.length}` : "not found";
    }
  }

  /** Colour the found words themselves, where the browser can without touching the text. */
  function highlight(wanted, hits) {
    if (!CSS.highlights) {
      return;
    }
    const ranges = [];
    for (const sentence of hits) {
      const walker = document.createTreeWalker(
        rows.row(sentence.position).querySelector(".sentence"),
        NodeFilter.SHOW_TEXT,
      );
      while (walker.nextNode()) {
        const text = walker.currentNode.data.toLocaleLowerCase();
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
          if (at + wanted.length <= walker.currentNode.length) {
            const range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + wanted.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("linecheck-found", new Highlight(...ranges));
  }

  function nextMatch(step) {
    if (matches?.length) {
      const at = matches.findIndex((position) => position >= selected);
      const from = matches.includes(selected) ? matches.indexOf(selected) + step : at;
      select(matches[(from + matches.length) % matches.length], { focus: false });
      showMatches();
    }
  }

  // ── walking ────────────────────────────────────────────────────────────────────────────────

  function select(position, { focus = true } = {}) {
    panel.settle();
    rows.row(selected).classList.remove("selected");
    rows.row(selected).removeAttribute("aria-current");
    rows.row(selected).tabIndex = -1;
    selected = position;
    const row = rows.row(position);
    row.classList.add("selected");
    row.setAttribute("aria-current", "true");
    row.tabIndex = 0;
    map.select(byPosition.get(position));
    panel.show(position);
    root.classList.remove("whole");
    scrollTo(row);
    if (focus) {
      focusRow();
    }
  }

  function scrollTo(row) {
    const pane = $(".text");
    const box = row.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const margin = Math.min(120, frame.height / 5);
    if (box.top < frame.top + margin / 2 || box.bottom > frame.bottom - margin) {
      pane.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior: "instant" });
    }
  }

  function focusRow() {
    rows.row(selected).focus({ preventScroll: true });
  }

  function wholeArticle() {
    panel.show(WHOLE_ARTICLE);
    root.classList.add("whole");
  }

  function firstToReview() {
    const open = data.sentences.find(decisions.filters.open);
    return (open ?? data.sentences.find(decisions.reviewed) ?? data.sentences[0]).position;
  }

  /** Go `step` sentences on among those that are shown and not set aside. */
  function move(step) {
    const stops = visible().filter((one) => filter !== "all" || decisions.reviewed(one));
    const positions = stops.map((one) => one.position);
    const next =
      step > 0
        ? positions.find((position) => position > selected)
        : positions.findLast((position) => position < selected);
    if (next === undefined) {
      focusRow();
      say(step > 0 ? "This is the last one." : "This is the first one.");
    } else {
      select(next);
    }
  }

  function nextOpen() {
    const open = data.sentences.filter(decisions.filters.open).map((one) => one.position);
    const next = open.find((position) => position > selected) ?? open[0];
    if (next === undefined) {
      say("Every sentence is done. The report is at the top right.");
    } else {
      select(next);
    }
  }

  function nextVerdict() {
    const position = panel.shown();
    const verdicts = position === WHOLE_ARTICLE ? data.article_verdicts : data.verdicts;
    const order = ["", ...verdicts.map(([name]) => name)];
    const at = order.indexOf(decisions.value(position, "verdict"));
    mark(position, "verdict", order[(at + 1) % order.length]);
  }

  // ── keys ───────────────────────────────────────────────────────────────────────────────────

  const commands = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    1: () => answer(0),
    2: () => answer(1),
    3: () => answer(2),
    a: () => accept(selected),
    Enter: () => {
      if (openProposals(selected).length) {
        accept(selected);
      }
      nextOpen();
    },
    v: nextVerdict,
    n: () => write("note"),
    e: () => {
      ensureSentence();
      panel.openForm(selected);
    },
    u: undo,
    o: nextOpen,
    g: () => (panel.shown() === WHOLE_ARTICLE ? select(selected) : wholeArticle()),
    "/": () => $(".find input").select(),
    "?": () => $(".help").showModal(),
    Escape: escape,
  };

  function answer(index) {
    if (decisions.reviewed(byPosition.get(selected))) {
      ensureSentence();
      cycle(selected, data.questions[index]);
    } else {
      say("This line is set aside. “Review it” in the checklist brings it back.");
    }
  }

  function ensureSentence() {
    if (panel.shown() === WHOLE_ARTICLE) {
      select(selected);
    }
  }

  function write(item) {
    ensureSentence();
    panel.write(item);
  }

  function escape() {
    $(".report").open = false;
    if (matches) {
      $(".find input").value = "";
      find("");
    } else if (filter !== "all") {
      setFilter("all");
    }
    say("");
    focusRow();
  }

  /** Which command a key stands for; on other layouts the key's place on the board decides. */
  function commandOf(event) {
    if (commands[event.key]) {
      return commands[event.key];
    }
    const latin = /^[\x20-\x7e]$/.test(event.key) || event.key.length > 1;
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
    return latin ? null : commands[letter ?? /^Digit([1-3])$/.exec(event.code)?.[1]];
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $(".help").open) {
      return;
    }
    const target = event.composedPath()[0];
    const field = target.matches?.("input, textarea, select, [contenteditable]");
    if (field) {
      if (event.key === "Escape" && root.contains(target)) {
        event.preventDefault();
        panel.settle();
        escape();
      }
      return;
    }
    // Buttons and links keep their own Enter and space.
    const pressed = target.closest?.("button, a, summary");
    if (pressed && (event.key === "Enter" || event.key === " ")) {
      return;
    }
    const command = commandOf(event);
    if (command) {
      event.preventDefault();
      event.stopPropagation();
      command();
    }
  }

  function onFindKey(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      nextMatch(event.shiftKey ? -1 : 1);
    }
  }

  // ── coming and going ───────────────────────────────────────────────────────────────────────

  const waking = () => {
    outbox.wake();
    fetchOthers();
  };
  const onVisible = () => document.visibilityState === "visible" && waking();
  const onLeave = (event) => {
    panel.settle();
    if (outbox.volatile()) {
      event.preventDefault();
    }
  };
  // Captured on the window, so that Streamlit's dialog over a lost connection cannot swallow keys.
  window.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("online", waking);
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("pagehide", panel.settle);
  document.addEventListener("visibilitychange", onVisible);
  $(".find input").addEventListener("input", (event) => find(event.target.value));
  $(".find input").addEventListener("keydown", onFindKey);
  others?.addEventListener("message", (event) => takeIn([event.data]));
  const polling = setInterval(poll, POLL_MS);
  const letGo = keepUsable();

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
      newest = Math.max(newest, other.newest);
      outbox.wake();
    },
    close() {
      panel.settle();
      outbox.close();
      others?.close();
      clearInterval(polling);
      letGo();
      clearTimeout(messageTimer);
      CSS.highlights?.delete("linecheck-found");
      window.removeEventListener("keydown", onKey, { capture: true });
      window.removeEventListener("online", waking);
      window.removeEventListener("beforeunload", onLeave);
      window.removeEventListener("pagehide", panel.settle);
      document.removeEventListener("visibilitychange", onVisible);
    },
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
