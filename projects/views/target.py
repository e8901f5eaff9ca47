"""The promise board, and the pages that change a promise."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.views import ActionPage, ListPage
from projects import actions, measures
from projects.choices import Distribution
from projects.filters import TargetFilters
from projects.forms import DivisionForm, FormulaForm, TargetForm
from projects.models import Activity, ProjectArea, Target
from projects.summaries import number, promise_board
from projects.views.cards import cards_of
from projects.views.parts import PartArchive, PartCreate, PartPage, PartUpdate
from projects.views.workspace import WorkspaceMixin


def joined(name):
    return lambda card: "; ".join(getattr(card.promise, name))


class TargetList(WorkspaceMixin, ListPage):
    """Where are we against what we promised? Every figure opens the records behind it (X-37)."""

    tab = "promises"
    model = Target
    template_name = "projects/target_list.html"
    page_title = _("Promises")
    paginate_by = 1000
    empty_text = _("Add the first promise, in the words in which it was given.")
    columns = [
        Column("activity", _("Activity")),
        Column("statement", _("Promise"), value="promise.statement"),
        Column("planned", _("Promised"), kind="number", value="promise.planned"),
        Column("achieved", _("Counted"), kind="number", value="promise.achieved"),
        Column("unit", _("Unit"), value="promise.unit"),
        Column("figure", _("In words"), value="promise.figure"),
        Column("status", _("State"), value="promise.status_text"),
        Column("gaps", _("Still missing"), value=joined("gaps")),
        Column("warnings", _("To check"), value=joined("warnings")),
        Column("deviation", _("Reason of the difference"), value="promise.deviation"),
    ]

    @cached_property
    def activities(self):
        return list(Activity.objects.filter(project=self.parent).order_by("order", "pk"))

    @cached_property
    def filterset(self):
        live = [row for row in self.activities if not row.is_archived]
        return TargetFilters(self.request.GET, self.get_queryset(), activities=live, request=self.request)

    @cached_property
    def board(self):
        return promise_board(self.parent, pairs=[(row.pk, row.parent_id) for row in self.activities])

    def get_rows(self):
        chosen = self.filterset.chosen
        promises = [row for row in self.board.promises if chosen is None or row.activity_id == chosen]
        return cards_of(promises, {row.pk: str(row) for row in self.activities})

    def count_text(self, count):
        return ngettext("%(count)d promise", "%(count)d promises", count) % {"count": count}

    def primary_action(self):
        if not self.may.edit:
            return None
        return Action(_("Add a promise"), reverse("projects:target-create", args=[self.parent.slug]), icon="plus")

    def get_context_data(self, **kwargs):
        return super().get_context_data(board=self.board, **kwargs)


class TargetCreate(PartCreate):
    tab = "promises"
    model = Target
    form_class = TargetForm
    page_title = _("New promise")
    page_lead = _("Write it as it was promised. What is achieved is counted, never typed.")
    submit_label = _("Add the promise")


class TargetUpdate(PartUpdate):
    tab = "promises"
    model = Target
    form_class = TargetForm
    away = "archive"

    def actions(self):
        divide = Action(_("Divide"), self.sibling("divide"))
        return [Action(_("Formula"), self.sibling("formula")), divide, *super().actions()]


class TargetArchive(PartArchive):
    tab = "promises"
    model = Target
    question = _("Put this promise into the archive?")


class ReplacePage(PartPage, ActionPage):
    """Replace the rows below a promise by what the form says; refused with 409 when they changed since it was opened."""

    tab = "promises"
    model = Target
    submit_label = _("Save")
    success_message = _("Saved.")

    def get_page_title(self):
        return self.question

    def replace(self, form):
        """Call the verb with what the form says."""
        raise NotImplementedError

    def perform(self, _project):
        if self.form.is_stale:
            self.form.data = self.form.data.copy()
            self.form.data["basis"] = self.form.present_basis
            raise ValidationError(
                _("Somebody else changed this meanwhile. It now stands so: %(present)s. Yours is below, not saved yet."),
                params={"present": self.present_text() or "–"},
            )
        self.replace(self.form)


class TargetDivide(ReplacePage):
    """How much of the promise falls to each area, county, region. A sum that does not fit is pointed out (A-10)."""

    question = _("Divide the promise")
    explanation = _("Leave a part empty while it is undecided. A sum that does not fit is pointed out, not refused.")

    @cached_property
    def items(self):
        """[(key, label)] of the parts."""
        if self.object.distribution == Distribution.AREA:
            return [(str(area.pk), area.name) for area in self.areas.values()]
        return [(key, str(label)) for key, label in measures.distribution_items(self.object.distribution, self.parent)]

    @cached_property
    def areas(self):
        return {str(area.pk): area for area in ProjectArea.objects.filter(project=self.parent)}

    def present(self):
        return actions.division_of(self.object)

    def present_text(self):
        labels = dict(self.items)
        return ", ".join(f"{labels.get(key, key)} {number(value) or '–'}" for key, value in self.present().items())

    def get_form(self, data=None):
        return DivisionForm(data, items=self.items, present=self.present(), user=self.request.user, parent=self.object)

    def dispatch_problem(self):
        """Why there is nothing to divide by, or ""."""
        if not self.object.distribution:
            return _("First say by what the promise is divided.")
        if self.object.equal_share is not None:
            return _("Each part has the same number. Take it out first to give each its own.")
        return "" if self.items else _("There are no parts yet by which to divide.")

    def get(self, request, *args, **kwargs):
        return self.elsewhere() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.elsewhere() or super().post(request, *args, **kwargs)

    def elsewhere(self):
        problem = self.dispatch_problem()
        if not problem:
            return None
        messages.warning(self.request, problem)
        return HttpResponseRedirect(self.sibling("edit"))

    def replace(self, form):
        shares = [(self.areas.get(key, key), value) for key, value in form.shares()]
        actions.divide_target(self.object, shares, by=self.request.user, seen=form.present)


class TargetFormula(ReplacePage):
    """2 runs × 12 people × 1 dialogue = 24: the product is the promised number."""

    question = _("Formula of the promise")
    explanation = _("The numbers are multiplied. Without any row the promised number holds.")

    def present(self):
        return actions.formula_of(self.object)

    def present_text(self):
        return " × ".join(f"{factor['value']} {factor['label_et']}" for factor in self.present())

    def get_form(self, data=None):
        return FormulaForm(data, present=self.present(), user=self.request.user, parent=self.object)

    def replace(self, form):
        actions.set_formula(self.object, form.factors(), by=self.request.user, seen=form.present)
