// What goes to the server and comes from it, beside Streamlit's own connection.

const REQUEST_TIMEOUT_MS = 10_000;

/** Make the requests of one article's page; `token()` is its pass, which a rerun renews. */
function createServer(data, token) {
  async function request(path, options = {}) {
    const stop = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const headers = { authorization: `Bearer ${token()}`, ...options.headers };
    const address = `${data.api}/articles/${data.article.id}/${path}`;
    const answer = await fetch(address, { ...options, headers, signal: stop });
    if (!answer.ok) {
      const told = await answer.json().catch(() => null);
      const reason = typeof told?.error === "string" ? told.error : "";
      const message = reason || `The server answered ${answer.status}.`;
      throw Object.assign(new Error(message), { status: answer.status, reason });
    }
    return answer;
  }

  return {
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
      return answer.json();
    },

    /** The marks of all reviewers and tabs that came after number `newest`. */
    async marksAfter(newest) {
      return (await request(`marks?after=${newest}`)).json();
    },

    /** The report as {blob, name}, the name being the server's; `options` say what is left out. */
    async report(format, options = {}) {
      const query = new URLSearchParams(options).toString();
      const answer = await request(`report/${format}${query && `?${query}`}`);
      const header = answer.headers.get("content-disposition") ?? "";
      return { blob: await answer.blob(), name: /filename="([^"]+)"/.exec(header)?.[1] ?? "report" };
    },
  };
}
