"""What an edit form says beside a text that fell behind, on whichever floor the form stands."""
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from projects.summaries.stale import open_about, texts_of


def point_out(form):
    """Say at each field of a form, which edits a row, that its text fell behind. Registered in `apps.py`; one query."""
    row = getattr(form, "instance", None)
    if row is None or not texts_of(type(row)):
        return
    for name, stale in open_about(row).items():
        if name in form.fields:
            form.fields[name].help_text = told(stale)


def told(stale):
    """The mark beside the field: words first, then the changed sentences. Everything typed is escaped here."""
    sentences = format_html_join("", " <ins>{}</ins>", ((sentence,) for sentence in stale.after.splitlines()))
    if sentences:
        return format_html('<span class="tag tag-attention">{}</span> {}{}', _("Look at it anew"), _("Now:"), sentences)
    gone = format_html_join("", " <del>{}</del>", ((sentence,) for sentence in stale.before.splitlines()))
    return format_html('<span class="tag tag-attention">{}</span> {}{}', _("Look at it anew"), _("No longer there:"), gone)
