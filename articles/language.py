"""The language of a text, by its script and, where scripts are shared, by its commonest words.

Enough to name the language and the direction for the screen; an honest empty string otherwise.
"""

import re
import unicodedata
from collections import Counter

#: Share of the words that must be among a language's commonest; English prose has about 0.35.
_LEAST_SHARE = 0.12
#: Text beyond this many code points is not looked at.
_SAMPLE = 20_000

_WORD = re.compile(r"[^\W\d_]+")

#: The commonest short words of each language, those shared by close neighbours left in.
_COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in a is that for it was on as with he be by at his have are this "
        "from not but they has had were which their said or an who will its",
        "fr": "le la les de des du un une et à en dans que qui est pour sur pas par au aux avec "
        "il elle ce cette ne se sont été plus mais ont",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als "
        "auch es an werden aus er hat dass sie nach wird bei einer um",
        "es": "el la los las de del que y en un una por con para se es su al lo como más pero sus "
        "ha no fue este esta sobre entre han",
        "it": "il lo la i gli le di del della che e è in un una per con non si sono da al dei nel "
        "alla più anche come ha ma questo",
        "pt": "o a os as de do da dos das que e em um uma para com não se no na por mais ao foi "
        "como mas são pelo sua seu é",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er die was door ook als "
        "bij uit maar naar om heeft worden",
        "sv": "och att det i som en på är av för med den till inte har de ett om var från men "
        "vid sig kan",
        "da": "og at det i som en på er af for med den til ikke har de et om var fra men ved sig "
        "kan blev",
        "pl": "w i na z do się nie że jest to o od za po przez jak ale oraz dla który które był",
        "tr": "ve bir bu da de için ile olarak olan çok daha gibi ancak ne ki sonra kadar olduğu",
        "id": "yang dan di dengan untuk dari ini itu pada tidak dalam akan ke juga adalah oleh "
        "sebagai bahwa mereka telah",
        "ru": "и в не на что с по он а это как из к у за от но для о же его был после было",
        "uk": "і в не на що з та до як це за від але для про його був або після є у й",
        "bg": "и на в да се за от не с че по е това са като до при но ще която които",
        "ar": "في من على إلى أن عن التي الذي هذا هذه مع ما كان لا بعد وقد أو كما بين قبل",
        "fa": "و در به از که این را با است برای آن یک خود شد بر تا می هم کرد شده",
        "ur": "کے کی میں ہے اور سے کا کو اس نے پر کہ ہیں بھی یہ کر ایک تھا گیا جو لیے نہیں",
        "hi": "के में की है और से का को पर ने यह कि हैं भी नहीं एक इस कर लिए था",
        "mr": "आहे आणि या ते हे च्या की होते केली नाही त्या असे मध्ये एक करून",
    }.items()
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
    words = Counter(word.lower() for word in _WORD.findall(sample))
    total = sum(words.values())
    shares = {
        language: sum(words[word] for word in common) / total if total else 0.0
        for language, common in _COMMON.items()
    }
    best = max(shares, key=shares.__getitem__)
    return best if total >= 3 and shares[best] >= _LEAST_SHARE else ""


def direction(language: str, text: str = "") -> str:
    """Return "rtl" or "ltr": by the language, else by the first strong character of ``text``."""
    if language:
        return "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    for char in text[:_SAMPLE]:
        if (strong := unicodedata.bidirectional(char)) in ("L", "R", "AL"):
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


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
