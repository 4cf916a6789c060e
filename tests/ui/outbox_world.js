// A world for the outbox: tabs that open, crash and share one storage, a network that loses, delays,
// repeats and halves what goes over it, a server that keeps each mark once. Time passes only when a
// step says so, so a run is the same every time.
//
// world(scripts, steps) -> {made, refused, deliveries, stored, states}; a step is [what, ...numbers].

async (scripts, steps) => {
  const PREFIX = "linecheck/database/1/Ada";
  const TOO_FAR = 500; // rounds of a good network after which it is clear that a mark is stuck

  // ── time ───────────────────────────────────────────────────────────────────────────────────

  let now = 0;
  let timers = []; // {id, at, tab, run}
  let timerId = 0;
  let running = null; // the tab whose script runs

  function startTimer(run, delay) {
    timerId += 1;
    timers.push({ id: timerId, at: now + delay, tab: running, run });
    return timerId;
  }

  function stopTimer(id) {
    timers = timers.filter((timer) => timer.id !== id);
  }

  async function pass(milliseconds) {
    now += milliseconds;
    const due = timers.filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at);
    timers = timers.filter((timer) => timer.at > now);
    for (const { tab, run } of due) {
      await as(tab, run);
    }
  }

  /** Run something in a tab, and let all that follows from it at once happen. */
  async function as(tab, run) {
    if (tab.alive) {
      running = tab;
      run();
      await settle(tab);
    }
  }

  async function settle(tab) {
    for (let turn = 0; turn < 30; turn += 1) {
      running = tab;
      await null;
    }
  }

  // ── the browser ────────────────────────────────────────────────────────────────────────────

  const storage = Object.create({
    getItem(name) {
      return Object.hasOwn(this, name) ? this[name] : null;
    },
    setItem(name, value) {
      this[name] = String(value);
    },
    removeItem(name) {
      delete this[name];
    },
  });
  storage["another program's"] = "left alone";
  storage[`${PREFIX}/broken/1`] = "{ not JSON";

  const open = new Function(
    "setTimeout",
    "clearTimeout",
    `${scripts}\nreturn createOutbox;`,
  )(startTimer, stopTimer);
  const tabs = [];
  const refused = [];

  async function openTab() {
    const tab = { alive: true, outbox: null };
    tabs.push(tab);
    running = tab;
    tab.outbox = open({
      storage,
      prefix: PREFIX,
      clientId: `client-${tabs.length}`,
      post: (clientId, marks) => send(tab, clientId, marks),
      onChange() {},
      onRefused: (mark) => refused.push(`${mark.clientId}/${mark.seq}`),
    });
    await as(tab, () => tab.outbox.adopt());
  }

  const alive = () => tabs.filter((tab) => tab.alive);

  function crash(tab) {
    tab.alive = false;
    timers = timers.filter((timer) => timer.tab !== tab);
    network.filter((request) => request.tab === tab).forEach((request) => (request.tab = null));
  }

  // ── the network and the server ─────────────────────────────────────────────────────────────

  let network = []; // requests under way; the tab is null where nobody waits for the answer
  const kept = new Set(); // "client/seq"
  const deliveries = []; // what reached the server, as it reached it

  function send(tab, clientId, marks) {
    return new Promise((resolve, reject) => {
      const sent = marks.map(({ seq, sentence, item, value, at }) => ({
        seq,
        sentence,
        item,
        value,
        at,
      }));
      network.push({ tab, body: { client_id: clientId, marks: sent }, resolve, reject });
    });
  }

  function reach({ body }, count = body.marks.length) {
    const marks = body.marks.slice(0, count);
    deliveries.push({ client_id: body.client_id, marks });
    const good = marks.filter((mark) => mark.item !== "nonsense");
    good.forEach((mark) => kept.add(`${body.client_id}/${mark.seq}`));
    const bad = marks.filter((mark) => mark.item === "nonsense");
    return {
      kept: good.map((mark) => mark.seq),
      refused: bad.map((mark) => ({ seq: mark.seq, reason: "There is nothing called so." })),
    };
  }

  const failed = (status, reason) => Object.assign(new Error("no"), { status, reason });

  const FATES = {
    arrives: (request) => request.resolve(reach(request)),
    is_lost: (request) => request.reject(new TypeError("Failed to fetch")),
    loses_its_answer(request) {
      reach(request);
      request.reject(new TypeError("Failed to fetch"));
    },
    is_kept_in_part(request) {
      // The server takes the first half and dies; its answer is about that half alone.
      request.resolve(reach(request, Math.ceil(request.body.marks.length / 2)));
    },
    comes_twice(request) {
      reach(request);
      request.resolve(reach(request));
    },
    is_repeated_later(request) {
      network.push({ ...request, tab: null });
      request.resolve(reach(request));
    },
    meets_an_error: (request) => request.reject(failed(500, "")),
    meets_a_busy_server: (request) => request.reject(failed(503, "Try again.")),
    meets_another_server: (request) => request.resolve({ kept: [999_999], refused: [] }),
    meets_garbage: (request) => request.resolve(null),
    needs_a_new_pass: (request) => request.reject(failed(401, "Reload it to go on.")),
    is_too_large(request) {
      const several = request.body.marks.length > 1;
      request.reject(several ? failed(413, "") : new TypeError("Failed to fetch"));
    },
  };

  async function meet(request, fate) {
    network = network.filter((one) => one !== request);
    const { tab } = request;
    if (tab) {
      await as(tab, () => FATES[fate](request));
    } else {
      FATES[fate]({ ...request, resolve() {}, reject() {} });
    }
  }

  // ── what happens ───────────────────────────────────────────────────────────────────────────

  const made = [];
  const at = (list, number) => list[number % list.length];

  const STEPS = {
    async mark(tab, sentence, item, value) {
      const fields = {
        sentence,
        item,
        value,
        at: new Date(Date.UTC(2026, 0, 1) + made.length).toISOString(),
      };
      await as(at(alive(), tab), () => made.push(at(alive(), tab).outbox.add(fields)));
    },
    open: openTab,
    async crash(tab) {
      crash(at(alive(), tab));
      if (!alive().length) {
        await openTab();
      }
    },
    async reload(tab) {
      crash(at(alive(), tab));
      await openTab();
    },
    async adopt(tab) {
      await as(at(alive(), tab), () => at(alive(), tab).outbox.adopt());
    },
    async wake(tab) {
      await as(at(alive(), tab), () => at(alive(), tab).outbox.wake());
    },
    async pass(milliseconds) {
      await pass(milliseconds);
    },
    async request(number, fate) {
      if (network.length) {
        await meet(at(network, number), fate);
      }
    },
  };

  await openTab();
  for (const [what, ...rest] of steps) {
    await STEPS[what](...rest);
  }

  // From here on all goes well: a good network, tabs that look at one another's marks, and a fresh
  // pass where one was asked for. Whoever was merely cut off has to find the way back alone.
  for (const tab of alive().filter((one) => one.outbox.state() === "locked")) {
    await as(tab, () => tab.outbox.wake());
  }
  const waits = () => alive().some((tab) => tab.outbox.pending());
  for (let round = 0; round < 3 || (round < TOO_FAR && (network.length || waits())); round += 1) {
    for (const request of [...network]) {
      await meet(request, "arrives");
    }
    await pass(1_000);
    for (const tab of alive()) {
      await as(tab, () => tab.outbox.adopt());
    }
  }
  return {
    made,
    refused,
    deliveries,
    stored: { ...storage },
    states: alive().map((tab) => tab.outbox.state()),
  };
}
