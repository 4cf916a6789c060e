// What the draft itself carries beside a sentence: its writer's comments, footnotes and changes.

const NOTE_KINDS = { comment: "Comment", footnote: "Footnote", endnote: "Endnote", change: "Change" };

/** The part of the panel that lists the notes that touch a sentence; hidden where none does. */
function writerNotesPart(sentence, data) {
  const touching = data.writer_notes.filter(
    ({ start, end }) => start < sentence.end && end > sentence.start,
  );
  const node = element(
    "section",
    { class: "writer-notes", hidden: !touching.length },
    element("h3", {}, "The writer’s notes", element("small", {}, "they came with the draft")),
    element("ul", {}, ...touching.map(writerNote)),
  );
  return { node, update() {} };
}

function writerNote({ kind, author, date, text, links }) {
  const about = [author, date && shortDay(date)].filter(Boolean).join(", ");
  return element(
    "li",
    { class: kind },
    element("b", {}, NOTE_KINDS[kind]),
    about && element("small", {}, element("bdi", {}, about)),
    element("p", { dir: "auto" }, ...linkedText(text, links)),
    ...links
      .filter((href) => !text.includes(href))
      .map((href) => element("p", {}, noteLink(href))),
  );
}

/** The day of a time. Word processors write the writer's own clock, so no zone is reckoned with. */
function shortDay(at) {
  const noon = new Date(`${at.slice(0, 10)}T12:00`);
  return noon.toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" });
}

/** The pieces of a text, each address that stands in it as a link. */
function linkedText(text, links) {
  const pieces = [];
  let rest = text;
  for (const href of links) {
    const at = rest.indexOf(href);
    if (at >= 0) {
      pieces.push(rest.slice(0, at), noteLink(href));
      rest = rest.slice(at + href.length);
    }
  }
  return [...pieces, rest];
}

/** A link of a note; an address that a browser may not open stays text. */
function noteLink(href) {
  const to = { href: safeHref(href), target: "_blank", rel: "noopener noreferrer nofollow" };
  return to.href ? element("a", to, href) : href;
}
