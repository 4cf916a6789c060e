// The tally: how many sentences each filter would show, kept as marks come, so that a click in a long
// article asks about one sentence and not about all.

/** Count `sentences` by `tests`, {name: sentence => boolean}. */
function createTally(sentences, tests) {
  const passing = Object.fromEntries(Object.keys(tests).map((name) => [name, new Set()]));

  /** Bring one sentence up to date. */
  function update(sentence) {
    for (const [name, test] of Object.entries(tests)) {
      if (test(sentence)) {
        passing[name].add(sentence.position);
      } else {
        passing[name].delete(sentence.position);
      }
    }
  }

  sentences.forEach(update);
  return { update, total: (name) => passing[name].size };
}
