"""Markdown in long texts: what it becomes, and that nothing anybody writes becomes more than that (P-26)."""
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.shared.markup import ATTRIBUTES, TAGS, markdown_plain, render_markdown
from portal.shared.views.markup import LONGEST_TEXT
from tests.shared import world

# --- the detector: reads HTML as a browser would and names everything that is not on this list of our own

HARMLESS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre", "a",
}  # fmt: skip
MAY_HAVE = {"a": {"href", "rel"}, "ol": {"start"}}


class Detector(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag not in HARMLESS:
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name, _value in attrs if name not in MAY_HAVE.get(tag, ())]
        values = dict(attrs)
        if tag == "a":
            if not (values.get("href") or "").lower().startswith(("http://", "https://", "mailto:")):
                self.found.append(f"href {values.get('href')}")
            if values.get("rel") != "nofollow noopener":
                self.found.append(f"rel {values.get('rel')}")

    def handle_comment(self, data):
        self.found.append("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def unsafe(html):
    detector = Detector()
    detector.feed(html)
    detector.close()
    return detector.found


SCRIPTS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
    "<iframe src='//evil.example'></iframe>", "<p style='position:fixed'>x</p>", "<!-- x -->", "<?php x ?>", "<![CDATA[x]]>",
    "<form action=/logout><button>x</button></form>", "<meta http-equiv=refresh content=0>", "<base href=//evil.example>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>", "<a href='https://x.ee'>x</a>", "<P ONCLICK=x>",
]  # fmt: skip
ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)", "vbscript:x", "data:text/html,<script>alert(1)</script>", "data:image/svg+xml;base64,PHN2Zz4=", "file:///etc/passwd",
    "//evil.example", "/projects/", "http:evil", "https:/x", "%6Aavascript:alert(1)", "blob:x", "ftp://x.ee", "http",
    "https://x.ee/\"onclick=alert(1)", "https://x.ee/'><script>alert(1)</script>", "\x01javascript:alert(1)", "tel:112",
]  # fmt: skip
# Places an attacker's words can take within Markdown.
PLACES = [
    "{}", "[x]({})", "[x](<{}>)", "<{}>", "![x]({})", "[x][1]\n\n[1]: {}", "![x][1]\n\n[1]: <{}> 'y'", "[{}](https://x.ee)",
    '[x](https://x.ee "{}")', "`{}`", "```{}\nx\n```", "    {}", "# {}", "> {}", "- {}", "**{}**", "<b {}>", "[![{}](x)]({})",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_probe_becomes_more_than_text(place):
    for probe in SCRIPTS + ADDRESSES:
        assert unsafe(render_markdown(place.replace("{}", probe))) == [], probe


SIGNS = [*"[]()<>!*_`#>-+\\\"'&;:/= \n\t\x00", "](", "<!--", "&#", "```", "1. ", "https://"]
marks = st.sampled_from(SIGNS + SCRIPTS + ADDRESSES)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(marks, st.text(max_size=8)), max_size=40).map("".join))
@example("[a](javascript:alert(1)//https://x.ee)")
def test_any_text_is_safe(text):
    html = render_markdown(text)
    assert unsafe(html) == []
    assert html == render_markdown(text)
    assert isinstance(markdown_plain(text), str)


LINKS = ["<a href='javascript:x' rel='nofollow noopener'>", "<a href='/x' rel='nofollow noopener'>"]


@pytest.mark.parametrize("probe", SCRIPTS + LINKS)
def test_the_detector_detects(probe):
    assert unsafe(f"<p>ok</p>{probe}") != []


def test_the_detector_and_the_sanitizer_agree_on_what_is_harmless():
    assert (TAGS, ATTRIBUTES) == (HARMLESS, {"*": set(), "a": {"href"}, "ol": {"start"}})


# --- what it becomes


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (None, ""),
        ("õ **ž** _š_ `ļ`", "<p>õ <strong>ž</strong> <em>š</em> <code>ļ</code></p>"),
        ("a\nb  \nc", "<p>a\nb<br>\nc</p>"),
        ("1 < 2 & <b>x</b>", "<p>1 &lt; 2 &amp; &lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](https://x.ee/?a=1&b=2)", '<p><a href="https://x.ee/?a=1&amp;b=2" rel="nofollow noopener">x</a></p>'),
        ("<mari@example.org>", '<p><a href="mailto:mari@example.org" rel="nofollow noopener">mari@example.org</a></p>'),
        ("[x](/projects/)", "<p>[x](/projects/)</p>"),
        ("![kaart <1>](https://x.ee/a.png)", "<p>kaart &lt;1&gt;</p>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("a | b\n--- | ---\n1 | 2", "<p>a | b\n--- | ---\n1 | 2</p>"),
    ],
)
def test_marks_become_html(text, html):
    assert render_markdown(text).strip() == html


@pytest.mark.parametrize(
    ("text", "top", "levels"),
    [
        ("# a", 4, ["h4"]),
        ("# a\n## b\n# c", 4, ["h4", "h5", "h4"]),
        ("### a\n# b\n###### c", 4, ["h4", "h4", "h5"]),
        ("# a\n## b\n### c\n#### d", 4, ["h4", "h5", "h6", "h6"]),
        ("# a\n## b", 3, ["h3", "h4"]),
    ],
)
def test_headings_stand_below_those_of_the_page_without_gaps(text, top, levels):
    html = render_markdown(text, top)
    assert [html[place + 1 : place + 3] for place in range(len(html)) if html[place : place + 2] == "<h"] == levels


def test_plain_text_has_no_marks():
    text = "# Pealkiri\n\n**b** _c_ [link](https://x.ee) ![pilt](https://x.ee/a.png)\nd\n\n- e `f` <g>\n\n```\nkood\n```"
    assert markdown_plain(text) == "Pealkiri\nb c link pilt d\ne f <g>\nkood"


def test_the_filter_is_not_escaped_again():
    page = Template("{% load talgud %}{{ text|markdown }}").render(Context({"text": "**a** <b>"}))
    assert page.strip() == "<p><strong>a</strong> &lt;b&gt;</p>"


@pytest.mark.parametrize("piece", ["[", "*", "> ", "`", "![", "[a](", "<", "- ", "_a ", "[x]: ", "1. ", "\\", "**a", "&#"])
def test_a_hostile_text_of_full_length_ends(piece):
    assert unsafe(render_markdown((piece * LONGEST_TEXT)[:LONGEST_TEXT])) == []


# --- the preview


@pytest.mark.django_db
class TestPreview:
    url = property(lambda self: reverse("markdown-preview"))

    def test_gives_the_fragment_and_is_kept_nowhere(self, client):
        client.force_login(world.person("Mari"))
        response = client.post(self.url, {"text": "**õ** <script>"})
        assert (response.status_code, response.text.strip()) == (200, "<p><strong>õ</strong> &lt;script&gt;</p>")
        assert "no-store" in response["Cache-Control"]

    def test_takes_what_a_field_takes_and_no_more(self, client):
        client.force_login(world.person("Mari"))
        assert client.post(self.url, {"text": "a" * LONGEST_TEXT}).status_code == 200
        assert client.post(self.url, {"text": "a" * (LONGEST_TEXT + 1)}).status_code == 400

    def test_is_asked_by_post_and_by_people_who_signed_in(self, client):
        assert client.post(self.url, {"text": "a"}).status_code == 302
        client.force_login(world.person("Mari"))
        assert client.get(self.url).status_code == 405
