// Texts of a person's own, a note and the summary: kept while they are being written.

const TYPING_PAUSE_MS = 700;
const LONGEST_TEXT = 20_000;

/** Make the fields of the panel; only one is written in at a time. */
function createWriting(decisions, act, data) {
  let typing = null; // {save, timer} of a text that is being written

  /** The part of the panel for one text; `field` is where it is written. */
  function part(position, item, label, key, placeholder, lines = 2) {
    const field = element("textarea", {
      rows: lines,
      dir: "auto",
      maxlength: LONGEST_TEXT,
      placeholder,
      "aria-label": label,
      "data-field": item,
    });
    const others = othersLine(position, item, decisions, data);
    let sitting = {};
    let known = null; // the text when the field was last in step with what stands
    const save = () => {
      if (field.value !== known) {
        known = field.value;
        act.write(position, item, field.value, sitting);
      }
    };
    field.addEventListener("focus", () => {
      sitting = {};
    });
    field.addEventListener("input", () => {
      clearTimeout(typing?.timer);
      typing = { save, timer: setTimeout(save, TYPING_PAUSE_MS) };
    });
    field.addEventListener("blur", () => {
      settle();
      update();
    });

    function update() {
      // What is being written is not pulled from under the writer's hands.
      if (field.getRootNode().activeElement !== field) {
        known = decisions.value(position, item);
        field.value = known;
      }
      others.update();
    }

    update();
    const node = element(
      "section",
      { class: "written" },
      element("h3", {}, label, others.node, element("kbd", { "aria-hidden": "true" }, key)),
      field,
    );
    return { node, update, field };
  }

  /** Save what is being written, before it could be lost. */
  function settle() {
    if (typing) {
      const { save, timer } = typing;
      typing = null;
      clearTimeout(timer);
      save();
    }
  }

  return { part, settle };
}
