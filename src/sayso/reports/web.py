# SPDX-License-Identifier: Apache-2.0
"""An address on the web → Report: one request, no retries, bounded in time and size."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.parse
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib import request

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports.options import ReadOptions
from sayso.reports.page import MAX_PAGE, looks_like_page, read_page
from sayso.reports.plain import read_plain

_PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
_TEXTS = ("text/plain", "text/markdown")
_CHUNK = 65_536
_WHOLE = 4.0
"""How many times the time limit a whole download may take: a slow server is let finish, one that drips is not."""
_AGENT = "Mozilla/5.0 (compatible; Sayso; reads one page at its user's request)"
"""Says what asks; many news sites turn away the library's own name."""
_LATER = "Try again later, or save the page and read the file."
_SAVE = "Open the page in a browser and save it."
_CHECK = "Check the address and the connection."
_SPLIT = "Save its text as .txt, one file a report."
_STATUS = {
    401: "The page is for subscribers: open it in a browser and save its text.",
    402: "The page is for subscribers: open it in a browser and save its text.",
    403: "The site turns programs away: open the page in a browser and save it.",
    404: "Check the address; the page may have moved.",
    410: "The page was taken down; a web archive may hold it.",
    429: "The site asks for fewer requests: try again later.",
    451: "The page is withheld for legal reasons.",
}


@dataclass(frozen=True, slots=True)
class _Answer:
    data: bytes
    media_type: str
    charset: str | None
    url: str


def read_address(source: str, options: ReadOptions) -> Report:
    """The report at an http or https address; raises InputError for anything that stands in the way."""
    answer = _fetch(source, options.timeout)
    stem = _stem(answer.url)
    if answer.media_type in _PAGES or (answer.media_type not in _TEXTS and looks_like_page(answer.data)):
        return read_page(answer.data, source, stem, options, charset=answer.charset, url=answer.url)
    if answer.media_type in (*_TEXTS, ""):
        report_options = options if options.url else _with_url(options, answer.url)
        return read_plain(answer.data, source, stem, report_options)
    raise InputError(f"{source}: the server sent {answer.media_type}, which Sayso does not read.",
                     "Save its text as .txt and read that.")


def _with_url(options: ReadOptions, url: str) -> ReadOptions:
    return ReadOptions(options.outlet, options.published, url, options.language, options.timeout)


def _opener() -> request.OpenerDirector:
    """Opens http and https only, so that no redirect leads to a file or another protocol; proxies as the environment says."""
    opener = request.OpenerDirector()
    for handler in (request.ProxyHandler, request.HTTPHandler, request.HTTPSHandler, request.HTTPRedirectHandler,
                    request.HTTPDefaultErrorHandler, request.HTTPErrorProcessor, request.UnknownHandler):
        opener.add_handler(handler())
    return opener


def _fetch(source: str, timeout: float) -> _Answer:
    try:
        question = request.Request(_ascii(source), headers={
            "User-Agent": _AGENT, "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
            "Accept-Language": "en", "Accept-Encoding": "identity"})
        with _opener().open(question, timeout=timeout) as response:
            data = _body(response, source, time.monotonic() + _WHOLE * timeout)
            headers = response.headers
            packed = (headers.get("Content-Encoding") or "identity").strip().lower()
            return _Answer(_unpack(data, packed, source), headers.get_content_type() if headers.get("Content-Type") else "",
                           headers.get_content_charset(), response.geturl())
    except InputError:
        raise
    except urllib.error.HTTPError as e:
        e.close()
        hint = _STATUS.get(e.code, "The server is in trouble: try again later." if e.code >= 500 else "Check the address.")
        answer = f"{e.code} {http.client.responses.get(e.code, '')}".rstrip()
        raise InputError(f"{source}: the server answered {answer}.", hint) from None
    except urllib.error.URLError as e:
        raise _no_answer(source, e.reason, timeout) from None
    except (OSError, http.client.HTTPException, ValueError) as e:
        raise _no_answer(source, e, timeout) from None


def _no_answer(source: str, reason: object, timeout: float) -> InputError:
    """The error for a request that got no proper answer."""
    if isinstance(reason, TimeoutError):
        return InputError(f"{source}: no answer within {timeout:g} seconds.", _LATER)
    if isinstance(reason, ssl.SSLError):
        return InputError(f"{source}: the server's certificate cannot be trusted.", _SAVE)
    if isinstance(reason, socket.gaierror):
        return InputError(f"{source}: no such server, or no connection to the network.", _CHECK)
    if isinstance(reason, ConnectionError):
        return InputError(f"{source}: the server refused or broke the connection.", "Check the address, or try again later.")
    if isinstance(reason, http.client.HTTPException) and not isinstance(reason, http.client.InvalidURL):
        return InputError(f"{source}: the server's answer breaks off or is no HTTP.", _LATER)
    if isinstance(reason, ValueError | http.client.InvalidURL):
        return InputError(f"{source}: not a web address that can be asked.", "Write it as https://server/page.")
    return InputError(f"{source}: cannot be fetched ({' '.join(str(reason).split())[:120]}).", _CHECK)


def _body(response: http.client.HTTPResponse, source: str, deadline: float) -> bytes:
    too_long = InputError(f"{source}: longer than {MAX_PAGE // 1_000_000} MB.", _SPLIT)
    stated = response.headers.get("Content-Length") or ""
    if stated.isascii() and stated.isdigit() and len(stated) < 20 and int(stated) > MAX_PAGE:
        raise too_long
    chunks, size = [], 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > MAX_PAGE:
            raise too_long
        if time.monotonic() > deadline:
            raise InputError(f"{source}: the server sends too slowly.", _LATER)
        chunks.append(chunk)
    if stated.isascii() and stated.isdigit() and len(stated) < 20 and size < int(stated):
        raise InputError(f"{source}: the server's answer breaks off.", _LATER)
    return b"".join(chunks)


def _unpack(data: bytes, packed: str, source: str) -> bytes:
    """The body as the page's bytes: some servers send gzip though asked not to."""
    if packed == "identity":
        return data
    if packed in ("gzip", "x-gzip"):
        try:
            plain = zlib.decompressobj(wbits=31).decompress(data, MAX_PAGE + 1)
        except zlib.error:
            raise InputError(f"{source}: the server sent a damaged gzip body.", _SAVE) from None
        if len(plain) > MAX_PAGE:
            raise InputError(f"{source}: longer than {MAX_PAGE // 1_000_000} MB.", _SPLIT)
        return plain
    raise InputError(f"{source}: the server packs its pages as {packed[:20]}, though asked not to.", _SAVE)


def _ascii(address: str) -> str:
    """The address with letters beyond ASCII written as the web wants them; raises ValueError for one without a server."""
    parts = urllib.parse.urlsplit(address.strip())
    host = parts.hostname
    if not host:
        raise ValueError("no server")
    if parts.username or parts.password:
        raise ValueError("a name or password in the address")
    server = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    if parts.port:
        server += f":{parts.port}"
    path = urllib.parse.quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return urllib.parse.urlunsplit((parts.scheme.lower(), server, path, query, ""))


def _stem(url: str) -> str:
    """The last part of the path without its suffix, the server's name where the path is empty."""
    parts = urllib.parse.urlsplit(url)
    name = PurePosixPath(urllib.parse.unquote(parts.path, errors="replace")).stem.strip()
    return name or (parts.hostname or "page")
