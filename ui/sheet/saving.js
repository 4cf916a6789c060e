// What the screen says about saving: in the bar at once, aloud only what is worth hearing.

const ANNOUNCE_AFTER_MS = 800;

/** Show the outbox's state; returns `show`, to be called whenever it may have changed. */
function createSaving({ place, announcer, notices, outbox }) {
  let announced = "saved";
  let timer = null;
  let toldVolatile = false;

  function wordsOf(state, waiting) {
    const wait = `${counted(waiting, "mark")} ${waiting === 1 ? "waits" : "wait"} to be sent`;
    return { saved: "saved ✓", sending: "saving …", offline: wait, locked: wait }[state];
  }

  function show() {
    const state = outbox.state();
    const words = wordsOf(state, outbox.pending());
    if (place.textContent !== words) {
      place.textContent = words;
      place.dataset.state = state;
      place.title = state === "offline" ? "They are sent as soon as the server is back." : "";
    }
    showNotices(state);
    clearTimeout(timer);
    timer = setTimeout(announce, ANNOUNCE_AFTER_MS);
  }

  function showNotices(state) {
    const reason = outbox.reason();
    if (state === "locked") {
      const rest = "What you marked stays in this browser and is sent then.";
      const reload = ["Reload", () => window.location.reload()];
      notices.show("locked", `${reason || "Reload this page."} ${rest}`, { button: reload });
    } else {
      notices.clear("locked");
    }
    if (state === "offline" && reason) {
      notices.show("reason", reason, { button: null });
    } else {
      notices.clear("reason");
    }
    // Said once and left standing: coming and going with every mark it would move the text.
    if (outbox.volatile() && !toldVolatile) {
      toldVolatile = true;
      const text =
        "This browser keeps nothing for Linecheck, or its storage is full. " +
        "Do not close this tab before it says saved.";
      notices.show("volatile", text);
    }
  }

  /** Marks are announced as they are made; of saving only trouble and its end are. */
  function announce() {
    const state = outbox.state();
    if (state === "saved" && announced !== "saved") {
      announcer.textContent = "All marks are saved.";
      announced = state;
    } else if (state === "offline" || state === "locked") {
      announcer.textContent = place.textContent;
      announced = state;
    }
  }

  return { show, close: () => clearTimeout(timer) };
}
