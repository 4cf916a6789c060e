// Draws a source: who, ratings side by side, signals, links. All text comes from strangers and goes
// in through textContent only. What the sheet draws too comes from its files: text.js, voices.js,
// link_words.js.

const SIGNAL_SIGNS = { found: "✓", "not found": "–", unknown: "?" };
const SIGNAL_NAMES = { https: "https", "trust.txt": "trust.txt" };

function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}

/** A date and time without its seconds and zone; anything else as it is. */
function readable(value) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? value.slice(0, 16).replace("T", " ") : value;
}

function heading(words, small) {
  return element("h2", {}, words, small && element("small", {}, small));
}

// ── who ──────────────────────────────────────────────────────────────────────────────────────

function who(data) {
  const rows = data.facts.map(({ label, values }) =>
    element(
      "div",
      {},
      element("dt", {}, label),
      ...values.map(({ value, where }) =>
        element(
          "dd",
          {},
          outside(value, readable(value)),
          " ",
          element("small", {}, where),
        ),
      ),
    ),
  );
  if (data.site) {
    const { shown, platform } = data.site;
    const hosted = platform
      ? `published on ${platform}, which does not answer for it; ratings of ${platform} are not shown`
      : "what is rated";
    rows.unshift(
      element(
        "div",
        {},
        element("dt", {}, "Site"),
        element("dd", {}, element("bdi", {}, shown), " ", element("small", {}, hosted)),
      ),
    );
  }
  return element(
    "section",
    { class: "who" },
    heading("Who"),
    rows.length
      ? element("dl", {}, ...rows)
      : element("p", { class: "quiet" }, "The article came without an address and says nothing."),
  );
}

// ── who speaks in the article ────────────────────────────────────────────────────────────────

function voices({ voices: found, sections }) {
  const read = "as the program reads it";
  return [
    element(
      "section",
      { class: "voices" },
      heading("Who speaks", read),
      found.length
        ? element("ul", {}, ...voiceLines(found, null))
        : element("p", { class: "quiet" }, "Nobody but the writer: no sentence is attributed."),
    ),
    element(
      "section",
      { class: "sections", hidden: !sections.length },
      heading("What the sections rest on", read),
      element("p", { class: "bars" }, swatch("attributed"), swatch("sourced")),
      element("ul", {}, ...sections.map((section) => sectionLine(section, null))),
    ),
  ];
}

function swatch(name) {
  return element("span", { class: name }, element("i", { "aria-hidden": "true" }), name);
}

// ── ratings, each list on its own scale ──────────────────────────────────────────────────────

function ratings(data) {
  const lists = data.lists.map((list) => drawnList(list, data.site?.shown));
  const none = element(
    "p",
    { class: "quiet" },
    "There are no rating lists here yet. Bring one along below; everything else works without.",
  );
  return element(
    "section",
    { class: "ratings" },
    heading("Ratings", "each list on its own scale, none counted together"),
    ...(lists.length ? lists : [none]),
  );
}

function drawnList(list, site) {
  const facts = [list.version, list.date && day(list.date)].filter(Boolean).join(", ");
  const drawn = list.ratings.map((rating) => drawnRating(list, rating, site));
  const nothing = element(
    "p",
    { class: "not-listed" },
    `Not in this list of ${list.sites.toLocaleString()} ${list.sites === 1 ? "site" : "sites"}.`,
  );
  return element(
    "article",
    { class: "list" },
    element("h3", {}, element("bdi", {}, list.name), facts && element("small", {}, facts)),
    ...(drawn.length ? drawn : [nothing]),
    list.citation && element("p", { class: "citation" }, list.citation),
  );
}

function drawnRating(list, rating, site) {
  const { words, ends, best } = list.scale;
  const track = element("span", { class: "track" });
  const labels = words.length ? words : ends;
  const last = Math.max(1, labels.length - 1);
  const given = new Set(rating.places.map((place) => Math.round(place * last)));
  const steps = labels.map((label, index) =>
    element(
      "span",
      { class: words.length && given.has(index) ? "step given" : "step" },
      label,
      betterWorse(best, index, labels.length),
    ),
  );
  const markers = rating.places.map((place) => {
    const marker = element("i", { class: "marker" });
    // Words stand in the middle of equal parts of the scale, numbers between its ends.
    const along = words.length ? (place * last + 0.5) / labels.length : place;
    marker.style.insetInlineStart = `${100 * along}%`;
    return marker;
  });
  track.append(...markers);
  const scale = element(
    "div",
    { class: words.length ? "scale worded" : "scale", "aria-hidden": "true" },
    track,
    element("span", { class: "steps" }, ...steps),
  );
  const between = words.length ? words.join(", ") : `${ends[0]} to ${ends[1]}`;
  return element(
    "div",
    { class: "rating" },
    element(
      "p",
      { class: "value", "aria-label": `${rating.value}, on a scale of ${between}` },
      element("b", {}, element("bdi", {}, shortNumber(rating.value))),
      " ",
      element("small", {}, [rating.label, rating.site !== site && `listed as ${rating.site}`].filter(Boolean).join(", ")),
    ),
    scale,
    rating.note &&
      element("details", {}, element("summary", {}, "What the list says"), element("p", {}, rating.note)),
  );
}

function betterWorse(best, index, count) {
  const end = index === 0 ? "low" : index === count - 1 ? "high" : "";
  if (!best || !end) {
    return null;
  }
  return element("small", {}, end === best ? "better" : "worse");
}

// ── what the publisher says about itself ─────────────────────────────────────────────────────

function signals(data) {
  const not = data.site ? "not looked up yet" : "cannot be looked up without an address";
  const when = data.looked_up_at ? `looked up on ${day(data.looked_up_at)}` : not;
  return element(
    "section",
    { class: "signals" },
    heading("What the publisher tells its readers", when),
    element("ul", {}, ...data.signals.map(drawnSignal)),
  );
}

function drawnSignal({ name, state, places, reason }) {
  return element(
    "li",
    { class: state.replace(" ", "-") },
    element("span", { class: "sign", "aria-hidden": "true" }, SIGNAL_SIGNS[state]),
    element("b", {}, SIGNAL_NAMES[name] ?? capital(name)),
    element(
      "span",
      { class: "places" },
      ...merged(places).map(({ address, words, where }) =>
        element(
          "span",
          {},
          outside(address, readable(words)),
          " ",
          element("small", {}, where.join("; ")),
        ),
      ),
      reason && element("small", {}, state === "unknown" ? `unknown: ${reason}` : reason),
    ),
  );
}

/** Places where the same stands, as one. */
function merged(places) {
  const byWords = new Map();
  for (const { address, words, where } of places) {
    const key = `${address}\n${words}`;
    const known = byWords.get(key) ?? { address, words, where: [] };
    known.where.push(where);
    byWords.set(key, known);
  }
  return [...byWords.values()];
}

// ── links ────────────────────────────────────────────────────────────────────────────────────

function links(data) {
  const all = data.counts.reduce((sum, [, count]) => sum + count, 0);
  const checked = data.sentences.flatMap((group) => group.links).map((link) => link.checked_at);
  const newest = checked.filter(Boolean).sort().at(-1);
  const when = newest && `looked up on ${day(newest)}`;
  const bar = element("div", { class: "bar", "aria-hidden": "true" });
  for (const [state, count] of data.counts) {
    const piece = element("i", { "data-state": state });
    piece.style.flexGrow = count;
    bar.append(piece);
  }
  const key = data.counts.map(([state, count]) =>
    element("span", { "data-state": state }, linkSign(state), `${count} ${LINK_STATES[state]}`),
  );
  return element(
    "section",
    { class: "links" },
    heading("Links", [all === 1 ? "one in the text" : `${all} in the text`, when].filter(Boolean).join(", ")),
    all > 0 && bar,
    all > 0 ? element("p", { class: "key" }, ...key) : element("p", { class: "quiet" }, "The text has no links."),
    ...data.sentences.map((group) => sentence(data, group, newest)),
  );
}

function sentence(data, { sentence: position, links: found }, newest) {
  return element(
    "article",
    { class: "sentence" },
    element("a", { class: "number", href: `review?article=${data.article}` }, `Sentence ${position}`),
    element("ul", {}, ...found.map((link) => drawnLink(link, newest))),
  );
}

function drawnLink(link, newest) {
  const more = linkDetails(link, newest);
  return element(
    "li",
    { "data-state": link.state },
    linkSign(link.state),
    element(
      "span",
      { class: "where" },
      element("q", {}, element("bdi", {}, link.words)),
      outside(link.href, plainAddress(link.href), "address"),
      ...linkState(link),
      more.length > 0 && element("small", {}, ...more),
    ),
  );
}

const PARTS = {
  profile: (data) => [who(data), ratings(data), signals(data)],
  voices,
  links: (data) => [links(data)],
};

export default function source({ data, parentElement }) {
  parentElement.querySelector(".source-page").replaceChildren(...PARTS[data.part](data));
}
