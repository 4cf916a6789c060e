// Draws the list of articles. All text comes from strangers and goes in through textContent only.

const ENOUGH_TO_SEARCH = 8;

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function progress(article) {
  const drawn = element("span", "progress");
  const bar = element("span", "bar");
  const fill = element("span", article.done === article.total ? "fill complete" : "fill");
  fill.style.inlineSize = `${article.total ? (100 * article.done) / article.total : 0}%`;
  bar.append(fill);
  drawn.append(bar, element("span", "count", `${article.done} of ${article.total} done`));
  return drawn;
}

function when(iso) {
  if (!iso) {
    return "not begun";
  }
  const day = { day: "numeric", month: "short", year: "numeric" };
  return `last mark ${new Date(iso).toLocaleDateString(undefined, day)}`;
}

/** How many marks on an article still wait in this browser; the sheet sends them when it opens. */
function waitingMarks(article, reviewer, database) {
  const prefix = `linecheck/${database}/${article.number}/${reviewer}/`;
  try {
    return Object.keys(window.localStorage).filter((key) => key.startsWith(prefix)).length;
  } catch {
    return 0; // a browser that keeps nothing for us has nothing waiting
  }
}

function row(article, open, waiting) {
  const link = element("a", "article");
  link.href = `review?article=${article.number}`;
  const words = element("span", "words");
  const title = element("span", "title", article.title || "Untitled");
  title.dir = "auto";
  const people = article.people ? `${article.people}, ${when(article.last)}` : when(article.last);
  const about = element("span", "about", [article.about, people].filter(Boolean).join(" · "));
  about.dir = "auto";
  words.append(title, about);
  if (waiting) {
    const marks = waiting === 1 ? "1 mark waits" : `${waiting} marks wait`;
    words.append(element("span", "waiting", `${marks} in this browser: open the article to send`));
  }
  link.append(words, progress(article));
  link.addEventListener("click", (event) => {
    // A plain click stays on the page; with a modifier the browser opens a tab of its own.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      open(article.number);
    }
  });
  const source = element("a", "source", "Source");
  source.href = `source?article=${article.number}`;
  source.setAttribute("aria-label", `Source of ${article.title || "Untitled"}`);
  const entry = element("div", "entry");
  entry.append(link, source);
  return entry;
}

function search(list, nothing) {
  const field = element("input", "search");
  field.type = "search";
  field.placeholder = "Find an article by title, byline, site or reviewer";
  field.setAttribute("aria-label", "Find an article");
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const entry of list.children) {
      const words = entry.querySelector(".words").textContent;
      entry.hidden = !words.toLocaleLowerCase().includes(wanted);
      shown += entry.hidden ? 0 : 1;
    }
    nothing.hidden = shown > 0;
  });
  return field;
}

export default function articleList({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector("nav");
  const list = element("div", "list");
  const open = (number) => setTriggerValue("open", number);
  const drawn = data.articles.map((one) =>
    row(one, open, waitingMarks(one, data.reviewer, data.database)),
  );
  list.append(...drawn);
  const nothing = element("p", "nothing", "No article has these words.");
  nothing.hidden = true;
  nav.replaceChildren(list, nothing);
  if (data.only_sample) {
    nav.append(element("p", "nothing", "Try the sample, or add an article of your own."));
  }
  if (data.articles.length >= ENOUGH_TO_SEARCH) {
    nav.prepend(search(list, nothing));
  }
}
