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
const TIME_OF_A_MARK = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** A random name for a page load or a piece of evidence. */
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
 * post(clientId, marks): sends marks; resolves to {kept: [seq], refused: [{seq, reason}]}; rejects
 *   with an error that has the HTTP `status`, where there was an answer, and the `reason`, where
 *   Linecheck itself gave one.
 * onChange(): called when `pending()`, `state()` or `volatile()` may have changed.
 * onRefused(mark, reason): called for a mark that the server will never take.
 *
 * A mark in here is {clientId, seq, sentence, item, value, at}.
 */
function createOutbox({ storage, prefix, post, onChange, onRefused, clientId = newClientId() }) {
  const waiting = new Map(); // "client/seq" -> mark, in the order in which they are sent
  const unstored = new Set(); // the places of those that the browser would not keep for us
  let seq = 0;
  let sending = false;
  let retryMs = FIRST_RETRY_MS;
  let timer = null;
  let failure = null; // why the last attempt failed: {state, reason}
  let closed = false;

  const place = (mark) => `${mark.clientId}/${mark.seq}`;
  const changed = () => closed || onChange();

  function keep(mark) {
    try {
      storage.setItem(`${prefix}/${place(mark)}`, JSON.stringify(mark));
    } catch {
      unstored.add(place(mark)); // full or forbidden: `volatile` tells, and the page says so
    }
  }

  function drop(mark) {
    waiting.delete(place(mark));
    unstored.delete(place(mark));
    try {
      storage.removeItem(`${prefix}/${place(mark)}`);
    } catch {
      // What stays behind is sent once more by a later page, which changes nothing.
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
    for (const key of storedKeys()) {
      const name = key.slice(prefix.length + 1);
      if (!waiting.has(name) && !name.startsWith(`${clientId}/`)) {
        const mark = readMark(storage.getItem(key));
        if (mark && place(mark) === name) {
          found.push(mark);
        }
      }
    }
    found.sort((a, b) => (a.clientId === b.clientId ? a.seq - b.seq : a.at < b.at ? -1 : 1));
    found.forEach((mark) => waiting.set(place(mark), mark));
    if (found.length) {
      send();
    }
    return found;
  }

  function storedKeys() {
    try {
      return Object.keys(storage).filter((key) => key.startsWith(`${prefix}/`));
    } catch {
      return [];
    }
  }

  /** The mark in a stored text, or null when it is not of our making; then it is left alone. */
  function readMark(text) {
    try {
      const mark = JSON.parse(text);
      const texts = [mark.clientId, mark.item, mark.value, mark.at];
      const sound =
        texts.every((one) => typeof one === "string") &&
        [mark.seq, mark.sentence].every(Number.isInteger) &&
        TIME_OF_A_MARK.test(mark.at);
      return sound ? mark : null;
    } catch {
      return null;
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
    if (sending || !waiting.size) {
      changed();
      return;
    }
    clearTimeout(timer);
    sending = true;
    changed();
    const batch = nextBatch(limit);
    let next = () => send();
    try {
      settle(batch, await post(batch[0].clientId, batch));
      failure = null;
      retryMs = FIRST_RETRY_MS;
    } catch (error) {
      next = afterFailure(error, batch);
    }
    sending = false;
    next();
  }

  function settle(batch, answer) {
    const kept = new Set(answer.kept);
    const reasons = new Map(answer.refused.map((one) => [one.seq, one.reason]));
    const settled = batch.filter((mark) => kept.has(mark.seq) || reasons.has(mark.seq));
    if (!settled.length) {
      throw new Error("The answer was about none of the marks that were sent.");
    }
    for (const mark of settled) {
      drop(mark);
      if (!kept.has(mark.seq)) {
        refuse(mark, reasons.get(mark.seq));
      }
    }
  }

  function refuse(mark, reason) {
    if (!closed) {
      onRefused(mark, reason);
    }
  }

  /** Decide what to do next: send less at once, give one mark up, or try again in a moment. */
  function afterFailure(error, batch) {
    const tooMuch = error.status === 413 || (error.status === 400 && error.reason);
    if (tooMuch && batch.length > 1) {
      return () => send(Math.ceil(batch.length / 2));
    }
    if (tooMuch) {
      drop(batch[0]);
      refuse(batch[0], error.reason ?? "It is too large for the server.");
      return () => send();
    }
    failure = { state: error.status === 401 ? "locked" : "offline", reason: error.reason ?? "" };
    const wait = retryMs;
    retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
    return () => {
      if (failure.state === "offline") {
        timer = setTimeout(send, wait);
      }
      changed();
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
    state: () => (waiting.size ? (failure?.state ?? "sending") : "saved"),
    /** What the server said the last time it did not take the marks; empty where it said nothing. */
    reason: () => (waiting.size ? (failure?.reason ?? "") : ""),
    /** Whether closing the tab would lose a mark, because the browser keeps nothing for us. */
    volatile: () => unstored.size > 0,
    /** Fall silent. What waits is still sent, for as long as the browser lets this page live. */
    close() {
      closed = true;
    },
  };
}
