"""Off without settings; a setting that cannot be meant is told; the key is shown nowhere."""

import pytest

from assistant.records import AssistantProblem
from assistant.settings import KEY, MODEL, URL, read_settings

LOCAL = "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    "environment", [{}, {URL: "", MODEL: " "}, {KEY: "sk-left-over"}], ids=["none", "empty", "key"]
)
def test_it_is_off_unless_it_is_set(environment):
    assert read_settings(environment) is None


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (LOCAL, f"{LOCAL}/chat/completions"),
        (f" {LOCAL}/ ", f"{LOCAL}/chat/completions"),
        (f"{LOCAL}/chat/completions", f"{LOCAL}/chat/completions"),
        ("https://models.example", "https://models.example/chat/completions"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
    ],
)
def test_the_address_may_be_given_with_and_without_its_end(url, address):
    settings = read_settings({URL: url, MODEL: "tiny", KEY: "sk-secret"})
    assert (settings.address, settings.model, settings.key) == (address, "tiny", "sk-secret")
    assert "sk-secret" not in repr(settings)


WRONG = {
    "no model": ({URL: LOCAL}, MODEL),
    "no address": ({MODEL: "tiny"}, URL),
    "no scheme": ({URL: "localhost:11434", MODEL: "tiny"}, URL),
    "a file": ({URL: "file:///etc/passwd", MODEL: "tiny"}, URL),
    "no host": ({URL: "http://", MODEL: "tiny"}, URL),
    "a port that is none": ({URL: "http://127.0.0.1:port", MODEL: "tiny"}, URL),
    "half an address": ({URL: "http://[::1", MODEL: "tiny"}, URL),
    "a blank": ({URL: "http://127.0.0.1/a b", MODEL: "tiny"}, URL),
    "a name too long": ({URL: f"http://{'a' * 64}.example", MODEL: "tiny"}, URL),
    "a password": ({URL: "http://me:secret@127.0.0.1", MODEL: "tiny"}, "password"),
    "a query": ({URL: "http://127.0.0.1/v1?key=secret", MODEL: "tiny"}, KEY),
    "a key of two lines": ({URL: LOCAL, MODEL: "tiny", KEY: "sk-secret\r\nX: y"}, KEY),
    "a key of other letters": ({URL: LOCAL, MODEL: "tiny", KEY: "secrét"}, KEY),
}


@pytest.mark.parametrize(("environment", "named"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_meant_is_told_without_its_secrets(environment, named):
    with pytest.raises(AssistantProblem, match=named) as caught:
        read_settings(environment)
    assert "secr" not in str(caught.value)
