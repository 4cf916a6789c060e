"""The tally kept as marks come counts what counting all sentences afresh would."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

#: A sentence passes a test while its number is in the test's set. Each change puts a sentence in
#: a set or takes it out, and the tally is told of that sentence; answered are the totals before
#: any change and after each, as the tally has them and as all sentences counted afresh have them.
KEPT_AND_COUNTED = """({ positions, names, changes }) => {
  const open = new Function(`${sheetScripts}\\nreturn createTally;`)();
  const sentences = positions.map((position) => ({ position }));
  const passing = Object.fromEntries(names.map((name) => [name, new Set()]));
  const tests = Object.fromEntries(
    names.map((name) => [name, ({ position }) => passing[name].has(position)]),
  );
  for (const [position, name] of changes.first) {
    passing[name].add(position);
  }
  const tally = open(sentences, tests);
  const kept = () => names.map((name) => tally.total(name));
  const counted = () => names.map((name) => sentences.filter(tests[name]).length);
  const found = [[kept(), counted()]];
  for (const [position, toggled] of changes.then) {
    for (const name of toggled) {
      if (!passing[name].delete(position)) {
        passing[name].add(position);
      }
    }
    tally.update(sentences.find((sentence) => sentence.position === position));
    found.push([kept(), counted()]);
  }
  return found;
}"""

NAMES = ("open", "change", "differ")


@st.composite
def changes_of(draw: st.DrawFn) -> dict:
    """Some sentences, which of them pass at first, and what is changed then, one after another."""
    positions = draw(st.lists(st.integers(1, 9), unique=True, min_size=1))
    one = st.sampled_from(positions)
    first = draw(st.lists(st.tuples(one, st.sampled_from(NAMES)), max_size=9))
    toggled = st.lists(st.sampled_from(NAMES), unique=True)
    then = draw(st.lists(st.tuples(one, toggled), max_size=20))
    return {
        "positions": positions,
        "names": NAMES,
        "changes": {"first": first, "then": then},
    }


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(changes_of())
def test_after_any_updates_the_totals_are_those_of_counting_afresh(blank, changes):
    for kept, counted in blank.evaluate(KEPT_AND_COUNTED, changes):
        assert kept == counted
