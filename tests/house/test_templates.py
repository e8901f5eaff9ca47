"""What a template may hold: strict-CSP markup, includes with `only`, no roles, tables with captions, pictures with names."""
import re

import pytest

from tests.house.tree import ROOT, Source, templates

LIBRARIES = {"i18n", "l10n", "static", "tz", "talgud", "crispy_forms_tags", "crispy_forms_filters", "admin_urls"}
# Our own in portal/templatetags.
LIBRARIES |= {path.stem for path in (ROOT / "portal" / "templatetags").glob("[a-z]*.py")}
# A page stands on one of these ranks below; the others are pages and extend something.
NOT_PAGES = ("base.html", "layouts/", "components/", "email/", "bootstrap5/")
# Template and what the rule says of it: why it may stay so. A line that is no longer true fails below.
ALLOWED = {
    "templates/papers/paper.html: a page that extends nothing":
        "a paper is a document of its own, without the portal's frame",
}

TAG = re.compile(r"{%\s*(.*?)\s*%}|{{\s*(.*?)\s*}}", re.S)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.S)
ASKS = re.compile(r"(if|elif)\s")
ROLES = re.compile(r"\brole\s*(==|!=|in\b)|[=\"'] ?in \w+\.roles\b|\bis_(coordinator|editor|auditor)\b")
RIGHTS = re.compile(r"\b(is_staff|is_superuser|memberships_now|has_perm|perms\.|user\.groups)")
INLINE = [
    ("inline style", re.compile(r"\sstyle\s*=", re.I)),
    ("inline handler", re.compile(r"\son[a-z]+\s*=", re.I)),
    ("htmx handler", re.compile(r"\shx-on\b", re.I)),
    ("inline <style>", re.compile(r"<style\b", re.I)),
    ("javascript: link", re.compile(r"javascript:", re.I)),
    ("other host", re.compile(r"(src|href)\s*=\s*[\"'](https?:)?//(?!www\.w3\.org)", re.I)),
]
DATA_SCRIPT = re.compile(r"type=[\"']application/(ld\+)?json[\"']")


def plain(source):
    return COMMENT.sub("", source.text)


def tags(source):
    return [(block or value) for block, value in TAG.findall(plain(source))]


def inline_markup(source):
    text = plain(source)
    yield from (name for name, pattern in INLINE if pattern.search(TAG.sub("", text)) or pattern.search(text))
    for script in re.findall(r"<script\b([^>]*)>", text, re.I):
        if "src=" not in script and not DATA_SCRIPT.search(script):
            yield "inline <script>"


def open_includes(source):
    return [f"include without only: {tag}" for tag in tags(source) if tag.startswith("include ") and not tag.endswith(" only")]


def roles(source):
    asking = [tag for tag in tags(source) if RIGHTS.search(tag) or ASKS.match(tag) and ROLES.search(tag)]
    return [f"asks for a role: {tag}" for tag in asking]


def unknown_libraries(source):
    for tag in tags(source):
        if tag.startswith("load "):
            names = tag.removeprefix("load ").split(" from ")[-1].split()
            yield from (f"loads {name}" for name in names if name not in LIBRARIES)


def extends_nothing(source):
    name = source.path.split("templates/", 1)[-1]
    partial = name.rsplit("/", 1)[-1].startswith("_")
    if not partial and not name.startswith(NOT_PAGES) and not any(tag.startswith("extends ") for tag in tags(source)):
        yield "a page that extends nothing"


def nameless(source):
    """Forms without data-form, tables without a caption, pictures without words or a sign that they need none."""
    text = plain(source)
    for form in re.findall(r"<form\b[^>]*>", text, re.S):
        if "data-form=" not in form:
            yield f"a form without data-form: {form}"
    for table in re.findall(r"<table\b.*?</table>", text, re.S):
        if "<caption" not in table:
            yield "a table without a caption"
    for image in re.findall(r"<img\b[^>]*>", text, re.S):
        if not re.search(r"\salt=", image):
            yield f"an image without alt: {image}"
    for picture in outermost_pictures(text):
        if not re.search(r"\s(aria-hidden|aria-label|aria-labelledby|role)=", picture):
            yield f"a picture nobody names: {picture}"


def outermost_pictures(text):
    """Opening tags of SVG drawings; a drawing within a drawing is a part of it."""
    depth = 0
    for tag in re.findall(r"<svg\b[^>]*>|</svg>", text, re.S):
        if tag == "</svg>":
            depth -= 1
            continue
        if depth == 0:
            yield tag
        depth += not tag.endswith("/>")


RULES = [inline_markup, open_includes, roles, unknown_libraries, extends_nothing, nameless]


def faults(sources):
    return {f"{source.path}: {fault}" for source in sources for rule in RULES for fault in rule(source)}


def test_every_template_keeps_the_rules():
    found = faults(templates())
    assert found == set(ALLOWED), "\n".join(sorted(found ^ set(ALLOWED)))


# --- planted faults ---

PAGE = '{% extends "layouts/list.html" %}'


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color:red">', '<p\nstyle = "x">', "<a onclick='x()'>", '<button hx-on:click="x()">', "<style>a{}</style>",
        "<script>alert(1)</script>", '<script nonce="x">1</script>', '<a href="javascript:x()">',
        '<img src="https://cdn.example.org/x.png" alt="">', '<link href="//cdn.example.org/x.css">',
        '{% include "_tabs.html" with tab="x" %}', '{% include "_tabs.html" %}', "{% include name with only=tab %}",
        '{% if membership.role == "coordinator" %}', "{% if user.is_staff %}", "{{ user.memberships_now }}", "{% if perms.x %}",
        "{% load humanize %}", "{% load naturaltime from humanize %}",
        "<form method=post>", "<table><tr><td>1</td></tr></table>", '<img src="/x.png">', '<svg viewBox="0 0 1 1"></svg>',
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(planted):
    assert len(faults([Source("templates/projects/x.html", PAGE + planted)])) >= 1


def test_a_page_that_extends_nothing_is_found():
    assert faults([Source("templates/projects/x.html", "<p>")]) == {"templates/projects/x.html: a page that extends nothing"}
    assert not faults([Source("templates/projects/_x.html", "<p>"), Source("templates/components/x.html", "<p>")])


@pytest.mark.parametrize(
    "fine",
    [
        '{% include "_tabs.html" with tab="x" only %}', "{% if may.edit %}", '<script src="/static/x.js" defer></script>',
        '<script type="application/ld+json">{}</script>', "{# style= onclick= <script> #}", '<svg aria-hidden="true"></svg>',
        '<form data-form="x" method="post">', "<table><caption>x</caption></table>", '<svg role="img"><svg x="1"></svg></svg>',
        "{{ membership.get_role_display }}",
        '<img src="x" alt="">', "{% load i18n talgud %}",
        '<a href="/x" data-on="x">',
    ],
)  # fmt: skip
def test_what_is_fine_is_not_called_a_fault(fine):
    assert not faults([Source("templates/projects/x.html", PAGE + fine)])
