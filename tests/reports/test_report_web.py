# SPDX-License-Identifier: Apache-2.0
"""Web addresses, against a server of our own on 127.0.0.1."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports import ReadOptions, open_source
from sayso.reports.page import MAX_PAGE

STORY = (
    "BUNIA (Example Wire) – Rebels took the town at dawn on Monday, the governor’s spokesman said, "
    "and they do not mean to leave it."
)
PAGE = f"<html><head><title>Rebels take Bunia</title></head><body><article><p>{STORY}</p></article></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    release = threading.Event()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/moved":
            self.answer(b"", status=302, more=("Location", "/news/bunia.html"))
        elif path == "/loop":
            self.answer(b"", status=302, more=("Location", "/loop"))
        elif path == "/to-file":
            self.answer(b"", status=302, more=("Location", "file:///etc/hostname"))
        elif path in ("/news/bunia.html", "/caf%C3%A9"):
            self.answer(PAGE.encode(), "text/html; charset=utf-8")
        elif path == "/latin":
            self.answer(PAGE.encode("cp1252"), "text/html; charset=ISO-8859-1")
        elif path == "/gzip":
            self.answer(gzip.compress(PAGE.encode()), "text/html; charset=utf-8", more=("Content-Encoding", "gzip"))
        elif path == "/not-gzip":
            self.answer(PAGE.encode(), "text/html", more=("Content-Encoding", "gzip"))
        elif path == "/brotli":
            self.answer(PAGE.encode(), "text/html", more=("Content-Encoding", "br"))
        elif path == "/text":
            self.answer(STORY.encode(), "text/plain")
        elif path == "/untyped":
            self.answer(PAGE.encode(), "")
        elif path == "/pdf":
            self.answer(b"%PDF-1.7", "application/pdf")
        elif path == "/long":
            self.answer(b"<p>", "text/html", more=("Content-Length", str(MAX_PAGE + 1)))
        elif path == "/cut":
            self.answer(PAGE.encode(), "text/html", more=("Content-Length", "9999"))
        elif path == "/slow":
            self.release.wait(20)
        else:
            self.answer(b"no", status=int(path[1:4]) if path[1:4].isdigit() else 404)

    def answer(self, body: bytes, kind: str = "text/html", status: int = 200, more: tuple[str, str] | None = None) -> None:
        """Sends one answer."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "Content-Type": kind, **dict([more] if more else [])}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        """Says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        Handler.release.set()
        httpd.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def get(address: str, options: ReadOptions | None = None) -> Report | InputError:
    """What an address gives."""
    (item,) = open_source(address, options)
    return item


@pytest.mark.parametrize(
    "path", ["/news/bunia.html", "/moved", "/latin", "/gzip", "/untyped", "/café", "/news/bunia.html?a=b c#top"]
)
def test_page(server: str, path: str) -> None:
    r = get(server + path)
    assert isinstance(r, Report), r
    assert r.text == f"Rebels take Bunia\n\n{STORY}"
    assert (r.source, r.media_type, r.outlet) == (server + path, "text/html", "Example Wire")


def test_address_and_stem_are_those_at_the_end_of_the_redirects(server: str) -> None:
    r = get(server + "/moved")
    assert isinstance(r, Report)
    assert (r.url, r.stem) == (server + "/news/bunia.html", "bunia")
    r = get(server + "/moved", ReadOptions(url="https://news.example/1"))
    assert isinstance(r, Report) and r.url == "https://news.example/1"


def test_plain_text(server: str) -> None:
    r = get(server + "/text")
    assert isinstance(r, Report)
    assert (r.text, r.media_type, r.url, r.original) == (STORY, "text/plain", server + "/text", STORY.encode())


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/404", "answered 404 Not Found"),
        ("/403", "answered 403"),
        ("/401", "answered 401"),
        ("/429", "answered 429"),
        ("/503", "answered 503"),
        ("/loop", "answered 302"),
        ("/to-file", "answered 302"),
        ("/pdf", "sent application/pdf"),
        ("/long", "longer than 30 MB"),
        ("/cut", "breaks off"),
        ("/not-gzip", "damaged gzip"),
        ("/brotli", "packs its pages as br"),
    ],
)
def test_error(server: str, path: str, says: str) -> None:
    e = get(server + path)
    assert isinstance(e, InputError), e
    assert says in e.message and e.hint and e.message.startswith(server)


def test_no_answer(server: str) -> None:
    e = get(server + "/slow", ReadOptions(timeout=0.2))
    assert isinstance(e, InputError) and "no answer within 0.2 seconds" in e.message


def test_no_server() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        port = httpd.server_address[1]
    e = get(f"http://127.0.0.1:{port}/")
    assert isinstance(e, InputError) and "refused" in e.message


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http://[::1/",
        "http://a\nb\udcff:x/",
        "http://127.0.0.1:port/",
        "https://a@127.0.0.1/",
        "http://" + "a" * 80 + ".example/",
    ],
)
def test_wrong_address(address: str) -> None:
    e = get(address)
    assert isinstance(e, InputError) and "not a web address" in e.message and "\n" not in e.message
