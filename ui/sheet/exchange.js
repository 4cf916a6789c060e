// Marks of others: other reviewers' from the server, one's own other tabs' from the browser.

const POLL_MS = 5_000;

/**
 * Keep in step with what is marked elsewhere.
 *
 * takeIn(marks): called with marks that may be new here. locked(reason): the pass is refused.
 */
function createExchange({ data, server, outbox, name, asMark, takeIn, locked }) {
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel(name) : null;
  let newest = data.newest;

  async function fetchMarks() {
    try {
      const answer = await server.marksAfter(newest);
      newest = Math.max(newest, answer.newest);
      takeIn(answer.marks);
    } catch (error) {
      // Away or not now: the bar says so as soon as a mark waits, and the next poll asks again.
      if (error.status === 401) {
        locked(error.message);
      }
    }
  }

  function poll() {
    if (document.visibilityState === "visible") {
      // What a tab that crashed or was closed has left behind is sent by this one.
      takeIn(outbox.adopt().map(asMark));
      fetchMarks();
    }
  }

  function wake() {
    outbox.wake();
    poll();
  }

  const onVisible = () => document.visibilityState === "visible" && wake();
  const timer = setInterval(poll, POLL_MS);
  tabs?.addEventListener("message", (event) => takeIn([event.data]));
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", onVisible);

  return {
    /** Tell one's own other tabs at once. */
    tell: (marks) => marks.forEach((mark) => tabs?.postMessage(mark)),
    fetchMarks,
    /** A rerun of the page brought the marks up to number `seen`. */
    reached(seen) {
      newest = Math.max(newest, seen);
    },
    close() {
      clearInterval(timer);
      tabs?.close();
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", onVisible);
    },
  };
}
