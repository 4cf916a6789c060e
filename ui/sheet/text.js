// From records to nodes: offsets, pieces of a sentence, and elements. Text from strangers becomes
// text nodes and nothing else.

/** Return a function from code point offsets, as Python counts, to JavaScript's UTF-16 ones. */
function offsetMap(text) {
  if (!/[\ud800-\udbff]/.test(text)) {
    return (offset) => offset;
  }
  const map = new Uint32Array(text.length + 1);
  let points = 0;
  let units = 0;
  for (const character of text) {
    map[points] = units;
    points += 1;
    units += character.length;
  }
  map[points] = units;
  return (offset) => map[Math.min(offset, points)];
}

/** Cut [start, end) wherever a span begins or ends; each piece knows the spans that cover it. */
function piecesOf(start, end, spans) {
  const cuts = new Set([start, end]);
  for (const span of spans) {
    cuts.add(Math.min(Math.max(span.start, start), end));
    cuts.add(Math.min(Math.max(span.end, start), end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, index) => ({
    start: from,
    end: sorted[index + 1],
    spans: spans.filter((span) => span.start <= from && span.end >= sorted[index + 1]),
  }));
}

/** Make an element: element("button", {class: "x", "aria-label": "y", onclick}, "text", node). */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, given] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), given);
    } else if (given === true) {
      made.setAttribute(key, "");
    } else if (given !== false && given !== undefined && given !== null) {
      made.setAttribute(key, given);
    }
  }
  made.append(...children.filter((child) => child || child === 0));
  return made;
}

/** Write a text only where it is another one: a text written anew is painted anew. */
function setText(node, words) {
  const text = String(words);
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** The address if a browser may open it, else null: never javascript: or data:. */
function safeHref(href) {
  return /^https?:\/\//i.test(href) ? href : null;
}

/** The links of the article that lie in a sentence, as [start, end, href]. */
function linksOf(data, sentence) {
  return data.links.filter(([start, end]) => start < sentence.end && end > sentence.start);
}

/** A count with its noun: "1 mark", "3 marks". */
function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

// Made once: each takes longer to make than a whole history takes to write.
const CLOCK = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit" });
const CALENDAR = new Intl.DateTimeFormat([], { day: "numeric", month: "short", year: "numeric" });

/** A moment as the reader's own clock shows it. */
function shortTime(at) {
  const moment = new Date(at);
  const today = moment.toDateString() === new Date().toDateString();
  const time = CLOCK.format(moment);
  return today ? time : `${CALENDAR.format(moment)}, ${time}`;
}
