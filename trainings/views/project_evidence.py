"""The evidence of a project's events: how far each is, and all of a period as one ZIP."""
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.requests import query_with
from portal.shared.tables import Column
from portal.shared.ui import Action, Stat
from portal.shared.views import ListPage
from portal.shared.views.base import Page
from projects.choices import Role
from projects.permissions import can_view_workspace, memberships_in
from trainings import permissions
from trainings.filters.evidence import EvidenceFilters
from trainings.models import Event
from trainings.summaries.evidence import needs_evidence, packs_of
from trainings.views.calendar import WHEN
from trainings.views.evidence_files import entries_of, missing_of, zip_response
from trainings.views.tab import TrainingsTab

STATES = {
    "closed": (_("closed"), "good"),
    "complete": (_("everything is there"), "good"),
    "open": (_("something is missing"), "attention"),
    "ahead": (_("not held yet"), "neutral"),
    "unasked": (_("nothing is asked for"), "neutral"),
}


def events_of(project, user):
    rows = needs_evidence(Event.objects.visible_to(user).filter(project=project))
    return rows.order_by("first_day", "pk")


def readable(rows, user, project):
    """Those whose papers this person may read: the auditor all, others those they keep."""
    audits = any(row.role == Role.AUDITOR and row.activity_id is None for row in memberships_in(user, project))
    return rows if audits else rows.filter(pk__in=Event.objects.kept_by(user).values("pk"))


class ProjectEvidence(TrainingsTab, ListPage):
    """Every event with the state of its checklist; cancelled and postponed ones want none."""

    part = "evidence"
    model = Event
    rule = staticmethod(can_view_workspace)
    template_name = "trainings/project_evidence.html"
    page_title = _("Evidence")
    page_lead = _("What the funders want to see of each event, and what is there.")
    filterset_class = EvidenceFilters
    default_sort = "-when"
    empty_title = _("No events yet")

    def get_queryset(self):
        return events_of(self.parent, self.request.user)

    def get_columns(self):
        return [
            WHEN,
            Column("title", _("Event"), url=self.address, sort="search_key"),
            Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
            Column("done", _("Required"), value=lambda row: f"{row.pack.done}/{row.pack.required}" if row.pack.required else "–"),
            Column("missing", _("Still missing"), value=missing),
            Column("state", _("State"), kind="badge", value=lambda row: STATES[row.pack.state][0],
                   tone=lambda row: STATES[row.pack.state][1]),
            Column("documents", _("Documents"), kind="number",
                   value=lambda row: len({item.document_id for item in row.pack.items})),
            Column("closed_on", _("Closed on"), kind="date", value=lambda row: row.pack.closed_on, empty=_("not yet")),
        ]

    def address(self, row):
        return reverse("trainings:event-evidence", args=[self.parent.slug, row.pk])

    @cached_property
    def packed(self):
        """The rows of the whole list, each with its Pack: the line above the list tells of all of them."""
        rows = list(super().get_rows())
        for row, pack in zip(rows, packs_of(self.parent, rows), strict=True):
            row.project, row.pack = self.parent, pack
        return rows

    def get_rows(self):
        return self.packed

    def actions(self):
        if not permissions.can_see_participants(self.request.user, self.parent):
            return []
        url = reverse("trainings:project-evidence-zip", args=[self.parent.slug])
        query = query_with(self.request, page=None, sort=None, format=None)
        return [Action(_("All as ZIP"), f"{url}{query if query != '?' else ''}", icon="download")]

    def count_text(self, count):
        return ngettext("%(count)d event", "%(count)d events", count) % {"count": count}

    def get_context_data(self, **kwargs):
        states = [row.pack.state for row in self.packed]
        asked = [row for row in self.packed if row.pack.lines]
        stats = [
            Stat(_now("Everything is there"), _now("%(n)d of %(all)d") % {
                "n": sum(row.pack.complete for row in asked), "all": len(asked),
            }, _now("events with a checklist")),
            Stat(_now("Something is missing"), str(states.count("open"))),
            Stat(_now("Closed"), str(states.count("closed"))),
        ]
        return super().get_context_data(stats=stats if asked else [], unasked=bool(states) and not asked, **kwargs)


def missing(row):
    named = [str(line.label) for line in row.pack.open]
    if row.pack.lacks_comment:
        named.append(_now("comment on the feedback"))
    return ", ".join(named)


class ProjectZip(TrainingsTab, Page):
    """What the list shows with the same filter, of events whose papers this person may read; a folder for each event."""

    part = "evidence"
    rule = staticmethod(permissions.can_see_participants)

    def get(self, request, *args, **kwargs):
        rows = readable(events_of(self.parent, request.user), request.user, self.parent)
        events = list(EvidenceFilters(request.GET, rows, user=request.user, parent=self.parent, request=request).qs)
        for event in events:
            event.project = self.parent
        packs = packs_of(self.parent, events)
        word = _now("Evidence")
        title = f"{word} – {self.parent}"
        return zip_response(entries_of(packs, request.user, folders=True), title, missing_of(packs))
