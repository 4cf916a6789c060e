"""How good the checks are on news sentences written for this project (tests/checks/news_*.tsv).

Half of each set was looked at while the checks were built, half was only measured.
"""

from pathlib import Path

from articles.records import Article, Sentence
from checks import sourced, verifiable
from checks.fit import agreement

_FOLDER = Path(__file__).parent.parent / "tests" / "checks"


def news_figures() -> dict[str, dict[str, float]]:
    """Figures by set ("verifiable, dev", …, "sourced, held").

    Each has n, base rate, accuracy, macro-F1, F1 of both classes, kappa, where yes and partly
    count as one; and ``exact``, the share of answers that are right to the grade.
    """
    figures = {}
    for name, check in (("verifiable", verifiable), ("sourced", sourced)):
        for half in ("dev", "held"):
            rows = [row for row in _rows(f"news_{name}.tsv") if row[0] == half]
            gold = [row[1] for row in rows]
            given = [_answer(check, row[-1]) for row in rows]
            figures[f"{name}, {half}"] = agreement(
                [answer != "no" for answer in gold], [answer != "no" for answer in given]
            ) | {"exact": round(sum(map(str.__eq__, gold, given)) / len(gold), 3)}
    return figures


def _answer(check, text: str) -> str:
    sentence = Sentence(1, "body", 0, len(text), text)
    article = Article("", "", "", "", "", "en", text, (), "", "", (sentence,))
    return check.check(sentence, article).answer


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


if __name__ == "__main__":
    for figures_name, figures_values in news_figures().items():
        print(figures_name, figures_values)
