import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from articles.language import detect_language, direction, language_name

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def lines(name):
    """Read the lines of a file beside this one that are neither notes nor blank."""
    written = (HERE / name).read_text("utf-8").splitlines()
    return [line for line in written if line and not line.startswith("#")]


SAMPLES = [line.split("\t") for line in lines("languages.tsv")]


@pytest.mark.parametrize(("language", "text"), SAMPLES)
def test_two_sentences_tell_the_language(language, text):
    assert detect_language(text) == language


def test_english_is_never_taken_for_another_language():
    sentences = lines("news_boundaries.txt")
    assert {detect_language(sentence) for sentence in sentences} <= {"en", ""}
    pairs = [" ".join(pair) for pair in itertools.pairwise(sentences)]
    found = [detect_language(pair) for pair in pairs]
    assert set(found) <= {"en", ""}
    assert found.count("en") > 0.97 * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "No, no, no!",
        "Paris Hilton in Rio de Janeiro",
        "LETTERS.",
        "Do you?",
        "I don't. I can.",
        "OK",
    ],
)
def test_short_english_is_english_or_unknown(text):
    assert detect_language(text) in ("en", "")


def test_english_needs_no_model():
    code = (
        "import sys; from articles.language import detect_language as d;"
        "assert d('The mayor said that it was not so.') == 'en' and d('市长来了。') == 'zh';"
        "assert 'numpy' not in sys.modules and 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("de", "German"),
        ("pt-BR", "Portuguese"),
        ("ZH_hant", "Chinese"),
        ("xx", "the language “xx”"),
    ],
)
def test_languages_have_names(code, name):
    assert language_name(code) == name


def test_every_language_that_is_told_has_a_name():
    assert all("“" not in language_name(language) for language, _ in SAMPLES)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council said on Monday that the bridge will be closed for two weeks."),
        ("fr", "Le conseil a dit lundi que le pont sera fermé pour deux semaines."),
        ("de", "Der Rat sagte am Montag, dass die Brücke für zwei Wochen geschlossen wird."),
        ("es", "El consejo dijo el lunes que el puente se cerrará por dos semanas."),
        ("pt", "O conselho disse que a ponte não será fechada por mais de duas semanas."),
        ("it", "Il consiglio ha detto che il ponte sarà chiuso per due settimane, ma non è certo."),
        ("nl", "De raad zei dat de brug voor twee weken niet open is en dat het regent."),
        ("ru", "Совет сказал, что мост не будет открыт и что это только на две недели."),
        ("ur", "کونسل نے کہا ہے کہ پل دو ہفتے کے لیے بند رہے گا اور اس کی مرمت ہو گی۔"),
        ("ar", "قال المجلس إن الجسر سيغلق من يوم الاثنين إلى أن يتم إصلاحه في المدينة."),
        ("fa", "شورا گفت که این پل برای دو هفته بسته است و از آن پس باز می شود."),
        ("hi", "परिषद ने कहा कि पुल दो हफ्ते के लिए बंद है और इस पर काम होगा।"),
        ("zh", "市议会周一表示，这座桥将关闭两周。"),
        ("ja", "市議会は月曜日に、橋を二週間閉鎖すると発表した。"),
        ("ko", "시의회는 월요일에 다리를 닫는다고 말했다."),
        ("he", "המועצה אמרה שהגשר ייסגר לשבועיים."),
        ("el", "Το συμβούλιο είπε ότι η γέφυρα θα κλείσει."),
        ("", ""),
        ("", "12 34 !?"),
        ("", "xq zzv plk wrt bnm vfd qqs"),
    ],
)
def test_language(language, text):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "", "ltr"),
        ("ur", "", "rtl"),
        ("ar", "Abc", "rtl"),
        ("", "12 – سلام", "rtl"),
        ("", "12 – Bridge שלום", "ltr"),
        ("", "…", "ltr"),
    ],
)
def test_direction(language, text, expected):
    assert direction(language, text) == expected
