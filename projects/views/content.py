"""The content of a project on one page: its story, what it answers, what it rests on. One section for each kind of row."""
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.shared.once import once
from portal.shared.reading import read, with_related
from portal.shared.tables import Column, Table
from portal.shared.ui import Action
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.models import (
    Challenge,
    Contact,
    Contradiction,
    Deliverable,
    FundingLink,
    Narrative,
    Result,
    Source,
    Stage,
    StatedFact,
    TargetGroup,
)
from projects.summaries.stale import freshness_of
from projects.views.columns import edit_column, filled
from projects.views.source import way_to_sentence, way_to_source
from projects.views.workspace import WorkspaceMixin


def name_of(field):
    """A column's value: the name of the row a foreign key points to."""
    return lambda row: str(getattr(row, field)) if getattr(row, f"{field}_id") else None


def if_true(field, words):
    """A column's value: the words when the box is ticked."""
    return lambda row: words if getattr(row, field) else None


def attention(_row):
    """The tone of a badge that should be seen."""
    return "attention"


@dataclass(frozen=True)
class Section:
    """One kind of row. `key` is the anchor, `related` the foreign keys to fetch, `hint` what an empty section says,
    `long` the columns that a list need not read."""

    key: str
    model: Any
    columns: tuple
    hint: Any
    related: tuple = ()
    long: tuple = ()

    @property
    def stem(self):
        """The first half of the routes' names: "narrative"."""
        return self.model._meta.model_name

    @property
    def title(self):
        return capfirst(self.model._meta.verbose_name_plural)


SECTIONS = (
    Section(
        "story", Narrative,
        (Column("kind", _("Kind"), value="get_kind_display"), Column("text", _("Text")), Column("level", _("For whom"))),
        _("Tell why the project is needed, what it aims at, and what is already strong."),
    ),
    Section("challenges", Challenge, (Column("text", _("Challenge")),), _("What in the world does the project answer?")),
    Section(
        "results", Result,
        (
            Column("text", _("Result")), Column("direction", _("Direction"), value="get_direction_display"),
            Column("subject", _("About whom")),
            Column("baseline", _("Baseline"), empty=_("not measured")),
            Column("intended_only", _("How sure"), kind="badge", value=if_true("intended_only", _("a hope"))),
        ),
        _("What should grow or improve? It needs no number."),
    ),
    Section("stages", Stage, (Column("title", _("Stage")), Column("status", _("State as stated"))),
            _("Only for a project that is one part of a longer course.")),
    Section(
        "target-groups", TargetGroup,
        (
            Column("name", _("Target group")), Column("kind", _("Kind"), value="get_kind_display"),
            Column("parent", _("Within"), value=name_of("parent")),
            Column("sensitive", _("Sensitive"), kind="badge", value=if_true("sensitive", _("sensitive")), tone=attention),
        ),
        _("Whose life should improve, who takes part, who benefits?"), ("parent",),
    ),
    Section(
        "contacts", Contact,
        (
            Column("role", _("Role")), Column("place", _("Where")), Column("person", pgettext_lazy("person", "Name")),
            Column("email", _("E-mail")), Column("phone", _("Phone")),
            Column("organisation", _("Organisation"), value=name_of("organisation")),
            Column("is_public", _("Shown to the public"), kind="bool"),
        ),
        _("Whom should people ask? A contact is hidden until its owner agrees."), ("organisation", "area"),
    ),
    Section(
        "funding", FundingLink,
        (
            Column("role", _("Role"), value="get_role_display"),
            Column("who", _("Who"), value=str),
            Column("label", _("In words")),
        ),
        _("From the fund down to those who use the money."), ("organisation", "programme"),
    ),
    Section(
        "deliverables", Deliverable,
        (
            Column("title", _("Deliverable")), Column("activity", _("Activity"), value=name_of("activity")),
            Column("state", _("State"), value="get_state_display"), Column("url", _("Web address"), kind="link"),
        ),
        _("What will the project leave behind?"), ("activity",),
    ),
    Section(
        "sources", Source,
        (
            Column("title", _("Source")), Column("publisher", _("Published by"), value=name_of("publisher")),
            Column("publisher_note", _("Publisher in words")), Column("perspective", _("Point of view")),
            Column("read_on", _("Read on"), kind="date"),
        ),
        _("Name the texts on which the facts rest."), ("publisher",), ("text",),
    ),
    Section(
        "facts", StatedFact,
        (
            Column("code", _("Code")), Column("statement", _("Fact")), Column("value", _("As stated")),
            Column("state", _("State"), value="get_state_display"),
            Column("source", _("Source"), value=name_of("source")), Column("location", _("Where in the source")),
            Column("note", _("Note")),
        ),
        _("What a source says, with the place where it stands."), ("source",), ("source__text",),
    ),
    Section(
        "contradictions", Contradiction,
        (
            Column("title", _("What does not fit")), Column("first", _("One statement")),
            Column("second", _("Other statement")), Column("decision", _("Decision"), empty=_("not decided yet")),
            Column("decided_on", _("Decided on"), kind="date", empty=""),
        ),
        _("Two statements that do not fit stand here side by side until somebody decides."),
    ),
)


@dataclass(frozen=True)
class Shown:
    """A section on the page: its table and the way to add a row (None for those who may not)."""

    key: str
    title: str
    table: Table
    hint: Any
    add: Action | None


@once
def rows_asked(model, project, related, long):
    """A section's rows in their own order, without the long texts that the page does not print."""
    return with_related(model.objects.filter(project=project), related).defer(*long)


class ContentList(WorkspaceMixin, ShowPage):
    tab = "content"
    template_name = "projects/content_list.html"
    page_title = _("Content")
    page_lead = _("What the project says about itself, and where it is known from.")

    def shown(self, section, rows):
        for row in rows:
            row.project = self.parent
        edit = edit_column(
            self.may.edit, lambda row: reverse(f"projects:{section.stem}-edit", args=[self.parent.slug, row.pk])
        )
        url = reverse(f"projects:{section.stem}-create", args=[self.parent.slug])
        return Shown(
            section.key, str(section.title),
            Table([*filled(self.columns_of(section), rows), *edit], rows, caption=section.title),
            section.hint, Action(_("Add"), url, icon="plus") if self.may.edit else None,
        )

    def columns_of(self, section):
        """The section's columns; a fact opens its sentence, a source its text."""
        way = {"facts": way_to_sentence, "sources": way_to_source}.get(section.key)
        key = "statement" if section.key == "facts" else "title"
        return [replace(column, url=way(self.parent)) if way and column.key == key else column for column in section.columns]

    def actions(self):
        return [Action(_("Box for other web sites"), reverse("projects:embedsite-list", args=[self.parent.slug]))]

    def get_context_data(self, **kwargs):
        found = read([rows_asked(each.model, self.parent.pk, each.related, each.long) for each in SECTIONS])
        return super().get_context_data(
            sections=[self.shown(section, rows) for section, rows in zip(SECTIONS, found, strict=True)],
            freshness=freshness_of(self.parent) if self.may.edit else (), **kwargs,
        )
