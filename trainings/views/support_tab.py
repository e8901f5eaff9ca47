"""The Support part of the Trainings tab: who supports whom, so many for each community, dialogues, hours."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.permissions import can_enrol
from portal.shared.dates import PartialDate
from portal.shared.tables import Column, Table
from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import CreatePage, ListPage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.cards import promise_card
from projects.models import CrossCheck, Target
from projects.permissions import can_view_workspace
from projects.summaries.promises import check_of
from projects.views.workspace import PROJECT_RULES
from trainings import actions
from trainings.choices import SupportKind
from trainings.filters import SupportFilters
from trainings.filters.support import TimesheetFilters
from trainings.forms.support import DialogueForm
from trainings.models import SupportAssignment, SupportEntry
from trainings.summaries import hours_number, hours_text, minutes_of, with_minutes
from trainings.summaries.support import (
    DIALOGUES,
    dialogue_activities,
    leaders_of,
    promises_about,
    ratios_of,
    timesheet_of,
)
from trainings.views.tab import TrainingsTab

SUPPORT_RULES = PROJECT_RULES | {"support": can_enrol}


class SupportTab(TrainingsTab):
    part = "support"
    rule = staticmethod(can_view_workspace)
    may_rules = SUPPORT_RULES

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.parent.slug, *args])

    def page_of(self, row):
        return self.to("supportassignment-detail", row.pk)


class ProjectSupport(SupportTab, ListPage):
    """Everybody who supports a community of the project; each row leads to its log."""

    model = SupportAssignment
    parent_link = "enrolment__project"
    filterset_class = SupportFilters
    page_title = _("Support of communities")
    page_lead = _("Mentors, facilitators, experts and leaders of dialogues, by role. The log behind each row adds up the hours.")
    default_sort = "community"
    empty_title = _("No support yet")

    def get_queryset(self):
        return with_minutes(super().get_queryset().select_related("enrolment__community", "organisation"))

    def get_columns(self):
        return [
            Column("community", _("Community"), value="enrolment.community", url=self.page_of,
                   sort="enrolment__community__sort_key"),
            Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
            Column("label", _("Who, by role"), sort="label"),
            Column("organisation", _("Organisation"), sort="organisation__sort_key", empty=_("not stated")),
            Column("period", _("Period"), kind="period", sort="starts_on",
                   value=lambda row: (row.starts_on, row.ends_on) if row.starts_on or row.ends_on else None),
            Column("hours", _("Hours"), value=lambda row: hours_text(row.minutes), sort="minutes",
                   export=lambda row: hours_number(row.minutes), empty=_("none noted")),
            Column("completed_on", _("Completed on"), kind="date", sort="completed_on", empty=_("not yet")),
        ]

    def actions(self):
        """What the project promised decides which further pages there are."""
        new = [Action(_("Assign support"), self.to("supportassignment-create"), primary=True, icon="plus")]
        promised = list(Target.objects.filter(project=self.parent).live().values_list("measure", "per_measure"))
        more = [
            ("support-ratio", _("How many for each community"), any(per for _measure, per in promised)),
            ("dialogue-list", _("Dialogues"), any(measure in DIALOGUES for measure, _per in promised)),
            ("support-timesheet", _("Hours by month"), True),
        ]
        return [*(new if self.may.support else []), *(Action(label, self.to(name)) for name, label, fits in more if fits)]


class SupportRatio(SupportTab, ShowPage):
    """So many for each community (C-15), and whether the promises agree: 15 communities × 2 = 30 people trained (C-16)."""

    template_name = "trainings/support_ratio.html"
    page_title = _("How many for each community")
    page_lead = _("More than promised is told and accepted; too few is what is still to be found.")

    def get_context_data(self, **kwargs):
        checks = CrossCheck.objects.filter(project=self.parent).select_related("left", "right")
        checks = checks.prefetch_related("left__factors", "right__factors")
        return super().get_context_data(
            boards=[(promise_card(board.promise), self.table(board), enough_text(board))
                    for board in ratios_of(self.parent, self.request.user)],
            checks=[check_of(row, {side.pk: side.planned() for side in (row.left, row.right)}) for row in checks], **kwargs,
        )

    def table(self, board):
        columns = [
            Column("community", _("Community"), value="enrolment", url=lambda row: row.enrolment.get_absolute_url()),
            Column("got", _("Has"), kind="number"),
            Column("wanted", _("Promised"), kind="number"),
            Column("state", _("State"), kind="badge", value=ratio_words, tone=ratio_tone),
        ]
        return Table(columns, board.rows, caption=_("Communities")) if board.rows else None


def ratio_words(row):
    if row.missing:
        return ngettext("%(n)d missing", "%(n)d missing", row.missing) % {"n": row.missing}
    if row.more:
        return ngettext("%(n)s more than promised", "%(n)s more than promised", row.more) % {"n": row.more}
    return _("as promised")


def ratio_tone(row):
    return "attention" if row.missing else "info" if row.more else "good"


def enough_text(board):
    return _("%(n)d of %(of)d communities have as many as promised.") % {"n": board.enough, "of": len(board.rows)}


class DialogueList(SupportTab, ShowPage):
    """Each participant of a development programme holds one dialogue with one community (C-12)."""

    template_name = "trainings/dialogue_list.html"
    page_title = _("Dialogues")
    page_lead = _("Each participant holds one dialogue with one community. Names are shown to those who keep the lists.")

    @cached_property
    def leaders(self):
        return leaders_of(dialogue_activities(self.parent), self.request.user)

    def actions(self):
        leaders, _unnamed = self.leaders
        if not self.may.support or all(leader.dialogue for leader in leaders):
            return []
        return [Action(_("Agree on a dialogue"), self.to("dialogue-create"), primary=True, icon="plus")]

    def get_context_data(self, **kwargs):
        leaders, unnamed = self.leaders
        promises = promises_about(self.parent, lambda target: target.measure in DIALOGUES)
        return super().get_context_data(
            cards=[promise_card(promise) for _target, promise in promises], leaders=self.leader_table(leaders),
            unnamed=self.dialogue_table(unnamed), **kwargs,
        )

    def leader_table(self, leaders):
        columns = [
            Column("who", _("Participant"), value="registration.person"),
            Column("role", _("Role"), value="registration.person.role", empty=_("not stated")),
            Column("group", _("Group"), value=lambda row: row.registration.event.cohort or row.registration.event),
            Column("community", _("Community"), value=lambda row: row.dialogue.enrolment if row.dialogue else _("choose one"),
                   url=lambda row: self.page_of(row.dialogue) if row.dialogue else self.new_for(row)),
            Column("agreed", _("Agreed for"), kind="date", value=lambda row: row.dialogue and row.dialogue.starts_on,
                   empty="–"),
            Column("held", _("Held on"), kind="date", value=lambda row: row.dialogue and row.dialogue.completed_on,
                   empty=_("not yet")),
        ]
        return Table(columns, leaders, caption=_("Participants and their dialogues")) if leaders else None

    def new_for(self, leader):
        return f"{self.to('dialogue-create')}?registration={leader.registration.pk}" if self.may.support else ""

    def dialogue_table(self, rows):
        columns = [
            Column("community", _("Community"), value="enrolment", url=self.page_of),
            Column("label", _("Who, by role")),
            Column("starts_on", _("Agreed for"), kind="date", empty="–"),
            Column("completed_on", _("Held on"), kind="date", empty=_("not yet")),
        ]
        return Table(columns, rows, caption=_("Dialogues whose leader is not named")) if rows else None


class DialogueCreate(SupportTab, CreatePage):
    """One participant, one community."""

    model = SupportAssignment
    parent_link = "enrolment__project"
    rule = staticmethod(can_enrol)
    form_class = DialogueForm
    verb = staticmethod(spread(actions.assign_support))
    page_title = _("Agree on a dialogue")

    def get_instance(self):
        return SupportAssignment(kind=SupportKind.DIALOGUE)

    def get_initial(self):
        """Somebody comes from a participant's row of the list."""
        asked = self.request.GET.get("registration", "")
        return {"registration": asked if asked.isdecimal() and asked.isascii() and len(asked) < 19 else None}

    def get_success_url(self):
        return self.to("dialogue-list")

    get_cancel_url = get_success_url


class Timesheet(SupportTab, ListPage):
    """Hours by who gave them, month by month: the mentor's timesheet, from the log."""

    model = SupportEntry
    parent_link = "assignment__enrolment__project"
    filterset_class = TimesheetFilters
    page_title = _("Hours of support by month")
    page_lead = _("Added up from the logs: one row for each person, community and month.")
    empty_title = _("Nothing is written into the logs yet")
    columns = [
        Column("label", _("Who, by role")),
        Column("kind", _("Kind")),
        Column("organisation", _("Organisation"), empty=_("not stated")),
        Column("community", _("Community"), value="enrolment"),
        Column("month", _("Month"), value=lambda row: PartialDate(row.month.year, row.month.month).text(),
               export=lambda row: row.month),
        Column("meetings", _("Meetings"), kind="number"),
        Column("hours", _("Hours"), value=lambda row: hours_text(row.minutes), export=lambda row: hours_number(row.minutes)),
    ]

    @cached_property
    def hours(self):
        return timesheet_of(self.filterset.qs)

    def get_rows(self):
        return self.hours

    def count_text(self, count):
        rows = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
        minutes = minutes_of(self.hours)
        return f"{hours_text(minutes)} ({rows})" if minutes else rows
