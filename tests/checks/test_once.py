"""Work done once for an article."""

from checks.once import once_per_article


def test_an_article_is_worked_on_once(make_article):
    seen = []

    @once_per_article
    def work(article):
        seen.append(article.text)
        return len(article.text)

    one, two = make_article("It fell."), make_article("It rose again.")
    assert [work(one), work(two), work(one)] == [8, 14, 8]
    assert seen == ["It fell.", "It rose again."]


def test_an_equal_text_cut_otherwise_is_another_article(make_article):
    count = once_per_article(lambda article: len(article.sentences))
    assert count(make_article(["It fell.", "It rose."])) == 2
    assert count(make_article(["It fell. It rose."])) == 1


def test_old_articles_are_forgotten(make_article):
    seen = []
    work = once_per_article(lambda article: seen.append(article.text))
    articles = [make_article(f"It fell {number} times.") for number in range(12)]
    for article in [*articles, articles[0]]:
        work(article)
    assert seen.count("It fell 0 times.") == 2
    work(articles[11])
    assert seen.count("It fell 11 times.") == 1
