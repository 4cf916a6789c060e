// The links of a sentence: what became of each when it was last looked up, and where it leads.

const POLL_LINKS_MS = 1_000;

/** The part of the panel with a sentence's links; hidden where there are none. */
function linksPart(sentence, data, shelf) {
  const { position } = sentence;
  const hrefs = new Set(linksOf(data, sentence).map(([, , href]) => safeHref(href)));
  hrefs.delete(null);
  const when = element("small");
  const check = element("button", { type: "button", class: "add", hidden: true, onclick: ask });
  const list = element("ul", {}, ...[...hrefs].map((href) => linkLine(href)));
  const told = element("p", { class: "told", role: "status" });
  const complaint = element("p", { class: "complaint", role: "alert" });
  const node = element(
    "section",
    { class: "links", hidden: !hrefs.size, "aria-label": "Links" },
    element("h3", {}, hrefs.size === 1 ? "Link" : "Links", when, check),
    list,
    told,
    complaint,
    element(
      "a",
      { class: "to-source", href: `source?article=${data.article.id}` },
      "All links of the article",
    ),
  );

  function show({ links }) {
    // The same page may be linked to by several words; it is told once.
    const known = [...new Map(links.map((link) => [link.href, link])).values()];
    const looked = known.map((link) => link.checked_at).filter(Boolean);
    const newest = looked.sort().at(-1);
    const waiting = known.filter((link) => link.checking).length;
    const failed = known.find((link) => link.failed && !link.checking);
    when.textContent = newest ? `looked up on ${day(newest)}` : "";
    list.replaceChildren(
      ...[...hrefs].map((href) => linkLine(href, known.find((link) => link.href === href), newest)),
    );
    check.hidden = !known.length;
    check.disabled = waiting > 0;
    check.textContent = checkWords(known.length, known.length - looked.length);
    // Where something is under way the count is told, and after that what came out.
    const before = told.textContent;
    told.textContent = waiting ? `Looking up ${counted(waiting, "link")} …` : before && outcome(known);
    complaint.textContent = failed ? failed.failed : "";
    if (waiting) {
      setTimeout(look, POLL_LINKS_MS);
    }
  }

  async function look() {
    if (node.isConnected) {
      const answer = await shelf.links(position).catch(() => null);
      if (answer) {
        show(answer);
      } else {
        told.textContent = "";
        check.disabled = false;
        complaint.textContent = "The server does not answer now. What it finds is kept.";
      }
    }
  }

  async function ask() {
    check.disabled = true;
    complaint.textContent = "";
    told.textContent = "Looking up …";
    try {
      await shelf.checkLinks(position);
    } catch (problem) {
      check.disabled = false;
      told.textContent = "";
      complaint.textContent = problem.message;
      return;
    }
    look();
  }

  if (hrefs.size) {
    whenResting(node, () => shelf.links(position), show);
  }
  return { node, update() {} };
}

/** One link; until it is known what became of it, only where it leads. */
function linkLine(href, link, newest) {
  const address = outside(href, plainAddress(href), "address");
  if (!link) {
    return element("li", {}, linkSign(""), element("div", {}, address));
  }
  const state = link.checking
    ? element("p", { class: "facts" }, "being looked up …")
    : element("p", { class: "facts" }, ...linkState(link).reverse());
  const details = link.checking ? [] : linkDetails(link, newest);
  return element(
    "li",
    { "data-state": link.checking ? "" : link.state },
    linkSign(link.checking ? "" : link.state),
    element(
      "div",
      {},
      address,
      state,
      details.length > 0 && element("small", {}, ...details),
    ),
  );
}

function checkWords(all, open) {
  if (!open) {
    return "Check again";
  }
  return open === 1 && all === 1 ? "Check it" : `Check ${counted(all, "link")}`;
}

/** What came out, in words: "2 stand, 1 dead". */
function outcome(known) {
  const states = known.map((link) => LINK_STATES[link.state]);
  return [...new Set(states)]
    .map((words) => `${states.filter((one) => one === words).length} ${words}`)
    .join(", ");
}
