"""The word lists beside the checks: plain text, one entry a line, # for comments."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``words/<name>.txt``, as written."""
    return frozenset(_lines(name))


@cache
def plurals(name: str) -> frozenset[str]:
    """The plurals of a list of singular nouns."""
    return frozenset(third_person(noun) for noun in words(name))


@cache
def alternatives(name: str) -> str:
    """The entries as one regular expression group, longest first; spaces match any space."""
    entries = sorted(words(name), key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(entry.replace(" ", r"\s+") for entry in entries) + ")"


@cache
def verb_forms(name: str) -> dict[str, str]:
    """Every form of a list of verbs, and which it is: ``base``, ``third``, ``past``, ``ing``.

    A line is the base form, then the past form where the rule does not give it. Where two
    forms look alike ("forecast"), the past stands.
    """
    forms: dict[str, str] = {}
    for line in _lines(name):
        base, *irregular = line.split()
        forms.setdefault(base, "base")
        forms.setdefault(third_person(base), "third")
        forms.setdefault(_present_participle(base, irregular), "ing")
        forms[irregular[0] if irregular else _past(base)] = "past"
    return forms


@cache
def grammar(name: str) -> frozenset[str]:
    """One set of ``words/grammar.txt``, whose lines are ``name: word word …``."""
    sets = dict(line.split(":", 1) for line in _lines("grammar"))
    return frozenset(sets[name].split())


def third_person(base: str) -> str:
    """The -s form of a verb or noun: "says", "denies", "reaches"."""
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _past(base: str) -> str:
    return base + "d" if base.endswith("e") else base + "ed"


def _present_participle(base: str, irregular: list[str]) -> str:
    if base.endswith("ee"):
        return base + "ing"
    if base.endswith("e"):
        return base[:-1] + "ing"
    doubled = irregular and irregular[0] == base + base[-1] + "ed"
    return base + (base[-1] if doubled else "") + "ing"


def _lines(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
