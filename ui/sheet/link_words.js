// What is said of a link: what became of it, where it leads, how lists rate that site.

const LINK_SIGNS = {
  reachable: "✓",
  redirected: "→",
  dead: "✕",
  "soft 404": "≈",
  "login or paywall": "▤",
  unknown: "?",
  "": "·",
};
const LINK_STATES = {
  reachable: "stands",
  redirected: "moved",
  dead: "dead",
  "soft 404": "soft 404",
  "login or paywall": "login or paywall",
  unknown: "could not be looked up",
  "": "not checked yet",
};

function linkSign(state) {
  return element("span", { class: "sign", "aria-hidden": "true" }, LINK_SIGNS[state]);
}

/** What became of a link and where it leads, as nodes. */
function linkState({ state, kind, primary }) {
  return [
    element("span", { class: primary ? "kind primary" : "kind" }, kind),
    element("span", { class: "state" }, LINK_STATES[state]),
  ];
}

/** What more is known of a link, as nodes; `newest` is a time that need not be told again. */
function linkDetails(link, newest) {
  const listed = link.ratings.map(({ list, values }) => `${list}: ${values.map(shortNumber).join("; ")}`);
  const moved =
    link.state === "redirected" &&
    element("span", {}, "to ", outside(link.final_url, plainAddress(link.final_url)));
  const copy =
    link.archived_url &&
    element("span", {}, outside(link.archived_url, `archived copy of ${day(link.archived_at)}`));
  const looked =
    link.checked_at &&
    day(link.checked_at) !== day(newest) &&
    element("span", {}, `looked up on ${day(link.checked_at)}`);
  const told = [
    moved,
    link.detail && element("span", {}, link.detail),
    copy,
    listed.length > 0 && element("bdi", {}, listed.join(" · ")),
    looked,
  ];
  return told.filter(Boolean);
}

/** A link out of here, or only its words where the address is none a browser may open. */
function outside(href, words, className = "") {
  const safe = safeHref(href);
  return safe
    ? element(
        "a",
        { href: safe, class: className, target: "_blank", rel: "noopener noreferrer nofollow" },
        element("bdi", {}, words),
      )
    : element("bdi", { class: className }, words);
}

/** An address as it is read: without what all of them begin with, the longest cut short. */
function plainAddress(href) {
  const plain = href.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}

function day(iso) {
  const date = new Date(iso);
  const shape = { day: "numeric", month: "short", year: "numeric" };
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleDateString(undefined, shape);
}

/** A list of fifteen decimals is shown with three; the value itself is kept as it came. */
function shortNumber(value) {
  return /^-?\d*[.]\d{4,}$/.test(value) ? Number(value).toFixed(3) : value;
}
