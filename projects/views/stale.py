"""Texts to translate anew: what changed in the Estonian one, the way to the field, and a word that the text still holds."""
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.tables import Column
from portal.shared.views import ActionPage, ListPage
from portal.shared.ways import reverse
from projects import actions, permissions
from projects.filters import StaleTextFilters
from projects.models import StaleText
from projects.summaries.stale import behind_of, stale_texts


class StaleTextList(ListPage):
    """Across the projects one coordinates; each text once, the newest change first."""

    model = StaleText
    rule = staticmethod(permissions.can_keep_texts)
    template_name = "projects/staletext_list.html"
    page_title = _("Texts to translate anew")
    page_lead = _("An Estonian sentence changed, or names a day that no longer holds, and this text has not followed yet.")
    filterset_class = StaleTextFilters
    default_sort = "-since"
    empty_title = _("Every translation is up to date")
    empty_text = _("When a text changes in Estonian, its Latvian and English sisters appear here with the changed sentence.")
    columns = [
        Column("project", _("Project"), value=lambda item: item.row.project and str(item.row.project), sort="project__sort_key"),
        Column("kind", _("Kind")),
        Column("label", _("Where"), value="row.label", sort="label"),
        Column("text", _("Text")),
        Column("language", _("Language"), value="row.get_language_display", sort="language"),
        Column("before", _("Sentence until now"), value=lambda item: "\n".join(item.before)),
        Column("after", _("Changed sentence"), value=lambda item: "\n".join(item.after)),
        Column("since", _("Since"), kind="date", value="row.since", sort="since"),
    ]

    def get_queryset(self):
        return stale_texts(self.request.user)

    def make_table(self, objects):
        return super().make_table(behind_of(objects))

    def count_text(self, count):
        return ngettext("%(count)d text", "%(count)d texts", count) % {"count": count}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        here = self.request.get_full_path()
        context["items"] = [(item, address(item.url, here)) for item in context["table"].objects]
        context["sorts"] = [header for header in context["table"].headers if header["url"]]
        return context | {"here": here}


def address(url, back):
    """The field's address, with the way back to this list: "…/edit/?next=…#id_title_lv"."""
    page, _mark, field = url.partition("#")
    return f"{page}?next={quote(back)}#{field}" if url else ""


class StaleTextSettle(ActionPage):
    model = StaleText
    rule = staticmethod(permissions.can_keep_texts)
    question = _("Does this text still hold?")
    explanation = _("It then leaves the list until the Estonian text changes again.")
    submit_label = _("It still holds")
    success_message = _("Noted: the text still holds.")

    def get_queryset(self):
        rows = StaleText.objects.select_related("project")
        return rows if self.request.user.is_staff else rows.visible_to(self.request.user)

    def perform(self, stale):
        actions.settle_text(stale, by=self.request.user)

    def get_success_url(self):
        return reverse("projects:staletext-list")

    get_cancel_url = get_success_url
