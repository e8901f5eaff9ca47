"""The page of the search, and the glossary, to which it leads as well."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.search.summaries import Found
from portal.shared import search
from portal.shared.requests import query_with
from portal.shared.rules import public
from portal.shared.text import clean_line
from portal.shared.views import ShowPage
from projects.summaries.glossary import glossary

LONGEST_NUMBER = 10


class SearchPage(ShowPage):
    """Everything that this person may see, by its words. The question stands in the address."""

    rule = public
    template_name = "search/search.html"
    page_title = _("Search")

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        text = clean_line(asked.get("q", ""))[: search.LONGEST_QUESTION]
        kind, project = clean_line(asked.get("kind", "")), clean_line(asked.get("project", ""))
        found = Found(self.request.user, text, kind=kind, project=project, page=number_in(asked.get("page", "")))
        found.page = min(found.page, max(found.pages, 1))
        return super().get_context_data(
            question=text, found=found, groups=found.groups, is_asked=found.is_asked,
            count_text=ngettext("%(count)d result", "%(count)d results", found.count) % {"count": found.count},
            kinds=[self.way(choice, "kind") for choice in found.kinds], any_kind=query_with(self.request, kind=None, page=None),
            projects=[self.way(choice, "project") for choice in found.projects],
            any_project=query_with(self.request, project=None, page=None),
            more={group.kind: query_with(self.request, kind=group.kind, page=None) for group in found.groups},
            before=self.page_link(found.page - 1, found), after=self.page_link(found.page + 1, found), **kwargs,
        )

    def way(self, choice, name):
        return choice, query_with(self.request, **{name: choice.value, "page": None})

    def page_link(self, number, found):
        return query_with(self.request, page=number) if 1 <= number <= found.pages else ""


def number_in(text):
    """The number of a page as it stands in an address; 1 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 1


class GlossaryPage(ShowPage):
    """What the words mean that projects use."""

    rule = public
    template_name = "search/glossary.html"
    page_title = _("Glossary")

    def get_context_data(self, **kwargs):
        return super().get_context_data(terms=glossary(), **kwargs)
