"""What can be counted in a sentence without understanding it: lengths, pronouns, tenses, names.

The counts carry over between kinds of text better than words do.
"""

import re

import numpy as np

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d,.:/]*|[^\w\s]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Counted words by what they show.
SETS: dict[str, frozenset[str]] = {
    "first person singular": _set("i i'm i've i'd i'll me my mine myself"),
    "first person plural": _set("we we're we've we'd we'll us our ours ourselves let's"),
    "second person": _set("you you're you've you'd you'll your yours"),
    "third person": _set("he he's she she's him her his they they're them their hers theirs"),
    "forecast": _set("will would could might shall won't may gonna likely unlikely perhaps maybe"),
    "exhortation": _set("must should ought need needs cannot can't let please"),
    "negation": _set("not no never nobody nothing none nor neither don't doesn't didn't isn't"),
    "present of be": _set("is are am it's that's there's isn't aren't what's here's"),
    "past of be, do, have": _set("was were had did wasn't weren't hadn't didn't been"),
    "perfect": _set("has have i've we've they've you've haven't hasn't"),
    "view": _set("think believe feel want hope wish know mean suppose guess agree love like"),
    "quantity": _set(
        "million billion trillion percent per cent hundred thousand half third quarter dozen "
        "two three four five six seven eight nine ten twice double dollars miles years"
    ),
    "comparison": _set("than more less most least fewer as so such"),
    "reason and condition": _set("because if unless although though while whether since"),
    "contrast": _set("but yet however still instead rather despite nevertheless indeed"),
    "article": _set("the a an"),
    "preposition": _set("of in on at by for from to with into over after before between under"),
    "demonstrative": _set("this that these those such it"),
    "question word": _set("what why how who when where which"),
    "intensifier": _set(
        "very so too really quite just only even ever always all every any truly simply "
        "utterly absolutely merely surely clearly obviously"
    ),
    "time": _set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december yesterday today ago last year "
        "years month months week weeks night"
    ),
    "comma": _set(", ;"),
    "dash or dots": _set("- … :"),
    "quotation mark": _set('"'),
    "exclamation": _set("!"),
    "question mark": _set("?"),
}
#: Further counts, by the shape of words.
SHAPES = ("number", "name", "-ed", "-ing", "-ly", "noun ending", "adjective ending")
#: Further features that are no counts.
WHOLE = ("length", "word length", "starts with a conjunction", "ends as a question", "spoken")
NAMES = (*SETS, *SHAPES, *WHOLE)

#: Which of the sets each word belongs to.
_MEMBER = {
    word: tuple(column for column, entries in enumerate(SETS.values()) if word in entries)
    for word in frozenset().union(*SETS.values())
}
_OPENERS = _set("and but so now well or because yes no")
_NOUNS = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship")
_ADJECTIVES = ("able", "ible", "ful", "less", "ous", "ive", "ish")
#: Words of somebody speaking to somebody, rather than writing about it.
SPEECH = SETS["first person singular"] | SETS["first person plural"] | SETS["second person"]


def surface(text: str) -> np.ndarray:
    """One sentence's features in the order of ``NAMES``, float32; counts as log(1 + count)."""
    found = _WORD.findall(text.translate(_PLAIN))
    counts = [0] * (len(SETS) + len(SHAPES))
    number, name, past, ing, adverb, noun, adjective = range(len(SETS), len(counts))
    letters = words = 0
    spoken = False
    for position, word in enumerate(found):
        low = word.lower()
        for column in _MEMBER.get(low, ()):
            counts[column] += 1
        if not word[0].isalpha():
            counts[number] += word[0].isdigit()
            continue
        words += 1
        letters += len(word)
        speech = low in SPEECH
        spoken |= speech
        counts[name] += position > 0 and word[0].isupper() and not speech
        if len(word) > 4:
            counts[past] += low.endswith("ed")
            counts[ing] += low.endswith("ing")
            counts[adverb] += low.endswith("ly")
            counts[noun] += low.endswith(_NOUNS)
            counts[adjective] += low.endswith(_ADJECTIVES)
    whole = [
        np.log1p(words),
        letters / (5 * max(words, 1)),
        bool(found) and found[0].lower() in _OPENERS,
        text.rstrip(" \"'”’)").endswith("?"),
        spoken,
    ]
    return np.array([*np.log1p(counts), *whole], dtype=np.float32)
