// One of several: buttons of which a click chooses one, and a click on the chosen one takes it back.

/** Whether a click ends a double click; what its first half has given, this one must not take. */
const isSecondClick = (event) => event.detail > 1;

/** What a click on the button of `value` does. */
function choosing(position, item, value, decisions, act) {
  return (event) => {
    const again = decisions.value(position, item) === value;
    if (!(again && isSecondClick(event))) {
      act.mark(position, item, again ? "" : value);
    }
  };
}

/** Show on `buttons` which one stands; each has its value as `dataset[name]`. */
function showChosen(buttons, name, value) {
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(button.dataset[name] === value));
  }
}
