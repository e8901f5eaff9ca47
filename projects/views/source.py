"""A source with its text: every fact that rests on it, beside the sentence that states it (X-02)."""
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.models import Source, StatedFact
from projects.views.workspace import WorkspaceMixin


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `fact` when it is the sentence of the fact that was asked for."""

    text: str
    fact: Any = None


class SourceDetail(WorkspaceMixin, ShowPage):
    """The text is for people of the project only; the public page tells facts in our own words."""

    tab = "content"
    model = Source
    has_object = True
    template_name = "projects/source_detail.html"
    page_lead = _("The text as it stands there, and the facts that rest on it.")

    def get_queryset(self):
        return super().get_queryset().select_related("publisher")

    def get_context_data(self, **kwargs):
        facts = list(StatedFact.objects.filter(source=self.object))
        chosen = self.chosen(facts)
        return super().get_context_data(
            facts=facts, chosen=chosen, paragraphs=paragraphs_of(self.object.text or "", chosen), **kwargs
        )

    def chosen(self, facts):
        wanted = self.request.GET.get("fact", "")
        if not wanted:
            return None
        found = next((fact for fact in facts if str(fact.pk) == wanted), None)
        if found is None:
            raise Http404
        return found


def paragraphs_of(text, fact):
    """[[Piece]]: the lines of the text, the fact's sentence apart. White space may differ: the text keeps its own."""
    quote = " ".join((fact.quote or "").split()) if fact is not None else ""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    found = next((line for line in lines if quote and quote in line), None)
    return [cut(line, quote, fact) if line is found else [Piece(line)] for line in lines]


def cut(line, quote, fact):
    before, _quote, after = line.partition(quote)
    return [piece for piece in (Piece(before), Piece(quote, fact), Piece(after)) if piece.text]


def way_to_sentence(project):
    """A column's way from a fact to its sentence; "" where the source's text is not kept."""

    def way(fact):
        if fact.source_id is None or not fact.quote:
            return ""
        return f"{reverse('projects:source-detail', args=[project.slug, fact.source_id])}?fact={fact.pk}#fact-{fact.pk}"

    return way


def way_to_source(project):
    return lambda row: reverse("projects:source-detail", args=[project.slug, row.pk])
