"""Writers' research packages: documents, their doubles with other figures, sentences to find.

Everything in them is made up. Documents have doubles, as packages do that hold the reports of
earlier years: the same words with other numbers, years and names. ``package/`` is what
``evidence.passages`` was tuned on. ``second_package/`` was held out until it was searched for the
first time; what it showed then was mended by rules that hold anywhere. ``held_out/`` was written
after that and before any of its sentences was searched for; nothing may be tuned on it.
"""

import re
from pathlib import Path

from evidence.files import Document, read_document

TUNED_ON = Path(__file__).parent / "package"
SECOND = Path(__file__).parent / "second_package"
HELD_OUT = Path(__file__).parent / "held_out"
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<![.”] )(?<!^)\b[A-Z][a-z]{3,}\b", re.MULTILINE)
_SPELLED = {
    "twelve": "fourteen", "nineteen": "sixteen", "Nineteen": "Sixteen", "twenty": "thirty",
    "fifty": "sixty", "eleven": "seventeen", "six": "seven", "fifteen": "eighteen",
    "quarter": "fifth", "third": "sixth", "half": "most", "seven": "nine", "Twenty": "Thirty",
}  # fmt: skip


def documents(doubles: int = 1, folder: Path = TUNED_ON) -> list[Document]:
    """Return the documents that were written, each followed by its doubles."""
    found = []
    for path in sorted(folder.rglob("*.txt")):
        name = path.relative_to(folder).as_posix()
        text = path.read_text(encoding="utf-8")
        found.append(read_document(text.encode(), name))
        for number in range(1, doubles + 1):
            other = name.replace(".txt", f"-{number}.txt")
            found.append(read_document(_double(text, number).encode(), other))
    return found


def sentences(folder: Path = TUNED_ON) -> list[tuple[str, str, str]]:
    """Return each sentence with the name of its document and words of its passage."""
    lines = (folder / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(sentence, name, words) for sentence, name, words in rows]


def _double(text: str, number: int) -> str:
    text = _NUMBER.sub(lambda match: _other(match[0], number), text)
    text = re.sub(r"\b\w+\b", lambda match: _SPELLED.get(match[0], match[0]), text)
    # Every other name is another one; the rest stay, as the people and places mostly do.
    names = sorted(set(_NAME.findall(text)))[number % 2 :: 2]
    for name in names:
        text = re.sub(rf"\b{name}\b", f"{name[:-2]}ost", text)
    return text


def _other(digits: str, number: int) -> str:
    """Another number of the same length; a year is an earlier one."""
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return str(int(digits) - number)
    return "".join(str((int(digit) + 2 * number + 1) % 10 or 4) for digit in digits)
