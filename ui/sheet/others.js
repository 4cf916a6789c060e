// Who else answered: beside what stands on an item and came from somebody else, their name.

/** The line that names them and the time; empty where oneself answered, or nobody. */
function othersLine(position, item, decisions, data) {
  const node = element("small", { class: "who" });

  function update() {
    const mark = decisions.markOf(position, item);
    const other = mark?.value && mark.reviewer !== data.reviewer;
    node.textContent = other ? `${mark.reviewer}, ${shortTime(mark.at)}` : "";
    node.title = node.textContent; // a long name is cut short
  }

  update();
  return { node, update };
}
