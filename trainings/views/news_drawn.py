"""Pieces of news as ready HTML, for the pages that list them. Every word is escaped here."""
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.shared.cells import escaped as text
from portal.shared.markup import markdown_plain
from portal.shared.ui.drawn import badge
from portal.shared.ui.written import day

MOST_WORDS = 40


def news_cards(pieces, *, level, own=False):
    """News rows with their projects, newest first. `level`: of their headings, 2 or 3; `own`: on the project's own page."""
    cards = "\n  ".join([card(piece, level, own) for piece in pieces])
    return SafeString(f'<ul class="news">\n  {cards}\n</ul>')


def card(piece, level, own):
    when = day(piece.published_on) if piece.published_on else badge(_("Not published"), "attention")
    where = "" if own else f" · {text(str(piece.project))}"
    demo_data = _("Demo data")
    demo = f'<p>{badge(demo_data, "attention")}</p>' if piece.is_demo else ""
    words = Truncator(markdown_plain(piece.text)).words(MOST_WORDS, truncate=" …")
    return (
        f'<li class="news-piece">\n    <p class="eyebrow">{when}{where}</p>\n'
        f'    <h{level}><a href="{text(piece.get_absolute_url())}">{text(piece.title)}</a></h{level}>\n'
        f"    {demo}<p>{text(words)}</p>\n  </li>"
    )
