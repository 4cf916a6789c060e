"""The language of a text: by its script, by the commonest English words, else by a small model.

Enough to name the language and the direction for the screen; an honest empty string otherwise,
which the rest of the program reads as English. The model is py3langid's (4.5 MB, no network): on
the sentences of tests/articles/languages.tsv it names 98 of 99, the word lists it replaced here
named 60; and of 33,000 pairs of English sentences from news none is taken for another language. It
takes a third of a second to load, so the scripts that stand for one language and plain English do
without it.
"""

import functools
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Text beyond this many code points is not looked at.
_SAMPLE = 20_000
#: Share of the words that must be among the commonest of English for a text to be English without
#: a second look. English prose has about 0.45; the other languages here have less than 0.2.
_ENGLISH_SHARE = 0.3
#: Least probability the model must give its answer. One English sentence in a hundred is taken for
#: something else, mostly below 0.35 and never above 0.6.
_LEAST_SURE = 0.6
#: The same for texts of this many words, which say more.
_LEAST_SURE_LONG = 0.5
_LONG = 12
#: Below this probability Malay is Indonesian, which is written almost alike and far more.
_SURE_MALAY = 0.75

_WORD = re.compile(r"[^\W\d_]+")


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


#: The commonest words, letters alone: "s" and "t" come from "it’s" and "don’t".
_ENGLISH = _words(
    "the of and to in a is that for it was on as with he be by at his have are this from not but "
    "they has had were which their said or an who will its i you we she her my your our what do "
    "did been would there if when more than about up out so one all can could should just after "
    "before over into them him me us no how why where s t don"
)

#: What a language is called in English. The model chooses among these.
_NAMES = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "gl": "Galician",
    "gu": "Gujarati",
    "ha": "Hausa",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "ig": "Igbo",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "ku": "Kurdish",
    "ky": "Kyrgyz",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "or": "Odia",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovenian",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "tg": "Tajik",
    "th": "Thai",
    "tl": "Filipino",
    "tr": "Turkish",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "yo": "Yoruba",
    "zh": "Chinese",
    "zu": "Zulu",
}

#: Scripts, as Unicode character names begin, that stand for one language in news text.
_SCRIPTS = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "BENGALI": "bn",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "THAI": "th",
    "HEBREW": "he",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "ETHIOPIC": "am",
    "KHMER": "km",
    "MYANMAR": "my",
    "LAO": "lo",
}
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``, or "" when it cannot be told."""
    sample = text[:_SAMPLE]
    script = _main_script(sample)
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < 3:
        return ""
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    language, probability = _identifier().classify(sample)
    if language == "ms" and probability < _SURE_MALAY:
        language = "id"
    return language if probability >= _least_sure(sample) else ""


def language_name(code: str) -> str:
    """Return what the language of ``code`` is called in English: "pt-BR" -> "Portuguese".

    A code that is not known stands for itself: ``the language “xx”``.
    """
    code = code.lower().replace("_", "-").partition("-")[0]
    return _NAMES.get(code, f"the language “{code}”")


def direction(language: str, text: str = "") -> str:
    """Return "rtl" or "ltr": by the language, else by the first strong character of ``text``."""
    if language:
        return "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    for char in text[:_SAMPLE]:
        if (strong := unicodedata.bidirectional(char)) in ("L", "R", "AL"):
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


@functools.cache
def _identifier() -> "LanguageIdentifier":
    # Loaded for the texts that need it: it brings numpy and 4.5 MB of weights.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_NAMES)
    return identifier


def _least_sure(sample: str) -> float:
    return _LEAST_SURE_LONG if len(sample.split()) >= _LONG else _LEAST_SURE


def _main_script(sample: str) -> str:
    """Return the first word of the names of most letters: "LATIN", "ARABIC", "CJK" …"""
    scripts: Counter[str] = Counter()
    for char, count in Counter(filter(str.isalpha, sample)).items():
        scripts[unicodedata.name(char, "?").split()[0]] += count
    if not scripts:
        return ""
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    # Japanese is written mostly in Chinese characters; Chinese has no kana.
    if kana * 10 > sum(scripts.values()):
        return "HIRAGANA"
    return scripts.most_common(1)[0][0]
