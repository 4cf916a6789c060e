// Who speaks in the article and what its sections rest on, as the program reads it. The page of the
// source draws the same lines, where they lead nowhere: it has no `act`.

const VOICES_SHOWN = 8;
const VOICE_DETAILS = { named: "", anonymous: "not named", passive: "nobody is given" };

/** The part of the whole article's panel that draws its voices; a click goes to their first line. */
function voicesPart(data, act) {
  const lines = voiceLines(data.voices, act);
  const rest = lines.slice(VOICES_SHOWN);
  const node = element(
    "section",
    { class: "voices", hidden: !lines.length },
    element("h3", {}, "Who speaks", element("small", {}, "as the program reads it")),
    element("ul", {}, ...lines.slice(0, VOICES_SHOWN)),
    rest.length > 0 &&
      element("details", {}, element("summary", {}, `${rest.length} more`), element("ul", {}, ...rest)),
  );
  return { node, update() {} };
}

/** A line for each voice; the longest bar is that of the one with the most sentences. */
function voiceLines(voices, act) {
  const most = Math.max(1, ...voices.map((voice) => voice.sentences.length));
  return voices.map((voice) => voiceLine(voice, most, act));
}

function voiceLine(voice, most, act) {
  const { name, detail, sentences, quoted_words: quoted, share_of_quoted_words: share } = voice;
  const about = [
    VOICE_DETAILS[detail],
    counted(sentences.length, "sentence"),
    quoted > 0 && `${Math.round(100 * share)} % of the quoted words`,
  ];
  return element(
    "li",
    { class: detail },
    leading(
      act,
      sentences[0],
      element("bdi", {}, name || "nobody in particular"),
      element("small", {}, about.filter(Boolean).join(", ")),
      bar(sentences.length / most),
    ),
  );
}

/** A line that goes to a sentence, where there is an article to go to. */
function leading(act, position, ...children) {
  return act
    ? element("button", { type: "button", onclick: () => act.select(position) }, ...children)
    : element("div", {}, ...children);
}

/** The part that draws each section's attributed and sourced sentences, of all it has. */
function sectionsPart(data, act) {
  const node = element(
    "section",
    { class: "sections", hidden: !data.sections.length },
    element(
      "h3",
      {},
      "What the sections rest on",
      element("small", {}, "as the program reads it"),
    ),
    element("ul", {}, ...data.sections.map((section) => sectionLine(section, act))),
  );
  return { node, update() {} };
}

function sectionLine({ heading, positions, attributed, sourced }, act) {
  const all = positions.length;
  const bare = !attributed && !sourced;
  return element(
    "li",
    { class: bare ? "bare" : "" },
    leading(
      act,
      positions[0],
      element("bdi", {}, heading || "Beginning"),
      element(
        "small",
        {},
        bare
          ? `rests on nothing: ${counted(all, "sentence")}, no one cited, no source`
          : `${attributed} of ${all} attributed, ${sourced} sourced`,
      ),
      bar(attributed / all),
      bar(sourced / all),
    ),
  );
}

/** A bar as long as its share, 0 to 1; the number stands beside it in words. */
function bar(share) {
  const fill = element("i");
  fill.style.inlineSize = `${100 * share}%`;
  return element("span", { class: "share", "aria-hidden": "true" }, fill);
}
