// While the server is away, Streamlit lays a dialog over the page and makes everything below it
// inert. Marking has to go on, and the bar already says what has happened, so the dialog is closed
// as it appears; it closes nothing else, because it is known by its words.

const CONNECTION_DIALOG = /connection error/i;

/** Keep the page usable without a server; returns how to stop. */
function keepUsable() {
  function closeDialogs() {
    for (const dialog of document.querySelectorAll('[data-testid="stDialog"]')) {
      if (CONNECTION_DIALOG.test(dialog.textContent)) {
        dialog.querySelector('button[aria-label="Close"]')?.click();
      }
    }
  }
  const observer = new MutationObserver(closeDialogs);
  observer.observe(document.body, { childList: true, subtree: true });
  closeDialogs();
  return () => observer.disconnect();
}
