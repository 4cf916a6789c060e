import pytest

from articles.segment import segment

PROSE = "The council approved the budget on Monday. It had met twice before."


def kinds(*blocks):
    """The kind of the first sentence of each block."""
    text = "\n\n".join(blocks)
    found = {sentence.start: sentence.kind for sentence in segment(text)}
    starts = [sum(len(b) + 2 for b in blocks[:number]) for number in range(len(blocks))]
    return [found[start] for start in starts]


def kind_between(block):
    """The kind of a block with prose before and after it."""
    return kinds("Council approves budget", PROSE, block, PROSE)[2]


def test_the_sample_article(sample_text):
    found = [sentence.kind for sentence in segment(sample_text)]
    assert len(found) == 43
    assert {kind: found.count(kind) for kind in set(found)} == {
        "headline": 1, "heading": 3, "promo": 2, "boilerplate": 4, "body": 33,
    }  # fmt: skip
    assert found[0] == "headline"
    assert found[-4:] == ["boilerplate"] * 4


def test_headline_headings_and_body():
    assert kinds("Council approves budget", PROSE, "What comes next", PROSE) == [
        "headline", "body", "heading", "body",
    ]  # fmt: skip


def test_a_headline_may_end_with_a_full_stop_in_title_case():
    assert kinds("Mayor Says Council Will Approve Next Budget.", PROSE)[0] == "headline"
    assert kinds("The mayor says nothing.", PROSE)[0] == "body"


def test_text_without_a_headline_has_none():
    assert kinds(PROSE, PROSE) == ["body", "body"]
    assert kinds("Only one line of words") == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "Read : Town Votes on New School After Long Delay",
        "Also read: Town votes on new school",
        "ALSO READ | Town votes on new school",
        "Related: Town votes on new school",
        "Watch: Town votes on new school",
        "See also – Town votes on new school",
        "Read more about the vote here",
        "Read the full story at the Town Paper",
        "Sign up for our newsletter to get the news each morning.",
        "Get the best of the week in your inbox. Subscribe to our newsletter.",
        "Follow us on Facebook and Instagram.",
        "Follow her on Twitter @janeroe",
        "Download our free app for more news.",
        "À lire aussi : La ville vote",
        "Lesen Sie auch: Die Stadt stimmt ab",
        "یہ بھی پڑھیں: شہر میں ووٹ",
        "اقرأ أيضا: المدينة تصوت",
        "यह भी पढ़ें: शहर में वोट",
    ],
)
def test_promotion_of_other_pieces(line):
    assert kind_between(line) == "promo"


@pytest.mark.parametrize(
    "line",
    [
        "Leave a comment",
        "12 Comments",
        "Subscribe today to read the whole story.",
        "Continue reading",
        "Already a subscriber? Log in",
        "We use cookies to improve your experience on this site.",
        "Share this:",
        "Facebook Twitter WhatsApp Email",
        "Share on Facebook",
        "© 2024 The Town Paper",
        "Copyright 2024. All rights reserved.",
        "ADVERTISEMENT",
        "Tags: budget, council",
        "Filed under: Politics",
        "By Jane Roe",
        "Published on 5 May 2024",
        "(Reporting by Jane Roe; Editing by John Doe)",
    ],
)
def test_furniture_of_sites(line):
    assert kind_between(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Read the bill before voting on it, the mayor told the council.",
        "More than 40 people spoke against the plan.",
        "Share prices fell by 5 percent on Monday.",
        "Follow the money, the detective said.",
        "Watch was kept all night at the bridge.",
        "Comments by the mayor angered the council.",
        "Related costs came to two million dollars.",
        "Like his brother, he joined the navy on a Tuesday.",
        "The newsletter of the party printed the letter.",
        "By Monday, the water had risen by two metres.",
        "Tags on the crates said they came from abroad.",
        "See the man in the window, she said.",
        "Advertising revenue fell for the third year.",
        "Published in 1950, the novel sold a million copies and made its author rich.",
        "Support for the bill is growing in the senate, three members said on Friday.",
        "Updated figures showed that 40 people had died.",
        "Subscribers to the service were told of the breach on Friday.",
    ],
)
def test_prose_that_begins_like_furniture_stays_body(line):
    assert kind_between(line) == "body"


def test_short_lines_after_the_last_paragraph_are_furniture():
    found = kinds("Council approves budget", PROSE, "The Town Paper", "Springfield")
    assert found[2:] == ["boilerplate", "boilerplate"]


def test_a_last_paragraph_without_a_full_stop_is_body():
    line = "The council, which had met twice before, then voted to go home and meet again in May"
    assert kinds("Council approves budget", PROSE, line)[2] == "body"


def test_related_stories_are_set_aside_as_far_as_they_run():
    found = kinds(
        "Council approves budget", PROSE, "Related stories", "- School to close", "- Bridge opens",
        PROSE,
    )  # fmt: skip
    assert found[2:] == ["promo", "promo", "promo", "body"]


@pytest.mark.parametrize("heading", ["Latest figures from the census", "More trouble ahead"])
def test_headings_that_begin_like_related_stories_stay(heading):
    found = kinds("Council approves budget", PROSE, heading, "- two schools", "- a bridge", PROSE)
    assert found[2:5] == ["heading", "list", "list"]


def test_lists_quotes_and_captions():
    assert kind_between("- a school\n- a bridge") == "list"
    assert kind_between("3. A bridge over the river will be built.") == "list"
    assert kind_between("> We shall build a bridge.") == "quote"
    assert kind_between("The mayor on the bridge. (Photo: Jane Roe)") == "caption"


def test_a_run_of_short_lines_is_a_list():
    lines = ["Jane Roe", "John Doe", "Ann Poe", "Max Moe", "Next steps"]
    found = kinds("Council approves budget", PROSE, *lines, PROSE)
    assert found[2:7] == ["list", "list", "list", "list", "heading"]


@pytest.mark.parametrize(
    "line", ["related" * 70, "share " * 80, "follow " + "a." * 200, "read " * 90, "photo" * 90]
)
def test_hostile_lines_get_some_kind(line):
    assert kind_between(line) in ("body", "heading", "boilerplate", "promo", "caption", "list")
