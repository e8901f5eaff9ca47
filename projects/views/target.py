"""The pages that change a promise."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Action
from portal.shared.views import ActionPage
from portal.shared.ways import reverse
from projects import actions, measures
from projects.choices import Distribution
from projects.forms import DivisionForm, FormulaForm, TargetForm
from projects.forms.target import DeviationForm
from projects.models import ProjectArea, Target
from projects.summaries import number
from projects.views.parts import PartArchive, PartCreate, PartPage, PartUpdate


class TargetCreate(PartCreate):
    tab = "promises"
    model = Target
    form_class = TargetForm
    page_title = _("New promise")
    page_lead = _("Write it as it was promised. What is achieved is counted, never typed.")
    submit_label = _("Add the promise")

    def get_success_url(self):
        """A promise that is divided is divided next."""
        if is_to_divide(self.object):
            return reverse("projects:target-divide", args=[self.parent.slug, self.object.pk])
        return super().get_success_url()


def is_to_divide(target):
    return bool(target is not None and target.distribution and target.equal_share is None and not target.shares.exists())


class TargetUpdate(PartUpdate):
    tab = "promises"
    model = Target
    form_class = TargetForm
    away = "archive"

    def get_success_url(self):
        return self.sibling("divide") if is_to_divide(self.object) else f"{self.tab_url()}#promise-{self.object.pk}"

    def actions(self):
        divide = Action(_("Divide"), self.sibling("divide"))
        return [Action(_("Formula"), self.sibling("formula")), divide, *super().actions()]


class TargetDeviation(PartUpdate):
    """Why it turned out differently than promised: asked on the board itself, beside the figure (X-32)."""

    tab = "promises"
    model = Target
    form_class = DeviationForm
    away = ""
    page_title = _("Reason of the difference")

    def get_success_url(self):
        return f"{self.tab_url()}#promise-{self.object.pk}"


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
