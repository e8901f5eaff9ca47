"""Training programmes of a project: built from needs, counted in days (A-16, A-17)."""
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from communities.views.needs import priority_tone
from portal.shared.sorting import sort_key
from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Action, Fact, Stat
from portal.shared.verbs import spread
from portal.shared.views import ArchivePage, CreatePage, DetailPage, ListPage, RestorePage, UpdatePage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.rows import RowMixin
from projects.views.workspace import PROJECT_RULES
from trainings import permissions
from trainings.actions import programme as verbs
from trainings.choices import DayKind
from trainings.filters.programme import TrainingProgrammeFilters
from trainings.forms.programme import EventNeedsForm, TrainingProgrammeForm
from trainings.models import Event, TrainingProgramme
from trainings.summaries import days_in_words
from trainings.summaries.programme import board_of, days_of, promised_days, with_counts
from trainings.views.calendar import STATUS, TITLE, WHEN, WHERE
from trainings.views.tab import TrainingsTab
from trainings.views.workspace import EventRows

MOST_NAMED = 6


def communities_of(row):
    """Who needs it: the first few by name, and how many more."""
    names = sorted({str(need.enrolment.community) for need in row.needs}, key=sort_key)
    more = len(names) - MOST_NAMED
    text = ", ".join(names[:MOST_NAMED])
    if more <= 0:
        return text
    rest = ngettext("and %(counter)s more", "and %(counter)s more", more) % {"counter": more}
    return f"{text} {rest}"


TOPICS = [
    Column("topic", _("What they need to learn")),
    Column("communities", _("Communities"), value=communities_of),
    Column("priority", _("Priority, 1 is the most urgent"), kind="badge", tone=priority_tone),
    Column("people", _("People"), kind="number"),
]


class ProgrammesTab(TrainingsTab):
    part = "programmes"
    model = TrainingProgramme


class ProgrammeList(ProgrammesTab, ListPage):
    rule = staticmethod(can_view_workspace)
    filterset_class = TrainingProgrammeFilters
    may_rules = PROJECT_RULES | {"plan": permissions.can_plan_event}
    page_title = _("Training programmes")
    page_lead = _("What the project teaches, built from what its communities need.")
    empty_title = _("No training programme yet")
    empty_text = _("A programme joins needs and sessions, and shows what is still open.")
    default_sort = "title"
    columns = [
        Column("title", _("Programme"), url=TrainingProgramme.get_absolute_url, sort="search_key"),
        Column("activity", _("Activity"), sort="activity__search_key", empty=_("the whole project")),
        Column("sessions", _("Events"), kind="number", sort="sessions"),
        Column("days", _("Days held"), kind="number", value=lambda row: days_in_words(row.halves), sort="halves"),
        Column("state", _("State"), kind="badge", value=lambda row: _("Archived") if row.is_archived else "",
               tone=lambda row: "neutral", sort="archived_at"),
    ]

    def get_queryset(self):
        rows = with_counts(super().get_queryset()).select_related("activity", "project")
        return rows if self.may.plan else rows.live()

    def primary_action(self):
        if not self.may.plan:
            return None
        return Action(
            _("Add a programme"), reverse("trainings:trainingprogramme-create", args=[self.parent.slug]), icon="plus"
        )

    def count_text(self, count):
        return ngettext("%(count)d programme", "%(count)d programmes", count) % {"count": count}


class ProgrammeRows(RowMixin, ProgrammesTab):
    rule = staticmethod(permissions.can_change_programme)

    def get_queryset(self):
        return super().get_queryset().select_related("activity")

    def get_object(self):
        row = super().get_object()
        row.project = self.parent
        if row.activity_id:
            row.activity.project = self.parent
        return row


class ProgrammeDetail(ProgrammeRows, DetailPage):
    """Promised and held days, needs without a session, sessions without a need."""

    rule = staticmethod(can_view_workspace)
    about_object = False
    template_name = "trainings/programme_detail.html"
    may_rules = PROJECT_RULES | {"plan": permissions.can_plan_event}
    object_rules = {"change": permissions.can_change_programme, "edit_programme": permissions.can_edit_programme}

    def crumbs_below(self):
        return []

    def get_queryset(self):
        return super().get_queryset().prefetch_related("audiences")

    def actions(self):
        row, found = self.object, []
        if row.is_archived:
            return [Action(_("Take back out"), self.sibling("restore"))] if self.may.edit_programme else []
        if self.may.plan:
            found.append(Action(_("Plan a session"), self.plan_url(), primary=True, icon="plus"))
        if self.may.change:
            found += [Action(_("Edit"), self.sibling("edit")), Action(_("Archive"), self.sibling("archive"))]
        return found

    def sibling(self, verb):
        return reverse(f"trainings:trainingprogramme-{verb}", args=[self.parent.slug, self.object.pk])

    def plan_url(self, **more):
        query = urlencode({"programme": self.object.pk, **more}, doseq=True)
        return f"{reverse('trainings:event-quick', args=[self.parent.slug])}?{query}"

    def get_context_data(self, **kwargs):
        board = board_of(self.object, self.request.user)
        for row in board.sessions:
            row.project = self.parent
        return super().get_context_data(
            stats=self.stats(), facts=self.facts(), badge=_("Archived") if self.object.is_archived else "",
            needs=self.need_table(board), answered=answered_table(board.answered),
            sessions=session_table([row for row in board.sessions if row not in board.without_need]),
            without_need=self.without_need(board.without_need),
            has_needs=bool(board.needs), needs_url=reverse("communities:trainingneed-list", args=[self.parent.slug]), **kwargs,
        )

    def stats(self):
        promised = [Stat(row.unit, row.figure, row.status_text, row.url) for row in promised_days(self.object)]
        own = [
            Stat(
                _("%(kind)s in this programme") % {"kind": DayKind(row.kind).label}, format_number(days_in_words(row.held)),
                _("%(n)s more planned") % {"n": format_number(days_in_words(row.planned))} if row.planned else "",
            )
            for row in days_of(self.object)
        ]
        return promised + own

    def facts(self):
        row = self.object
        return [
            Fact(_("Activity"), str(row.activity or _("the whole project"))),
            Fact(_("For whom"), ", ".join(str(audience) for audience in row.audiences.all())),
        ]

    def need_table(self, board):
        columns = list(TOPICS)
        if self.may.plan and not self.object.is_archived:
            columns.append(Column(
                "plan", _("What to do"), value=lambda row: _("Plan a session"),
                url=lambda row: self.plan_url(need=[need.pk for need in row.needs]),
            ))
        caption = ngettext("%(n)d need without a session", "%(n)d needs without a session", board.open_needs)
        return Table(columns, board.open_topics, caption=caption % {"n": board.open_needs}) if board.open_topics else None

    def without_need(self, sessions):
        def url(event):
            return reverse("trainings:event-needs", args=[self.parent.slug, event.pk])

        columns = [WHEN, TITLE, WHERE, STATUS]
        if self.may.plan:
            columns.append(Column("link", _("What to do"), value=lambda row: _("Say what it answers"), url=url))
        caption = ngettext("%(n)d session without a need", "%(n)d sessions without a need", len(sessions))
        return Table(columns, sessions, caption=caption % {"n": len(sessions)}) if sessions else None


def answered_table(topics):
    columns = [
        *TOPICS, Column(
            "sessions", pgettext_lazy("of training", "Sessions"),
            value=lambda row: ", ".join(sorted({str(event) for event in row.sessions})),
        ),
    ]
    return Table(columns, topics, caption=_("Needs with a session")) if topics else None


def session_table(sessions):
    columns = [
        WHEN, TITLE, WHERE, STATUS, Column("answers", _("Needs"), value=lambda row: ", ".join(row.topics), empty=""),
    ]
    return Table(columns, sessions, caption=_("Sessions and what they answer")) if sessions else None


class ProgrammeCreate(ProgrammeRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_plan_event)
    form_class = TrainingProgrammeForm
    verb = staticmethod(spread(verbs.add_programme))
    page_title = _("Add a programme")


class ProgrammeEdit(ProgrammeRows, UpdatePage):
    form_class = TrainingProgrammeForm
    verb = staticmethod(spread(verbs.change_programme))


class ProgrammeArchive(ProgrammeRows, ArchivePage):
    verb = staticmethod(verbs.archive_programme)
    explanation = _("Its events stay in the calendar.")


class ProgrammeRestore(ProgrammeRows, RestorePage):
    rule = staticmethod(permissions.can_edit_programme)
    verb = staticmethod(verbs.restore_programme)


class EventNeeds(EventRows, UpdatePage):
    """Which programme an event belongs to, and which needs it answers."""

    part = "programmes"
    model = Event
    form_class = EventNeedsForm
    verb = staticmethod(spread(verbs.answer_needs))
    page_title = _("What this event answers")
