"""Markdown in long texts: what people write becomes HTML that is safe whatever they wrote.

CommonMark without raw HTML, pictures and tables. Two walls stand one behind the other: the parser escapes what it does not
know, and nh3 lets through only the tags and addresses listed here.
"""
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# A page has its own h1, a section h2 and a card h3.
FIRST_HEADING, LAST_HEADING = 4, 6
SCHEMES = {"http", "https", "mailto"}
TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre", "a",
}  # fmt: skip
# The star empties the list of attributes that nh3 lets through everywhere.
ATTRIBUTES = {"*": set(), "a": {"href"}, "ol": {"start"}}
REL = "nofollow noopener"


def is_allowed_link(address):
    """Whole addresses only: a relative one would lead elsewhere on paper than on the page."""
    scheme, colon, rest = address.partition(":")
    scheme = scheme.lower()
    return bool(colon) and scheme in SCHEMES and bool(rest) and (scheme == "mailto" or rest.startswith("//"))


def without_picture(self, tokens, place, options, env):
    """A picture's words stand for it: pictures come to the portal as documents, with a check of what they are."""
    return escape(tokens[place].content)


def make_parser():
    parser = MarkdownIt("commonmark", {"html": False})
    parser.validateLink = is_allowed_link
    parser.add_render_rule("image", without_picture)
    return parser


PARSER = make_parser()
CLEANER = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, link_rel=REL, url_schemes=SCHEMES, url_relative="deny",
    clean_content_tags={"script", "style"},
)


def tokens_of(text, top=FIRST_HEADING):
    """markdown-it's tokens of a text; the outermost headings are h<top>, and no level below them is left out."""
    tokens = PARSER.parse(text or "")
    outer = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while outer and outer[-1] >= level:
                outer.pop()
            outer.append(level)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(top + len(outer) - 1, LAST_HEADING)}"
    return tokens


def render_markdown(text, top=FIRST_HEADING) -> SafeString:
    """The text as safe HTML, to be put into an element of class `prose`. `top`: the level of its outermost headings, 2 to 6."""
    html = PARSER.renderer.render(tokens_of(text, top), PARSER.options, {})
    return mark_safe(CLEANER.clean(html))  # noqa: S308 - nh3 has just cleaned it


def markdown_plain(text) -> str:
    """The text without marks, for tables and search: one line for each paragraph, heading or item. Not escaped."""
    lines = [plain_line(token) for token in tokens_of(text) if token.type in ("inline", "fence", "code_block")]
    return "\n".join(line for line in lines if line)


def plain_line(token):
    if token.type != "inline":
        return token.content.strip("\n")
    return "".join(" " if part.type in ("softbreak", "hardbreak") else part.content for part in token.children).strip()
