// What goes to the server and comes from it, beside Streamlit's own connection.

const REQUEST_TIMEOUT_MS = 10_000;
/** Another server may have to be asked. */
const SLOW_MS = 45_000;
/** A large file over a slow line, read page by page. */
const UPLOAD_MS = 600_000;

/** Make the requests of one article's page; `token()` is its pass, which a rerun renews. */
function createServer(data, token) {
  async function request(path, { patience = REQUEST_TIMEOUT_MS, stop, ...options } = {}) {
    const late = AbortSignal.timeout(patience);
    const signal = stop ? AbortSignal.any([stop, late]) : late;
    const headers = { authorization: `Bearer ${token()}`, ...options.headers };
    const address = `${data.api}/articles/${data.article.id}/${path}`;
    const answer = await fetch(address, { ...options, headers, signal });
    if (!answer.ok) {
      const told = await answer.json().catch(() => null);
      const reason = typeof told?.error === "string" ? told.error : "";
      const message = reason || `The server answered ${answer.status}.`;
      throw Object.assign(new Error(message), { status: answer.status, reason });
    }
    return answer;
  }

  async function download(path) {
    const answer = await request(path);
    const header = answer.headers.get("content-disposition") ?? "";
    return { blob: await answer.blob(), name: /filename="([^"]+)"/.exec(header)?.[1] ?? "report" };
  }

  /** What an answer without a body says: all were kept, if it counts as many as were sent. */
  function allKept(answer, marks) {
    const all = answer.headers.get("linecheck-kept") === String(marks.length);
    return { kept: all ? marks.map((mark) => mark.seq) : [], refused: [] };
  }

  return {
    /** The answer to a question, as JSON. */
    async ask(path) {
      return (await request(path)).json();
    },

    /** Send JSON; resolves to the answer. The signal `stop` takes it back. */
    async send(path, body, stop) {
      const headers = { "content-type": "application/json" };
      const sent = { method: "POST", headers, body: JSON.stringify(body) };
      return (await request(path, { ...sent, patience: SLOW_MS, stop })).json();
    },

    /** Send a file as it is; resolves to the answer. */
    async upload(path, file) {
      const headers = { "content-type": "application/octet-stream" };
      const options = { method: "POST", headers, body: file, patience: UPLOAD_MS };
      return (await request(path, options)).json();
    },

    /** Take away what a path names; resolves to the answer. */
    async remove(path) {
      return (await request(path, { method: "DELETE" })).json();
    },

    /** A file as {blob, name}, the name being the server's. */
    download,

    /** Send marks of one client; resolves to what was kept and what was refused. */
    async post(clientId, marks) {
      const sent = marks.map(({ seq, sentence, item, value, at }) => ({
        seq,
        sentence,
        item,
        value,
        at,
      }));
      const answer = await request("marks", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ client_id: clientId, marks: sent }),
      });
      return answer.status === 204 ? allKept(answer, marks) : answer.json();
    },

    /** The marks of all reviewers and tabs that came after number `newest`. */
    async marksAfter(newest) {
      return (await request(`marks?after=${newest}`)).json();
    },

    /** The report as {blob, name}, the name being the server's; `options` say what is left out. */
    report(format, options = {}) {
      const query = new URLSearchParams(options).toString();
      return download(`report/${format}${query && `?${query}`}`);
    },
  };
}
