# SPDX-License-Identifier: Apache-2.0
"""The page: whole, self-contained, nothing of a report taken for markup, every link with its aim."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Claim, Reading, Report
from sayso.text import Span
from sayso.views import marked, page

VOID = {"meta", "input", "br", "img", "link", "hr"}


class Tree(HTMLParser):
    """Keeps elements and text of a page and refuses tags that do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inner: list[tuple[tuple[str, ...], str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.inner.append((tuple(self.open), data))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]

    def words(self, tag: str) -> str:
        return "".join(data for path, data in self.inner if tag in path)


@pytest.fixture
def tree(readings: dict[str, Reading]) -> Tree:
    return Tree(page.page(list(readings.values())))


def test_what_a_reason_quotes_is_set_as_a_quotation(readings: dict[str, Reading]) -> None:
    reading = readings["marib-01"]
    told = replace(reading, claims=(replace(reading.claims[0], why=("actor “<b>Two” guards” (subj): “a” at “b”",)),))
    inner = [(path[-1], data) for path, data in Tree(page.page([told])).inner if path[-2:] in {("li", "q"), ("ul", "li")}]
    assert [data for _, data in inner[-6:]] == ["actor ", "<b>Two", " guards” (subj): ", "a", " at ", "b"]
    assert [tag for tag, _ in inner[-6:]] == ["li", "q"] * 3


def test_nothing_is_loaded_from_elsewhere(tree: Tree) -> None:
    for _, attributes in tree.elements:
        assert not {"src", "srcset", "action", "formaction", "ping"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in tree.words("style")
    assert "@import" not in tree.words("style")


def test_the_policy_admits_this_style_and_this_script_only(tree: Tree) -> None:
    (policy,) = tree.all("meta", **{"http-equiv": "Content-Security-Policy"})
    content = policy["content"] or ""
    assert content.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        assert len(tree.all(name)) == 1
        digest = base64.b64encode(hashlib.sha256(tree.words(name).encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in content


def test_a_reports_markup_is_shown_as_text(tree: Tree, readings: dict[str, Reading]) -> None:
    assert len(tree.all("script")) == 1
    assert not tree.all("img")
    assert "Sons" not in tree.words("b")
    text = "".join(data for path, data in tree.inner if "p" in path)
    assert "<script>alert(1)</script>" in text
    assert "</section> again" in text.replace("2 </section>", "</section>")
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert tree.all("section", lang='"><script>x</script>')


def test_every_claim_has_its_card_its_mark_and_links_both_ways(tree: Tree) -> None:
    ids = [a["id"] for _, a in tree.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in tree.elements:
        for name in ("href", "aria-labelledby"):
            if value := attributes.get(name):
                assert value.removeprefix("#") in ids
    for key in [f"r1c{n}" for n in range(1, 9)] + ["r2c1", "r2c2"]:
        assert len(tree.all("li", id=key)) == 1
        assert tree.all("mark", **{"data-claim": key})
        assert len([a for a in tree.all("a", href=f"#{key}") if a["id"] == key.replace("c", "t")]) == 1
        assert len(tree.all("a", href=f"#{key.replace('c', 't')}")) == 1


def test_voice_status_is_words_and_line_style_not_only_colour(tree: Tree) -> None:
    kinds = {a["data-claim"]: a["class"] for a in tree.all("mark") if "data-claim" in a}
    assert [kinds[f"r1c{n}"] for n in (1, 2, 3, 4, 5)] == ["disputed", "attributed", "disputed", "attributed", "own"]
    style = tree.words("style")
    assert "mark.attributed { border-bottom-style: dashed; }" in style
    assert "mark.disputed { border-bottom-style: dotted;" in style
    said = "".join(data for path, data in tree.inner if "li" in path)
    for words in ("denied or doubted", "attributed", "the report’s own voice", "? unclear", "did not attack", "plans to move"):
        assert words in said


def test_the_page_has_what_a_screen_reader_needs(tree: Tree) -> None:
    assert tree.all("html", lang="en")
    assert tree.all("a", **{"class": "skip"})[0]["href"] == "#main"
    assert tree.all("main", id="main")
    assert len(tree.all("h1")) == 1
    assert all(a.get("tabindex") == "0" and a.get("aria-label") for a in tree.all("section", **{"class": "text"}))
    assert tree.all("p", role="status")
    assert "hidden" in tree.all("form")[0]  # shown by the script: without it a filter would do nothing
    style = tree.words("style")
    for query in ("prefers-color-scheme: dark", "@media print", "forced-colors: active", ":focus-visible"):
        assert query in style


def test_contents_only_for_several_reports(readings: dict[str, Reading]) -> None:
    assert "Reports</h2>" in page.page(list(readings.values()))
    assert "Reports</h2>" not in page.page([readings["marib-01"]])
    assert "No report was read." in page.page([])
    assert "No claim was found" in page.page([readings["nothing"]])


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_meet_wcag_aa(tree: Tree, scheme: str) -> None:
    light, dark = re.findall(r":root \{([^}]*--own:[^}]*)\}", tree.words("style"))
    hues = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark))
    for ground in ("paper", "card"):
        for ink in ("ink", "soft", "own", "attributed", "disputed"):
            assert contrast(hues[ink], hues[ground]) >= 4.5, (ink, ground)
        for edge in ("field", "focus"):
            assert contrast(hues[edge], hues[ground]) >= 3, (edge, ground)
    for status in ("own", "attributed", "disputed"):
        assert contrast(hues[status], hues[f"{status}-tint"]) >= 4.5, status
        assert contrast(hues["ink"], hues[f"{status}-tint"]) >= 4.5, status
    assert contrast(hues["ink"], hues["evidence"]) >= 4.5


def shown_text(html: str) -> Iterator[tuple[int, str]]:
    """(offset in the report, text) of each paragraph of the marked text, the numbers left out."""
    for start, inner in re.findall(r'<p[^>]* data-start="(\d+)">(.*?)</p>', html, re.DOTALL):
        yield int(start), re.sub(r"<[^>]*>", "", re.sub(r"<a .*?</a>", "", inner, flags=re.DOTALL))


def claim(n: int, trigger: Span) -> Claim:
    return Claim(f"c_{n}", "violence.attack", trigger, {}, None, None, "actual", "yes", "certain", (), (), (trigger,), ())


@given(st.text(st.sampled_from("ab \n\r\t"), min_size=1, max_size=60),
       st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=6))
def test_any_overlap_nests_and_no_sign_of_the_text_is_lost(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(a, min(a + size, len(text))) for a, size in places if a < len(text) and text[a : a + size].strip()]
    reading = Reading(Report("sha256:x", "x", "x", text), (), tuple(claim(n, s) for n, s in enumerate(spans)))
    html = marked.marked("r1", reading)
    tree = Tree(html)
    for n in range(1, len(spans) + 1):
        assert len(tree.all("a", id=f"r1t{n}")) == 1
    covered = set()
    for start, words in shown_text(html):
        assert words == text[start : start + len(words)].replace("\r", " ")
        covered |= set(range(start, start + len(words)))
    assert all(sign.isspace() for at, sign in enumerate(text) if at not in covered)


def test_wrapped_lines_flow_and_others_are_paragraphs() -> None:
    wrapped = "\n".join(["word " * 12 + "end"] * 3)
    assert len(marked.paragraphs(wrapped + "\n\n" + wrapped)) == 2
    assert len(marked.paragraphs("One line.\nAnother line.\n\nA third.")) == 3
    assert marked.paragraphs(" \n\n ") == []
