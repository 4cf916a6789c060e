"""Whatever the other server does, a question ends within its limits, with a sentence."""

import socket
import threading

import pytest

from assistant.client import Limits, Line, ask
from assistant.records import AssistantProblem
from assistant.settings import Settings
from tests.model_server import completion, silent

MESSAGES = [{"role": "user", "content": "Zürich – 🏔"}]
SHORT = Limits(seconds=0.4, size=20_000)


def settings_of(model, key=""):
    return Settings(f"{model.url}/chat/completions", "tiny", key)


def test_the_question_arrives_and_the_answer_comes_back(model):
    body = ask(settings_of(model, key="sk-secret"), MESSAGES, Line())
    assert b"claims" in body
    ((path, headers, sent),) = model.asked
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer sk-secret"
    assert headers["host"] == f"127.0.0.1:{model.server_port}"
    assert sent == {"model": "tiny", "messages": MESSAGES, "stream": False}


def test_without_a_key_none_is_sent_and_no_proxy_or_password_is_looked_up(model, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    ask(settings_of(model), MESSAGES, Line())
    assert "authorization" not in model.asked[0][1]
    assert "cookie" not in model.asked[0][1]


def test_an_answer_in_chunks_is_put_together(model):
    def chunked(conversation):
        conversation.begin(200, Transfer_Encoding="chunked")
        for piece in (b"[1,", b"2]", b""):
            conversation.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))

    model.behave = chunked
    assert ask(settings_of(model), MESSAGES, Line()) == b"[1,2]"


STATUSES = {
    400: "did not take the question",
    401: "refuses the key",
    403: "refuses the key",
    404: "no such model",
    429: "asked too often",
    500: "cannot answer now",
    503: "cannot answer now",
    301: "sends us elsewhere",
    307: "sends us elsewhere",
    204: "did not take the question",
}


@pytest.mark.parametrize(("status", "words"), STATUSES.items(), ids=map(str, STATUSES))
def test_each_refusal_is_told_in_our_own_words(model, status, words):
    told = b'{"error": {"message": "Incorrect API key provided: sk-secret"}}'
    model.behave = lambda talk: talk.give(status, told, Location=f"{model.url}/elsewhere")
    with pytest.raises(AssistantProblem, match=words) as caught:
        ask(settings_of(model, key="sk-secret"), MESSAGES, Line())
    assert "sk-secret" not in str(caught.value)
    assert len(model.asked) == 1  # no redirect was followed


def test_a_page_in_place_of_an_answer_is_not_read(model):
    model.behave = lambda talk: talk.give(200, b"<!doctype html><p>Hello", "text/html")
    with pytest.raises(AssistantProblem, match="text/html in place of JSON"):
        ask(settings_of(model), MESSAGES, Line())


def test_an_answer_that_breaks_off_is_no_answer(model):
    def broken(conversation):
        conversation.begin(200, Content_Length=1_000)
        conversation.wfile.write(completion("half"))

    model.behave = broken
    with pytest.raises(AssistantProblem, match="broke off"):
        ask(settings_of(model), MESSAGES, Line())


def test_what_is_no_http_is_no_answer(model):
    model.behave = lambda talk: talk.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    with pytest.raises(AssistantProblem, match="broke off"):
        ask(settings_of(model), MESSAGES, Line())


def endless_body(conversation):
    conversation.begin(200)
    conversation.again_and_again(b" " * 4_000, pause=0)


def trickling_body(conversation):
    conversation.begin(200)
    conversation.again_and_again(b" ")


def trickling_headers(conversation):
    conversation.wfile.write(b"HTTP/1.1 200 OK\r\n")
    conversation.again_and_again(b"X: y\r\n", pause=0.05)


def trickling_line(conversation):
    conversation.again_and_again(b"H")


def endless_continue(conversation):
    conversation.again_and_again(b"HTTP/1.1 100 Continue\r\n\r\n")


def test_an_endless_answer_is_cut_at_its_size(model):
    model.behave = endless_body
    with pytest.raises(AssistantProblem, match=r"more than 0\.02 MB"):
        ask(settings_of(model), MESSAGES, Line(), Limits(size=20_000))
    assert model.over.wait(5)


@pytest.mark.parametrize(
    "behaviour", [silent, trickling_body, trickling_headers, trickling_line, endless_continue]
)
def test_a_slow_answer_is_cut_at_its_time(model, behaviour):
    model.behave = behaviour
    with pytest.raises(AssistantProblem, match=r"longer than 0\.4 seconds"):
        ask(settings_of(model), MESSAGES, Line(), SHORT)
    assert model.over.wait(5)


def test_a_handshake_that_never_ends_is_cut(model):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"https://127.0.0.1:{listening.getsockname()[1]}/v1/chat/completions"
        with pytest.raises(AssistantProblem, match=r"longer than 0\.4 seconds"):
            ask(Settings(address, "tiny"), MESSAGES, Line(), SHORT)


def test_a_server_that_speaks_no_tls_is_told(model):
    address = f"https://127.0.0.1:{model.server_port}/v1/chat/completions"
    with pytest.raises(AssistantProblem, match="does not speak https"):
        ask(Settings(address, "tiny"), MESSAGES, Line(), Limits(seconds=5))


def test_a_port_where_nobody_listens_is_told():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/v1/chat/completions"
        with pytest.raises(AssistantProblem, match="cannot be reached"):
            ask(Settings(address, "tiny"), MESSAGES, Line())


def test_a_question_that_is_taken_back_leaves_the_server(model):
    model.behave = silent
    line = Line()
    threading.Timer(0.1, line.cut, ["Taken back."]).start()
    with pytest.raises(AssistantProblem, match="Taken back"):
        ask(settings_of(model), MESSAGES, line)
    assert model.over.wait(5)


def test_a_line_that_was_cut_before_is_not_used(model):
    line = Line()
    line.cut("Taken back.")
    with pytest.raises(AssistantProblem, match="Taken back"):
        ask(settings_of(model), MESSAGES, line)
