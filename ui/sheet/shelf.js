// What the server keeps beside the marks: copies of pages, files and their passages, what became of
// links, what was checked before. All of it may be missing or late; marking never waits for it.

/** How long a person rests on a sentence before it is looked up: walking on asks for nothing. */
const REST_MS = 150;
const FRESH_MS = 60_000;

/** Make the requests about evidence; answers are remembered for a minute. */
function createShelf(data, server) {
  const known = new Map(); // path -> {asked, answer}
  let documents = data.documents;

  function remembered(path) {
    const before = known.get(path);
    if (before && Date.now() - before.asked < FRESH_MS) {
      return before.answer;
    }
    const answer = server.ask(path);
    known.set(path, { asked: Date.now(), answer });
    answer.catch(() => known.delete(path));
    return answer;
  }

  const documentPath = (name) => `documents?name=${encodeURIComponent(name)}`;

  /** What the files of the article answer to a change; passages are then other ones. */
  async function changed(request) {
    const answer = await request;
    documents = answer.documents;
    known.clear();
    return answer;
  }

  return {
    documents: () => documents,
    passages: (position) => remembered(`passages?sentence=${position}`),
    before: (position) => remembered(`before?sentence=${position}`),
    copies: (position) => server.ask(`evidence?sentence=${position}`),
    links: (position) => server.ask(`links?sentence=${position}`),
    checkLinks: (position) => server.send("links", { sentence: position }),
    keep: (url) => server.send("snapshots", { url }),
    changes: (snapshot) => server.ask(`snapshots/${snapshot}/changes`),
    warc: (snapshot) => server.download(`snapshots/${snapshot}/warc`),
    published: (position) => server.send("published", { sentence: position }),
    listed: () => server.ask("documents"),
    upload: (name, file) => changed(server.upload(documentPath(name), file)),
    remove: (name) => changed(server.remove(documentPath(name))),
  };
}

/** Ask once the person rests on what `node` shows; says nothing where it is gone or fails. */
function whenResting(node, ask, show) {
  setTimeout(async () => {
    if (node.isConnected) {
      const answer = await ask().catch(() => null);
      if (answer && node.isConnected) {
        show(answer);
      }
    }
  }, REST_MS);
}

/** What became of words, as nodes: those gone are struck out, those new are underlined. */
function changedWords(changes) {
  return changes.flatMap(([what, words]) => [
    what === "same" ? words : element(what === "gone" ? "del" : "ins", {}, words),
    " ",
  ]);
}
