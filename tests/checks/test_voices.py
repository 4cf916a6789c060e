"""Who speaks in an article and how much, and which of its sections rest on nothing."""

import pytest

from articles import read_text
from checks import propose
from checks.voices import bare_sections, sections, voices


def heard(text):
    """The voices of a text as the checks propose them: name -> voice."""
    article = read_text(text)
    return {voice.name: voice for voice in voices(article, propose(article))}


#: (text, {name of a voice: positions of its sentences}); every sentence attributed is listed.
LABELLED = [
    (
        "Imran Khan said the dam was safe. The dam is old. Khan said it would hold.",
        {"Imran Khan": (1, 3)},
    ),
    ("Imran Khan said the dam was safe. Mr. Khan said it would hold.", {"Imran Khan": (1, 2)}),
    ("Mr. Khan said the dam was safe. Khan said it would hold.", {"Khan": (1, 2)}),
    ("Imran Khan said the dam was safe. He said it would hold.", {"Imran Khan": (1, 2)}),
    (
        "Rosa Diaz said the mill was closed. She said it would stay closed. "
        "Per Lind said the town needed it. He said so twice.",
        {"Rosa Diaz": (1, 2), "Per Lind": (3, 4)},
    ),
    (
        "Mr. Per Lind said the mill was closed. Ms. Rosa Diaz said it would open. "
        "He said it would not.",
        {"Per Lind": (1, 3), "Rosa Diaz": (2,)},
    ),
    (
        "“The dam is old,” Khan said. “It was built in 1931. It will not hold another winter.”",
        {"Khan": (1, 2, 3)},
    ),
    (
        "The ministry said the dam was safe. The ministry said it would hold.",
        {"ministry": (1, 2)},
    ),
    ("Critics said the dam was old. Khan said it would hold.", {"Critics": (1,), "Khan": (2,)}),
    ("The dam is believed to be safe. Khan said it would hold.", {"": (1,), "Khan": (2,)}),
    (
        "Two officials said the dam was safe. The road was closed. Two officials said it was not.",
        {"Two officials": (1, 3)},
    ),
    ("The dam was built in 1931. It is nine metres high.", {}),
    (
        "Bill Moss said the harbour would stay. Ann Moss said it would go. "
        "Bill Moss said he was sure.",
        {"Bill Moss": (1, 3), "Ann Moss": (2,)},
    ),
    (
        "Senator Ruth Okafor said the vote was fair. Sen. Okafor said it was close.",
        {"Ruth Okafor": (1, 2)},
    ),
    (
        "Dr. Li Na said the trial had failed. Li said it would be repeated.",
        {"Li Na": (1,), "Li": (2,)},
    ),
    (
        "According to Per Lind, the mill is closed. Lind said it would stay closed.",
        {"Per Lind": (1, 2)},
    ),
    (
        "The coach Ana Ruiz said the team was tired. It ended. In Ruiz's view the pitch was wet.",
        {"Ana Ruiz": (1, 3)},
    ),
    (
        "Łukasz Żak said the cup was theirs. Zak said it was luck.",
        {"Łukasz Żak": (1, 2)},
    ),
    (
        "Mr. Khan said the dam was safe. He praised Rosa Diaz. He said it would hold.",
        {"Khan": (1, 2, 3)},
    ),
    (
        "The dam in San Marino is old, said Per Lind. Rain fell in San Marino. He said it held.",
        {"Per Lind": (1, 3)},
    ),
    (
        "Ada Berg, a former engineer, said the roof was broken. Berg said nobody looked up.",
        {"Ada Berg": (1, 2)},
    ),
    (
        "Officials said the road was open. They said the bridge was, too.",
        {"Officials": (1, 2)},
    ),
    # A document is cited, and talks to nobody.
    (
        "The city's audit found that 40 lifts were unsafe. “We had warned them for years,” said "
        "Leila Nasser, who runs the tenants' union.",
        {"city's audit": (1,), "Leila Nasser": (2,)},
    ),
    (
        "The city's audit says that 40 lifts are unsafe. “We warned them and nobody came.”",
        {"city's audit": (1,), "": (2,)},
    ),
    (
        "The poll found that 60 per cent want a new stadium.\n\n“We cannot afford one and the "
        "money should go to schools.”\n\nMayor Ruth Okafor said she would decide in May.",
        {"poll": (1,), "": (2,), "Ruth Okafor": (3,)},
    ),
    (
        "Ruth Okafor said the stadium was too dear. The survey found that 60 per cent want it. "
        "“We cannot afford one and we never could.”",
        {"Ruth Okafor": (1, 3), "survey": (2,)},
    ),
    (
        "Khan said the dam was safe. According to the 1998 inspection report, the dam leaks. He "
        "said the report was wrong.",
        {"Khan": (1, 3), "1998 inspection report": (2,)},
    ),
    (
        "The ruling says that the firm was careless. “The defendant put profit before the lives "
        "of its workers,” it reads.",
        {"ruling": (1, 2)},
    ),
    (
        "The study called the air “as dirty as that of any city on earth”. “It is a scandal in "
        "plain sight.” Ana Gil, a nurse, said she agreed.",
        {"study": (1, 2), "Ana Gil": (3,)},
    ),
    (
        "The company's statement said that it had followed the rules. “We followed every rule "
        "that there is in this country.”",
        {"company's statement": (1, 2)},
    ),
    (
        "The report said the bridge was unsafe. “Nobody listened to us,” Paul Tan, a welder, said.",
        {"report": (1,), "Paul Tan": (2,)},
    ),
    (
        "The Guardian said the minister had known. “I knew nothing about it,” the minister, Carla "
        "Voss, said.",
        {"Guardian": (1,), "Carla Voss": (2,)},
    ),
    (
        "At Grand Hotel, Carla Voss said that she would resign. “I am sorry,” Voss said.",
        {"Carla Voss": (1, 2)},
    ),
    (
        "Carla Voss resigned on Monday. The inquiry found that she had known of the leak.\n\n"
        "“I have made mistakes,” Voss told reporters. “I am sorry for them.”",
        {"Carla Voss": (3, 4), "inquiry": (2,)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), LABELLED, ids=[text[:40] for text, _ in LABELLED])
def test_who_speaks(text, expected):
    assert {name: voice.sentences for name, voice in heard(text).items()} == expected


def test_details_tell_named_from_anonymous_and_passive():
    found = heard("Critics said it was old. Khan said it held. It is believed to be safe.")
    assert {name: voice.detail for name, voice in found.items()} == {
        "Critics": "anonymous",
        "Khan": "named",
        "": "passive",
    }


def test_quoted_words_of_nobody_are_not_those_of_the_document_before():
    found = heard("The city's audit says 40 lifts are unsafe. “We warned them and nobody came.”")
    assert found["city's audit"].quoted_words == 0
    assert (found[""].detail, found[""].share_of_quoted_words) == ("passive", 1)


def test_quoted_words_and_their_shares():
    found = heard("“It is safe,” Khan said. Lind said: “It is not safe at all, not for a day.”")
    assert found["Khan"].quoted_words == 3
    assert found["Lind"].quoted_words == 10
    assert found["Khan"].share_of_quoted_words == pytest.approx(3 / 13)
    assert sum(voice.share_of_quoted_words for voice in found.values()) == pytest.approx(1)


def test_without_quotations_shares_are_nought():
    assert heard("Khan said it was safe.")["Khan"].share_of_quoted_words == 0


def test_most_sentences_come_first():
    text = "Lind said it was old. Khan said it held. Khan said it was safe."
    article = read_text(text)
    assert [voice.name for voice in voices(article, propose(article))] == ["Khan", "Lind"]


def test_sentences_without_findings_are_left_out():
    article = read_text("Khan said it was safe. Lind said it was not.")
    found = propose(article)
    assert [voice.name for voice in voices(article, {2: found[2]})] == ["Lind"]
    assert voices(article, {}) == ()


SECTIONS = [
    (
        (("body", "Khan said it was safe."), ("heading", "Costs"), ("body", "It cost a lot.")),
        [("", (1,), 1, 0), ("Costs", (3,), 0, 0)],
    ),
    (
        (("heading", "Costs"), ("body", "It cost a lot."), ("heading", "Risks"),
         ("body", "The Water Act 2003 forbids it."), ("body", "It fell.")),
        [("Costs", (2,), 0, 0), ("Risks", (4, 5), 0, 1)],
    ),
    ((("body", "It fell."), ("body", "It rose.")), [("", (1, 2), 0, 0)]),
    ((("heading", "Costs"), ("heading", "Risks"), ("body", "Khan said no.")),
     [("Risks", (3,), 1, 0)]),
    ((("headline", "Dam"), ("promo", "Read: more"), ("body", "It fell.")), [("", (3,), 0, 0)]),
    ((("body", "It is believed to be safe."),), [("", (1,), 0, 0)]),
    ((("body", "Critics say it is old."),), [("", (1,), 1, 0)]),
    ((("headline", "Dam"),), []),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), SECTIONS, ids=range(len(SECTIONS)))
def test_sections(paragraphs, expected, make_article):
    article = make_article(*([paragraph] for paragraph in paragraphs))
    found = sections(article, propose(article))
    counted = [(one.heading, one.positions, one.attributed, one.sourced) for one in found]
    assert counted == expected
    bare = [one.heading for one in bare_sections(article, propose(article))]
    assert bare == [heading for heading, _, attributed, sourced in expected
                    if not attributed and not sourced]  # fmt: skip
