"""What communities need to learn: the list of all, and noting them at one community."""
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities import actions, permissions
from communities.filters import TrainingNeedFilters
from communities.forms.assessments import TrainingNeedForm, round_in_words
from communities.models import Assessment, Statement, TrainingNeed
from communities.panels import needs_are_answered_somewhere, with_answers
from communities.views.base import BelowEnrolment
from communities.views.tab import CommunitiesTab
from portal.shared.tables import Column, Table
from portal.shared.ui import Action, Crumb
from portal.shared.verbs import spread
from portal.shared.views import ArchivePage, CreatePage, ListPage, RestorePage, UpdatePage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace

URGENT, MOST_DIGITS = 2, 19


def priority_tone(need):
    return "attention" if need.priority <= URGENT else "neutral"


PRIORITY = Column("priority", _("Priority, 1 is the most urgent"), kind="badge", sort="priority", tone=priority_tone)
PEOPLE = Column("people", _("People"), kind="number", sort="people")
ANSWERED = Column(
    "is_answered", _("Answered by a training"), kind="badge", value=lambda row: _("yes") if row.is_answered else _("not yet"),
    tone=lambda row: "good" if row.is_answered else "neutral", export=lambda row: row.is_answered,
)


class TrainingNeedListPage(CommunitiesTab, ListPage):
    """Each row is one thing that one community needs to learn."""

    model = TrainingNeed
    part = "needs"
    rule = staticmethod(can_view_workspace)
    parent_link = "enrolment__project"
    filterset_class = TrainingNeedFilters
    page_title = _("Training needs")
    page_lead = _("What communities need to learn, the most urgent first.")
    default_sort = "priority"
    empty_title = _("No training needs yet")
    empty_text = _("They are noted at an assessment, from its weakest statements.")
    columns = [
        Column("topic", _("What they need to learn"), sort="search_key"),
        Column("community", _("Community"), value="enrolment.community", sort="enrolment__community__sort_key",
               url=lambda row: f"{row.enrolment.get_absolute_url()}#needs"),
        Column("area", _("Area"), value=lambda row: row.enrolment.area, sort="enrolment__area__order"),
        PRIORITY,
        PEOPLE,
        Column("note", _("How we know")),
    ]

    def get_queryset(self):
        return with_answers(super().get_queryset()).select_related(
            "enrolment__community", "enrolment__project", "enrolment__area"
        )

    def get_columns(self):
        return [*self.columns, ANSWERED] if needs_are_answered_somewhere() else self.columns

    def count_text(self, count):
        return ngettext("%(count)d training need", "%(count)d training needs", count) % {"count": count}


class TrainingNeedRows(BelowEnrolment):
    model = TrainingNeed
    rule = staticmethod(permissions.can_assess)

    def get_success_url(self):
        return f"{self.owner.get_absolute_url()}#needs"

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner.get_absolute_url())]


class TrainingNeedCreate(TrainingNeedRows, CreatePage):
    form_class = TrainingNeedForm
    verb = staticmethod(spread(actions.note_training_need))
    page_title = _("Note a training need")

    def get_initial(self):
        """From a weak statement: what would help, and how we know."""
        asked = {name: self.request.GET.get(name, "") for name in ("assessment", "statement")}
        keys = {name: int(text) for name, text in asked.items() if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS}
        found = Assessment.objects.filter(enrolment=self.owner, pk=keys.get("assessment")).first()
        if found is None:
            return {}
        statement = Statement.objects.filter(block__template=found.template_id, pk=keys.get("statement")).first()
        if statement is None:
            return {"assessment": found.pk}
        note = _now("%(round)s: “%(statement)s” was among the weakest statements.") % {
            "round": round_in_words(found), "statement": statement.text
        }
        return {"assessment": found.pk, "topic": statement.training or statement.text, "note": note}


class TrainingNeedEdit(TrainingNeedRows, UpdatePage):
    form_class = TrainingNeedForm
    verb = staticmethod(spread(actions.change_training_need))

    def actions(self):
        verb, label = ("restore", _("Take back out")) if self.object.is_archived else ("archive", _("Archive"))
        return [Action(label, self.sibling(verb), danger=verb == "archive")]


class TrainingNeedArchive(TrainingNeedRows, ArchivePage):
    verb = staticmethod(actions.archive_training_need)

    def perform(self, _enrolment):
        self.verb(self.object, by=self.request.user)


class TrainingNeedRestore(TrainingNeedRows, RestorePage):
    verb = staticmethod(actions.restore_training_need)

    def perform(self, _enrolment):
        self.verb(self.object, by=self.request.user)


def table_of_needs(rows, *, editable=False, slug=""):
    """For the pages of an enrolment and of a community."""
    def edit(row):
        return reverse("communities:trainingneed-edit", args=[slug, row.enrolment_id, row.pk]) if editable else ""

    columns = [Column("topic", _("What they need to learn"), url=edit), PRIORITY, PEOPLE, Column("note", _("How we know"))]
    if needs_are_answered_somewhere():
        columns.append(ANSWERED)
    return Table(columns, rows, caption=_("Training needs"))
