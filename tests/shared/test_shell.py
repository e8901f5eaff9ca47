"""The shell: Bootstrap from its wheel, languages, brand, icons, and colours that can be read."""

import re
from pathlib import Path

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils.translation import override

from portal.shared.context import shell

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")


def nothing(request):
    return None


urlpatterns = [path("plain/", nothing, name="plain"), *i18n_patterns(path("page/", nothing, name="page"))]


@override_settings(ROOT_URLCONF=__name__)
def test_language_links_keep_the_page_and_its_question():
    with override("et"):
        links = shell(RequestFactory().get("/et/page/?sort=-day&q=k%C3%BCla"))["shell"].languages
    assert [(link.code, link.url, link.current) for link in links] == [
        ("et", "/et/page/?sort=-day&q=k%C3%BCla", True),
        ("lv", "/lv/page/?sort=-day&q=k%C3%BCla", False),
        ("en", "/en/page/?sort=-day&q=k%C3%BCla", False),
    ]


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_without_an_address_per_language_switches_by_a_form():
    frame = shell(RequestFactory().get("/plain/"))["shell"]
    assert [link.url for link in frame.languages] == ["", "", ""] and not frame.addressed


@override_settings(BRAND_NAME="Külakoda", BRAND_LOGO="", BRAND_TAGLINE="Koos", NAVIGATION="tests.shared.test_shell.ways")
def test_the_brand_and_the_ways_are_settings():
    frame = shell(RequestFactory().get("/somewhere/"))["shell"]
    assert (frame.brand.name, frame.brand.logo, frame.brand.tagline) == ("Külakoda", "img/mark.svg", "Koos")
    assert frame.navigation == ["/somewhere/"]


def ways(request):
    return [request.path]


def test_every_icon_that_is_asked_for_is_drawn():
    drawn = re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "img" / "icons.svg").read_text(encoding="utf-8"))
    asked = {name for file in TEMPLATES for name in re.findall(r"{% icon \"([a-z]+)\"", file.read_text(encoding="utf-8"))}
    python = [file for file in ROOT.glob("*/**/*.py") if ".venv" not in file.parts and "tests" not in file.parts]
    asked |= {name for file in python for name in re.findall(r"\bicon=\"([a-z]+)\"", file.read_text(encoding="utf-8"))}
    assert len(drawn) == len(set(drawn))
    assert asked - set(drawn) == set()


@pytest.mark.parametrize("file", sorted((ROOT / "templates" / "components").glob("*.html")), ids=lambda file: file.name)
def test_every_component_says_what_it_takes(file):
    text = file.read_text(encoding="utf-8")
    assert re.match(r"{% comment %}.*?Context: .*?{% endcomment %}", text)
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script|\|safe|safeseq|autoescape", text)


def schemes():
    """The tokens of the light and of the dark scheme."""
    blocks = re.findall(r":root \{(.*?)\n\s*\}", TOKENS, re.DOTALL)
    light, dark = (dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", block)) for block in blocks[:2])
    return {"light": light, "dark": light | dark}


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


GROUNDS = ("--page", "--paper", "--sunk")
TEXT = [(text, ground) for text in ("--ink", "--ink-soft", "--link", "--link-deep", "--primary") for ground in GROUNDS] + [
    ("--warning", "--page"),
    ("--warning", "--paper"),
    ("--warning", "--warning-soft"),
    ("--ink", "--warning-soft"),
    ("--attention", "--attention-soft"),
    ("--ink", "--attention-soft"),
    ("--link", "--attention-soft"),
    ("--primary", "--primary-soft"),
    ("--ink", "--primary-soft"),
    ("--link", "--link-soft"),
    ("--ink", "--link-soft"),
    ("--on-primary", "--primary"),
    ("--on-primary", "--primary-deep"),
    ("--on-series-1", "--series-1"),
    ("--ink", "--tile"),
]
SHAPES = (
    [(f"--series-{number}", ground) for number in range(1, 6) for ground in ("--page", "--paper")]
    + [("--line-strong", ground) for ground in GROUNDS]
    + [("--focus", ground) for ground in GROUNDS]
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("least, pairs", [(4.5, TEXT), (3, SHAPES)], ids=["text", "shapes"])
def test_colours_can_be_read(scheme, least, pairs):
    tokens = schemes()[scheme]
    weak = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}
