"""Support of communities: who advises which of them, for how long, and the log of every meeting (A-23, C-09)."""
from django.utils.translation import gettext_lazy as _

from communities.permissions import can_enrol
from portal.shared.dates import format_period
from portal.shared.tables import format_day, format_number
from portal.shared.ui import Action, Crumb, Fact, Stat
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage, DetailPage, UpdatePage
from portal.shared.views.base import find
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.parts import RemoveRow
from projects.views.rows import NestedMixin
from trainings import actions, permissions
from trainings.actions.support import change_outcome, tell_outcome
from trainings.forms import CompleteForm, ExtendForm, SupportEntryForm, SupportForm
from trainings.forms.support import OutcomeForm
from trainings.models import Registration, SupportAssignment, SupportEntry, SupportOutcome
from trainings.summaries import hours_text, log_of, minutes_of
from trainings.summaries.support_waiting import outcome_page
from trainings.views.tab import TrainingsTab


def support_url(project, pk, verb="detail"):
    return reverse(f"trainings:supportassignment-{verb}", args=[project.slug, pk])


class SupportRows(TrainingsTab):
    """Pages about somebody's support of a community of the project; hidden communities' are 404."""

    model = SupportAssignment
    about_object = True
    rule = staticmethod(permissions.can_edit_support)
    parent_link = "enrolment__project"
    part = "support"

    def get_queryset(self):
        return super().get_queryset().select_related("enrolment__community", "organisation")

    def get_object(self):
        row = super().get_object()
        row.enrolment.project = self.parent
        return row

    def list_url(self):
        return reverse("trainings:project-support", args=[self.parent.slug])

    def get_success_url(self):
        return support_url(self.parent, self.object.pk)

    def get_cancel_url(self):
        return support_url(self.parent, self.object.pk) if self.object is not None else self.list_url()

    def crumbs_below(self):
        return [Crumb(str(self.object), support_url(self.parent, self.object.pk))] if self.object is not None else []


class SupportDetail(SupportRows, DetailPage):
    """One expert's or mentor's work with one community: what was agreed, and every meeting."""

    rule = staticmethod(can_view_workspace)
    about_object = False
    template_name = "trainings/support_detail.html"
    object_rules = {"edit_support": permissions.can_edit_support, "log": permissions.can_log_support}

    def get_queryset(self):
        return super().get_queryset().select_related("outcome", "registration__person")

    def crumbs_below(self):
        return []

    def actions(self):
        row, found = self.object, []

        def to(verb, label, **kwargs):
            return Action(label, support_url(self.parent, row.pk, verb), **kwargs)

        if self.may.log:
            new = reverse("trainings:supportentry-create", args=[self.parent.slug, row.pk])
            found.append(Action(_("Write into the log"), new, primary=True, icon="plus"))
            found.append(Action(_("Tell what came of it"), outcome_page(row, getattr(row, "outcome", None))))
        if self.may.edit_support:
            if row.completed_on is None:
                found.append(to("complete", _("It is completed")))
                if row.ends_on:
                    found.append(to("extend", _("Extend")))
            found.append(to("edit", _("Edit")))
        return found

    def get_context_data(self, **kwargs):
        row = self.object
        log = log_of(row)
        for entry in log:
            entry.assignment = row
        return super().get_context_data(
            facts=support_facts(row, self.request.user), outcome=getattr(row, "outcome", None),
            stats=log_stats(log), badge=_("Completed") if row.completed_on else "",
            log=[(entry, hours_text(entry.minutes), self.entry_url(entry)) for entry in log],
            records=f"{reverse('trainings:supportentry-list')}?project={self.parent.slug}", **kwargs,
        )

    def entry_url(self, entry):
        if not self.may.log:
            return ""
        return reverse("trainings:supportentry-edit", args=[self.parent.slug, self.object.pk, entry.pk])


def support_facts(row, user):
    """Who leads a dialogue is named to those who keep the list he stands on."""
    leader = row.registration
    if leader is not None and not Registration.objects.visible_to(user).filter(pk=leader.pk).exists():
        leader = None
    period = format_period(row.starts_on, row.ends_on) if row.starts_on or row.ends_on else ""
    return [
        Fact(_("Community"), str(row.enrolment), url=row.enrolment.get_absolute_url()),
        Fact(_("Kind"), row.get_kind_display()),
        Fact(_("Who, by role"), row.label),
        *([Fact(_("Participant who leads it"), str(leader.person))] if leader else []),
        Fact(_("Organisation"), str(row.organisation or "")),
        Fact(_("Stage supported"), row.get_phase_display() if row.phase else ""),
        Fact(_("Period"), period, note=row.extension_reason),
        Fact(_("Completed on"), format_day(row.completed_on)[0] if row.completed_on else str(_("not yet"))),
    ]


def log_stats(log):
    coming = max((entry.next_on for entry in log if entry.next_on), default=None)
    return [
        Stat(_("hours in all"), hours_text(minutes_of(log)) or "0"),
        Stat(_("meetings"), format_number(len(log))),
        Stat(_("next meeting"), format_day(coming)[0] if coming else str(_("not agreed"))),
    ]


class SupportCreate(SupportRows, CreatePage):
    about_object = False
    rule = staticmethod(can_enrol)
    form_class = SupportForm
    verb = staticmethod(spread(actions.assign_support))
    page_title = _("Assign support")

    def get_instance(self):
        return SupportAssignment()


class SupportEdit(SupportRows, UpdatePage):
    form_class = SupportForm
    verb = staticmethod(spread(actions.change_support))


class SupportExtend(SupportRows, ActionPage):
    """Longer than agreed, with the reason (C-09)."""

    form_class = ExtendForm
    question = _("Extend the period?")
    explanation = _("The earlier end stays in the history.")
    submit_label = _("Extend")
    success_message = _("The period is extended.")

    def perform(self, assignment):
        answer = self.form.cleaned_data
        actions.extend_support(
            assignment, by=self.request.user, ends_on=answer["ends_on"], reason=answer["reason"]
        )


class SupportComplete(SupportRows, ActionPage):
    form_class = CompleteForm
    question = _("Is this support completed?")
    submit_label = _("It is completed")
    success_message = _("The support is completed.")

    def actions(self):
        return [Action(_("Edit"), self.sibling("edit"))]

    def perform(self, assignment):
        actions.complete_support(assignment, by=self.request.user, on=self.form.cleaned_data["on"])


class EntryRows(NestedMixin, TrainingsTab):
    """Pages about an entry of a log; the rule is asked about whose log it is."""

    model = SupportEntry
    part = "support"
    rule = staticmethod(permissions.can_log_support)
    owner_model = SupportAssignment
    owner_field = "assignment"
    owner_kwarg = "supportassignment_pk"
    about_owner = True
    parent_link = "assignment__enrolment__project"

    def get_owner(self):
        rows = SupportAssignment.objects.visible_to(self.request.user).filter(enrolment__project=self.parent)
        owner = find(rows.select_related("enrolment__community"), pk=self.kwargs[self.owner_kwarg])
        owner.enrolment.project = self.parent
        return owner

    def get_instance(self):
        return self.adopt(self.model()) if self.object is None else super().get_instance()

    def get_success_url(self):
        return support_url(self.parent, self.owner.pk)

    get_cancel_url = get_success_url


class EntryCreate(EntryRows, CreatePage):
    form_class = SupportEntryForm
    verb = staticmethod(spread(actions.log_support))
    page_title = _("Write into the log")


class EntryEdit(EntryRows, UpdatePage):
    form_class = SupportEntryForm
    verb = staticmethod(spread(actions.change_support_entry))

    def actions(self):
        return [Action(_("Remove"), self.sibling("remove"), danger=True)]


class EntryRemove(EntryRows, RemoveRow):
    verb = staticmethod(actions.remove_support_entry)
    question = _("Remove this entry of the log?")
    explanation = _("For an entry that was made by mistake. It stays in the history.")


class OutcomeCreate(EntryRows, CreatePage):
    """What came of a support: halfway, and at the end."""

    model = SupportOutcome
    form_class = OutcomeForm
    verb = staticmethod(spread(tell_outcome))
    page_title = _("What came of it")


class OutcomeEdit(EntryRows, UpdatePage):
    model = SupportOutcome
    form_class = OutcomeForm
    verb = staticmethod(spread(change_outcome))
    page_title = _("What came of it")
