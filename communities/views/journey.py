"""The journey: all communities of a project with their next step, longest stuck first; and the strip of one community."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.choices import StepOwner
from communities.filters.journey import JourneyFilters
from communities.models import Enrolment
from communities.summaries.journey import counts_of, journeys_of, stages, stuck_first
from communities.views.tab import CommunitiesTab
from portal.shared.tables import Column, format_day
from portal.shared.ui import Step
from portal.shared.views import ListPage
from projects.permissions import can_view_workspace


def owner_in_words(journey):
    """Who takes the next step: the partner, the community or the municipality by name, where one is known."""
    if journey.next is None:
        return ""
    enrolment, owner = journey.enrolment, journey.next.owner
    municipality = enrolment.community.municipality
    named = {StepOwner.PARTNER: enrolment.author, StepOwner.MUNICIPALITY: municipality}.get(owner)
    return f"{StepOwner(owner).label}: {named}" if named else str(StepOwner(owner).label)


def stuck_in_words(journey):
    """"12 days", or nothing at the end of the way and when no day is known."""
    if journey.stuck is None:
        return ""
    return ngettext("%(count)d day", "%(count)d days", journey.stuck) % {"count": journey.stuck}


def steps_of(journey, *, inside):
    """[Step] of one community. `inside`: the reader belongs to the project, and sees every stage and what comes next."""
    found = []
    for reached in journey.stages:
        stage = reached.stage
        if not (inside or stage.public):
            continue
        when = format_day(reached.day)[0] if reached.day else ""
        if reached.done:
            found.append(Step(stage.label, "done", when=when))
        elif inside and journey.next is not None and stage == journey.next_stage:
            waited = stuck_in_words(journey)
            note = f"{journey.next.words} · {owner_in_words(journey)}" + (f" · {waited}" if waited else "")
            found.append(Step(stage.label, "current", note=note))
        else:
            found.append(Step(stage.label, "todo"))
    return found


def stage_column(stage):
    return Column(stage.key, stage.label, kind="date", value=lambda journey: journey.day_of(stage.key), empty=_("not yet"))


class ProjectJourney(CommunitiesTab, ListPage):
    """The coordinator's overview: where everybody is, what comes next, who owes it, longest stuck first."""

    model = Enrolment
    part = "journey"
    rule = staticmethod(can_view_workspace)
    template_name = "communities/project_journey.html"
    filterset_class = JourneyFilters
    page_title = _("Journey")
    page_lead = _("Where each community is, what comes next and who takes that step. Those longest without a step come first.")
    empty_title = _("No communities yet")
    empty_text = _("Add the communities that applied or were chosen.")
    columns = [
        Column("community", _("Community"), value="enrolment", url=lambda row: row.enrolment.get_absolute_url()),
        Column("area", _("Area"), value="enrolment.area", empty=_("not stated")),
        Column("stage", _("Stage reached"), kind="badge", value=lambda row: row.last.stage.label if row.last else "",
               tone=lambda row: "good" if row.next is None else "info", empty=_("not yet")),
        Column("since", _("Since"), kind="date", empty=_("not stated")),
        Column("next", _("Next step"), value=lambda row: row.next.words if row.next else "", empty=_("nothing")),
        Column("owner", _("Who takes it"), value=owner_in_words, empty="–"),
        Column("stuck", _("Days waiting"), kind="number", value="stuck", empty="–"),
    ]

    def get_queryset(self):
        return (
            super().get_queryset().counted()
            .select_related("community__municipality__county", "activity", "area", "author")
            .order_by("community__sort_key", "pk")
        )

    def get_columns(self):
        area = [column for column in self.columns if column.key == "area"]
        hidden = [] if any(journey.enrolment.area_id for journey in self.journeys) else area
        return [column for column in self.columns if column not in hidden]

    @cached_property
    def journeys(self):
        """Of everybody whom place and word let through."""
        rows = list(self.filterset.qs)
        for row in rows:
            row.project = self.parent
        return stuck_first(journeys_of(rows))

    def get_rows(self):
        chosen = getattr(self.filterset.form, "cleaned_data", {})
        stage, owner = chosen.get("stage"), chosen.get("owner")
        return [
            journey
            for journey in self.journeys
            if (not stage or journey.reached(stage))
            and (not owner or (journey.next and journey.next.owner == owner))
        ]

    def export(self, kind):
        """The file has every stage's day besides."""
        self.columns = [*self.get_columns(), *(stage_column(stage) for stage in stages())]
        return super().export(kind)

    def count_text(self, count):
        return ngettext("%(count)d community", "%(count)d communities", count) % {"count": count}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            summary=[
                {
                    "label": count.stage.label, "value": count.reached, "of": count.of,
                    "text": _("%(reached)d of %(of)d") % {"reached": count.reached, "of": count.of},
                }
                for count in counts_of(self.journeys)
            ],
            **kwargs,
        )
