// While the server is away, Streamlit lays a dialog over the page, takes the focus into it and
// makes everything below it inert. Marking and writing have to go on, and the bar already says what
// has happened, so the dialog is closed as it appears and the focus goes back to where it was, with
// the caret. Nothing else is closed: the dialog is known by its words.

const DIALOG = '[data-testid="stDialog"], [role="dialog"]';
const CONNECTION_WORDS = /connection error/i;

/** Whether a node lies in Streamlit's dialog about the lost connection. */
function isConnectionDialog(node) {
  const dialog = node.closest(DIALOG);
  return dialog !== null && CONNECTION_WORDS.test(dialog.textContent);
}

/** Keep the page usable without a server; returns how to stop. */
function keepUsable(root) {
  let place = null; // where the focus was last: {node, start, end}
  let closing = false;

  function remember() {
    const node = root.getRootNode().activeElement;
    if (node && root.contains(node)) {
      const caret = node.matches("textarea, input");
      place = { node, start: caret && node.selectionStart, end: caret && node.selectionEnd };
    }
  }

  function giveBack() {
    const active = root.getRootNode().activeElement;
    if (place?.node.isConnected && !(active && root.contains(active))) {
      place.node.focus({ preventScroll: true });
      if (typeof place.start === "number") {
        place.node.setSelectionRange(place.start, place.end);
      }
    }
  }

  function closeDialogs() {
    const open = [...document.querySelectorAll(DIALOG)].filter(isConnectionDialog);
    if (open.length) {
      closing = true;
      open.forEach((dialog) => dialog.querySelector('button[aria-label="Close"]')?.click());
      giveBack();
    } else if (closing) {
      closing = false;
      giveBack(); // the dialog, as it goes, hands the focus to the page's body
      requestAnimationFrame(giveBack);
    }
  }

  /** The focus may leave by the person's own doing; only then is it forgotten. */
  function forget(event) {
    if (event.type === "pointerdown" || event.key === "Tab") {
      place = null;
    }
  }

  const observer = new MutationObserver(closeDialogs);
  observer.observe(document.body, { childList: true, subtree: true });
  const listened = [
    ["focusin", remember],
    ["keyup", remember],
    ["input", remember],
    ["pointerup", remember],
  ];
  listened.forEach(([name, listener]) => root.addEventListener(name, listener));
  document.addEventListener("pointerdown", forget, { capture: true });
  document.addEventListener("keydown", forget, { capture: true });
  closeDialogs();
  return () => {
    observer.disconnect();
    document.removeEventListener("pointerdown", forget, { capture: true });
    document.removeEventListener("keydown", forget, { capture: true });
    listened.forEach(([name, listener]) => root.removeEventListener(name, listener));
  };
}
