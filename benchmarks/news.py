"""How good the checks are on news sentences written for this project (tests/checks/news_*.tsv).

Half of each set was looked at while the checks were built, half was only measured.
"""

from itertools import pairwise
from pathlib import Path
from types import ModuleType

from articles.records import Article, Sentence
from checks import sourced, verifiable
from checks.fit import agreement
from checks.records import Finding

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
            given = [_find(check, row[-1]).answer for row in rows]
            figures[f"{name}, {half}"] = agreement(
                [answer != "no" for answer in gold], [answer != "no" for answer in given]
            ) | {"exact": round(sum(map(str.__eq__, gold, given)) / len(gold), 3)}
    return figures


def reliability() -> list[tuple[float, float, int, float]]:
    """Of the verifiable answers with a score from, to: how many there are, what share is right.

    Yes and partly count as one.
    """
    found = [(row[1] != "no", _find(verifiable, row[-1])) for row in _rows("news_verifiable.tsv")]
    right = [(finding.score, gold == (finding.answer != "no")) for gold, finding in found]
    curve = []
    for low, high in pairwise((0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)):
        inside = [hit for score, hit in right if low <= score < high]
        if inside:
            curve.append((low, min(high, 1.0), len(inside), round(sum(inside) / len(inside), 3)))
    return curve


def _find(check: ModuleType, text: str) -> Finding:
    sentence = Sentence(1, "body", 0, len(text), text)
    article = Article("", "", "", "", "", "en", text, (), "", "", (sentence,))
    return check.check(sentence, article)


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


if __name__ == "__main__":
    for set_name, set_figures in news_figures().items():
        print(f"{set_name}: {set_figures}")
    for low, high, count, share in reliability():
        print(f"verifiable, score {low} to {high}: {count} answers, {share:.0%} right")
