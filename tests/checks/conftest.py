"""Small articles for the checks."""

import hashlib

import pytest

from articles.records import Article, Sentence


@pytest.fixture
def make_article():
    """Builds an article from paragraphs, each a list of sentences or (kind, sentence) pairs."""

    def make(*paragraphs, language="en", links=()):
        sentences, text = [], ""
        for paragraph in paragraphs:
            text += "\n\n" if text else ""
            for index, item in enumerate([paragraph] if isinstance(paragraph, str) else paragraph):
                kind, sentence = item if isinstance(item, tuple) else ("body", item)
                text += " " if index else ""
                position, start = len(sentences) + 1, len(text)
                text += sentence
                sentences.append(Sentence(position, kind, start, len(text), sentence))
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return Article(
            "", "", "", "", "", language, text, tuple(links), "", sha256, tuple(sentences)
        )

    return make


@pytest.fixture
def ask(make_article):
    """Asks one check about one sentence standing alone."""

    def answer(check, sentence, links=()):
        article = make_article(sentence, links=links)
        return check.check(article.sentences[0], article)

    return answer
