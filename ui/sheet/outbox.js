// The outbox: marks wait here until the server says that they are on disk.
//
// Every page load is a client with an id of its own and numbers its marks from 1, so the server can
// keep each mark once however often it arrives. A mark lies in localStorage under a key of its own
// until it is acknowledged; tabs never overwrite one another, and a tab that opens later sends what
// a closed or crashed one left behind.

const LARGEST_BATCH = 500;
const LARGEST_BATCH_CHARACTERS = 500_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 1_000;

function newClientId() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  // randomUUID is kept from pages that come over plain HTTP from another machine.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Make an outbox.
 *
 * storage: localStorage or the like; null where there is none.
 * prefix: what this database, article and reviewer's keys begin with.
 * post(clientId, marks): sends marks; resolves to {kept, refused}; rejects with an error whose
 *   `status` is the HTTP status, or undefined where no answer came.
 * onChange(): called when `pending()`, `state()` or `volatile()` may have changed.
 * onRefused(mark, reason): called for a mark that the server will never take.
 */
function createOutbox({ storage, prefix, post, onChange, onRefused, clientId = newClientId() }) {
  const waiting = new Map(); // "client/seq" -> {clientId, seq, sentence, item, value, at}
  let seq = 0;
  let sending = false;
  let retryMs = FIRST_RETRY_MS;
  let timer = null;
  let failure = null; // null, "offline" or "locked"
  let volatile = false; // the browser keeps nothing for us, so closing the tab would lose marks
  let closed = false;

  const place = (mark) => `${mark.clientId}/${mark.seq}`;

  function keep(mark) {
    try {
      storage.setItem(`${prefix}/${place(mark)}`, JSON.stringify(mark));
    } catch {
      // Full or forbidden: the mark lives in memory and the page says so.
      volatile = true;
    }
  }

  function drop(mark) {
    waiting.delete(place(mark));
    try {
      storage.removeItem(`${prefix}/${place(mark)}`);
    } catch {
      volatile = true;
    }
  }

  /** Take one mark in; returns it with its client and number. It is sent at once when idle. */
  function add(fields) {
    seq += 1;
    const mark = { clientId, seq, ...fields };
    waiting.set(place(mark), mark);
    keep(mark);
    send();
    return mark;
  }

  /** Take in what other tabs of this reviewer left unsent; returns the marks that are new here. */
  function adopt() {
    const found = [];
    let keys = [];
    try {
      keys = Object.keys(storage).filter((key) => key.startsWith(`${prefix}/`));
    } catch {
      volatile = true;
    }
    for (const key of keys) {
      const name = key.slice(prefix.length + 1);
      if (!waiting.has(name) && !name.startsWith(`${clientId}/`)) {
        const mark = readMark(storage.getItem(key));
        if (mark && place(mark) === name) {
          waiting.set(name, mark);
          found.push(mark);
        }
      }
    }
    if (found.length) {
      send();
    }
    return found;
  }

  function readMark(text) {
    try {
      const mark = JSON.parse(text);
      return typeof mark?.clientId === "string" && Number.isInteger(mark.seq) ? mark : null;
    } catch {
      return null; // not written by us; left where it is
    }
  }

  /** The next marks to send: of one client, because a request speaks for one. */
  function nextBatch(limit) {
    const batch = [];
    let characters = 0;
    for (const mark of waiting.values()) {
      if (!batch.length || mark.clientId === batch[0].clientId) {
        characters += mark.value.length;
        if (batch.length && (batch.length === limit || characters > LARGEST_BATCH_CHARACTERS)) {
          break;
        }
        batch.push(mark);
      }
    }
    return batch;
  }

  async function send(limit = LARGEST_BATCH) {
    if (sending || closed || !waiting.size) {
      onChange();
      return;
    }
    clearTimeout(timer);
    sending = true;
    onChange();
    const batch = nextBatch(limit);
    let next = () => send();
    try {
      settle(batch, await post(batch[0].clientId, batch));
      failure = null;
      retryMs = FIRST_RETRY_MS;
    } catch (error) {
      next = afterFailure(error, batch.length);
    }
    sending = false;
    next();
  }

  function settle(batch, answer) {
    const kept = new Set(answer.kept);
    const reasons = new Map(answer.refused.map((one) => [one.seq, one.reason]));
    for (const mark of batch) {
      if (kept.has(mark.seq)) {
        drop(mark);
      } else if (reasons.has(mark.seq)) {
        drop(mark);
        onRefused(mark, reasons.get(mark.seq));
      }
    }
  }

  function afterFailure(error, size) {
    if (error.status === 413 && size > 1) {
      return () => send(Math.ceil(size / 2));
    }
    failure = error.status === 401 ? "locked" : "offline";
    const wait = retryMs;
    retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
    return () => {
      if (failure === "offline" && !closed) {
        timer = setTimeout(send, wait);
      }
      onChange();
    };
  }

  return {
    clientId,
    add,
    adopt,
    /** Try now: the network is back, the page is looked at again, or a new pass has come. */
    wake() {
      retryMs = FIRST_RETRY_MS;
      send();
    },
    pending: () => waiting.size,
    marks: () => [...waiting.values()],
    /** "saved", "sending", "offline" (tries again by itself) or "locked" (needs a new pass). */
    state: () => (waiting.size ? (failure ?? "sending") : "saved"),
    volatile: () => volatile && waiting.size > 0,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
