// Notices: what must not pass unseen stays on the screen until it is settled or dismissed.

/** Show notices in `holder`, above the text so that nothing moves; each has a name of its own. */
function createNotices(holder) {
  const shown = new Map(); // name -> {text, node}

  /** Show a notice; `quote` is a text of the person's own, `button` [words, act] or none. */
  function show(name, text, { quote, button = ["Dismiss", () => clear(name)] } = {}) {
    if (shown.get(name)?.text === text) {
      return;
    }
    clear(name);
    const node = element(
      "div",
      { class: "notice", "data-notice": name },
      element("p", {}, text),
      quote && element("blockquote", { dir: "auto" }, quote),
      button && element("button", { type: "button", onclick: button[1] }, button[0]),
    );
    shown.set(name, { text, node });
    holder.append(node);
  }

  function clear(name) {
    shown.get(name)?.node.remove();
    shown.delete(name);
  }

  return { show, clear };
}
