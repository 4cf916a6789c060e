// The report: what goes out is chosen and looked at first, and no mark on the screen is left behind.

const WAIT_FOR_MARKS_MS = 3_000;
const KEEP_FILE_MS = 60_000;

const CALLED = [
  ["name", "by name"],
  ["pseudonym", "as Reviewer 1, 2 …"],
  ["none", "not at all"],
];

/**
 * Fill the menu `holder` with what may be chosen and with the formats of `data`, [key, name, use,
 * options that it follows] each; `settle()` saves what is being written.
 */
function createReportMenu({ holder, data, decisions, server, outbox, settle, say }) {
  const onlyChanges = element("input", { type: "checkbox", name: "only_changes" });
  const notes = element("input", { type: "checkbox", name: "notes", checked: "" });
  const explained = element("input", { type: "checkbox", name: "explained", checked: "" });
  const reviewers = element(
    "select",
    { name: "reviewers" },
    ...CALLED.map(([value, words]) => element("option", { value }, words)),
  );
  const choice = createReviewChoice(data, decisions, () =>
    published.forEach((one) => {
      one.disabled = !choice.any();
    }),
  );
  const forPeople = following("only_changes").map((format) => button(format, chosen));
  const published = following("sentences").map((format) => button(format, chosenReviews));
  const forPrograms = data.formats
    .filter(([, , , options]) => !options.length)
    .map((format) => button(format, () => ({})));
  holder.querySelector(".formats").replaceChildren(
    element(
      "fieldset",
      { class: "choices" },
      element("legend", {}, "To read"),
      element("label", {}, onlyChanges, " Only what needs a change"),
      element("label", {}, notes, " With internal notes"),
      element("label", { class: "called" }, "Reviewers ", reviewers),
      element("button", { type: "button", class: "preview", onclick: preview }, "Preview"),
    ),
    ...forPeople,
    element(
      "fieldset",
      { class: "choices publish" },
      element("legend", {}, "To publish, sentence by sentence"),
      choice.node,
      element("label", {}, explained, " With internal notes, as explanations"),
    ),
    ...published,
    element("p", { class: "group" }, "For programs, always complete"),
    ...forPrograms,
  );
  holder.addEventListener("toggle", () => holder.open && choice.refresh());

  function following(option) {
    return data.formats.filter(([, , , options]) => options.includes(option));
  }

  function button([format, name, use], options) {
    return element(
      "button",
      {
        type: "button",
        "data-format": format,
        onclick: () => download(format, name, options()),
      },
      element("b", {}, name),
      ` ${use}`,
    );
  }

  function chosen() {
    return {
      only_changes: onlyChanges.checked ? "1" : "0",
      notes: notes.checked ? "1" : "0",
      reviewers: reviewers.value,
    };
  }

  function chosenReviews() {
    return { ...choice.asked(), notes: explained.checked ? "1" : "0" };
  }

  async function download(format, name, options) {
    close();
    const file = await made(format, name, options);
    if (file) {
      save(file);
      say(`${file.name} is in your downloads.`);
    }
  }

  /** Show what would go out, in a tab of its own. */
  async function preview() {
    // A tab opened later than the click itself is taken for an advertisement and blocked.
    const tab = window.open("about:blank");
    if (!tab) {
      say("Your browser blocks the preview: allow this page to open tabs.");
      return;
    }
    tab.opener = null;
    close();
    const file = await made("html", "HTML", chosen());
    if (!file) {
      tab.close();
      return;
    }
    tab.location.replace(passing(file.blob));
    say("The preview is in a tab of its own.");
  }

  /** Resolve to the report as {blob, name}; to nothing where there is none, and say why. */
  async function made(format, name, options) {
    settle();
    say(`Making the ${name} report …`);
    if (!(await emptied())) {
      const waiting = counted(outbox.pending(), "mark");
      say(`No report yet: ${waiting} not on disk. Try again when the screen says saved.`);
      return null;
    }
    try {
      return await server.report(format, options);
    } catch (error) {
      const reason = error.status ? error.message : "The server cannot be reached.";
      say(`No report: ${reason} Try again in a moment.`);
      return null;
    }
  }

  /** Wait until every mark is on disk; false where that takes too long. */
  async function emptied() {
    const until = Date.now() + WAIT_FOR_MARKS_MS;
    outbox.wake();
    while (outbox.pending() && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return outbox.pending() === 0;
  }

  function save({ blob, name }) {
    element("a", { href: passing(blob), download: name }).click();
  }

  /** Return an address for a file, which it has for as long as a browser needs to take it. */
  function passing(blob) {
    const address = URL.createObjectURL(blob);
    setTimeout(() => URL.revokeObjectURL(address), KEEP_FILE_MS);
    return address;
  }

  function close() {
    holder.open = false;
  }

  function closeFromOutside(event) {
    if (!event.composedPath().includes(holder)) {
      close();
    }
  }

  document.addEventListener("pointerdown", closeFromOutside);
  return {
    close,
    isOpen: () => holder.open,
    stop: () => document.removeEventListener("pointerdown", closeFromOutside),
  };
}
