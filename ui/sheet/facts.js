// The facts of one sentence, each ticked by itself, and the switch that leaves them out.

/** The facts part of the panel: one toggle a fact, in the order of the text. */
function factsPart(sentence, decisions, act, data) {
  const units = offsetMap(data.text);
  const list = element("div", { class: "toggles", role: "group", "aria-label": "Facts" });
  const told = element("small");
  const node = element(
    "section",
    { class: "facts" },
    element("h3", {}, "Facts", told, element("kbd", { "aria-hidden": "true" }, "f")),
    list,
  );
  let shown = null; // the facts that are drawn

  function update() {
    const facts = decisions.facts(sentence);
    if (shown?.length !== facts.length) {
      shown = facts;
      list.replaceChildren(...facts.map(toggle));
    }
    node.hidden = !facts.length;
    const open = decisions.openFacts(sentence).length;
    told.textContent = open ? `${open} of ${facts.length} to tick` : "all ticked";
    for (const button of list.children) {
      const ticked = decisions.value(sentence.position, button.dataset.item) !== "";
      button.setAttribute("aria-pressed", String(ticked));
      button.firstChild.textContent = ticked ? "✓" : "☐";
    }
  }

  function toggle(fact) {
    return element(
      "button",
      {
        type: "button",
        "data-item": fact.item,
        onclick: () => act.tick(sentence.position, fact),
      },
      element("span", { class: "sign", "aria-hidden": "true" }),
      element("bdi", {}, data.text.slice(units(fact.start), units(fact.end))),
      element("small", {}, fact.role),
    );
  }

  update();
  return { node, update };
}

/** The switch of the whole article: tick every fact, or leave them out for a quick review. */
function factsSwitch(decisions, act) {
  const box = element("input", {
    type: "checkbox",
    onchange: () => act.mark(WHOLE_ARTICLE, "facts", box.checked ? "" : FACTS_OFF),
  });
  const node = element(
    "label",
    { class: "switch" },
    box,
    "Tick every fact",
    element("small", {}, "off for a quick review: a sentence is then done with its three answers"),
  );

  function update() {
    box.checked = decisions.ticksFacts();
  }

  update();
  return { node, update };
}
