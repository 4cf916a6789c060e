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
    element("p", { dir: "auto" }, text),
    ...links.map(noteLink),
  );
}

/** The day of a time. Word processors write the writer's own clock, so no zone is reckoned with. */
function shortDay(at) {
  const noon = new Date(`${at.slice(0, 10)}T12:00`);
  return noon.toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" });
}

/** A link of a note; an address that a browser may not open is shown as text. */
function noteLink(href) {
  const to = { href: safeHref(href), target: "_blank", rel: "noopener noreferrer nofollow" };
  return element("p", { class: "address" }, to.href ? element("a", to, href) : href);
}
