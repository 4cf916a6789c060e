// From a key press to the command it stands for.

/** The command of a press among `commands`, on any keyboard; undefined where there is none. */
function commandOf(event, commands) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (commands[key]) {
    return commands[key];
  }
  // Where a layout has no Latin letters, or wants shift for digits, the place of the key decides.
  const latin = /^[a-z]$/.test(key) || key.length > 1;
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(event.code);
  if (!place || latin || event.shiftKey) {
    return undefined;
  }
  return commands[place[2] ?? place[1].toLowerCase()];
}

/** Whether a press belongs to whoever has the focus: a field, a menu, a page's own control. */
function isTaken(event, root) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return true;
  }
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || target === document.body) {
    return false;
  }
  if (target.matches("input:not([type='checkbox']), textarea, select") || target.isContentEditable) {
    return true;
  }
  // Streamlit moves the focus into its dialog about the lost connection; marking goes on.
  if (!root.contains(target)) {
    return target.closest(FOREIGN_CONTROLS) !== null && !isConnectionDialog(target);
  }
  if (event.key === "Enter" || event.key === " ") {
    return target.closest("button, a, summary, input") !== null;
  }
  return event.key.startsWith("Arrow") && target.closest(".map, .report, .filters") !== null;
}

const FOREIGN_CONTROLS = "button, a, [role='dialog'], [role='menu'], [role='listbox']";
