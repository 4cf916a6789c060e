"""How often the fitted checks are right on text they were not fitted on.

    python -m benchmarks.accuracy --data ../shared/data [attributed verifiable opinion]

By cross-validation: every article, debate or sentence is judged by weights fitted without its
publisher, debate or fold; the weights in ``checks/weights`` are not used. Beside each figure
stand what always giving the commoner answer reaches, and what two people who marked the same
text reach where that is known. Needs ``checks/fit/requirements.txt`` and about twenty minutes.

Who says what is measured three ways, a source, cue or content cut where a sentence ends: word by
word; by spans of which both ends are right, punctuation at the ends apart; by spans that share a
word with one of the same role.
"""

import argparse
import importlib
import sys
from pathlib import Path

from checks.fit import MissingData
from checks.fit.__main__ import FITTED, on_one_thread

#: Two people on the same articles of the data for ``attributed`` (see DESIGN of that data set).
PEOPLE = {"attributed": {"macro_f1": 0.849, "kappa": 0.698}}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of labelled data")
    parser.add_argument("checks", nargs="*", default=FITTED, metavar="CHECK")
    given = parser.parse_args()
    print("check        set                  n   base  always   macro-F1  kappa   people")
    try:
        for name in given.checks:
            figures = importlib.import_module(f"checks.fit.{name}").cross_validate(given.data)
            print("\n".join(lines(name, figures)), flush=True)
    except MissingData as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def lines(check: str, figures: dict[str, dict[str, float]]) -> list[str]:
    """What to print for one check, from the figures of its ``cross_validate``.

    A set with ``macro_f1`` is a row of the table; of any other set each number is shown.
    """
    shown = []
    for name, numbers in figures.items():
        if "macro_f1" in numbers:
            people = PEOPLE.get(check, {})
            shown.append(
                f"{check:<12} {name:<16} {numbers['n']:>6}  {numbers['base_rate']:.3f}   "
                f"{always(numbers['base_rate']):.3f}      {numbers['macro_f1']:.3f}  "
                f"{numbers['kappa']:.3f}   "
                + (f"{people['macro_f1']:.3f} {people['kappa']:.3f}" if people else "not known")
            )
        else:
            shown.append(f"{check:<12} {name}:")
            shown += [f"    {label:<24} {number:.3f}" for label, number in numbers.items()]
    return shown


def always(base_rate: float) -> float:
    """The macro-F1 of always giving the commoner of two answers."""
    common = max(base_rate, 1 - base_rate)
    return common / (1 + common)


if __name__ == "__main__":
    on_one_thread("benchmarks.accuracy")
    sys.exit(main())
