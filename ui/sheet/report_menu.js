// The report as a download, never without a mark that is on the screen.

const WAIT_FOR_MARKS_MS = 3_000;
const KEEP_FILE_MS = 60_000;

/** Fill the menu `holder` with formats, [key, name, use] each; `settle()` saves what is being written. */
function createReportMenu({ holder, formats, server, outbox, settle, say }) {
  holder.querySelector(".formats").replaceChildren(
    ...formats.map(([format, name, use]) =>
      element(
        "button",
        { type: "button", "data-format": format, onclick: () => download(format, name) },
        element("b", {}, name),
        ` ${use}`,
      ),
    ),
  );

  async function download(format, name) {
    settle();
    close();
    say(`Making the ${name} report …`);
    if (!(await emptied())) {
      const waiting = counted(outbox.pending(), "mark");
      say(`No report yet: ${waiting} not on disk. Try again when the screen says saved.`);
      return;
    }
    try {
      const file = await server.report(format);
      save(file);
      say(`${file.name} is in your downloads.`);
    } catch (error) {
      const reason = error.status ? error.message : "The server cannot be reached.";
      say(`No report: ${reason} Try again in a moment.`);
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
    const link = element("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEEP_FILE_MS);
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
