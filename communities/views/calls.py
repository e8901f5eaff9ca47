"""Calls to communities: the list with the criteria, one call with its applicants county by county, and the choice."""
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities import actions, permissions
from communities.choices import CriterionPurpose
from communities.forms import CallForm, ChoiceForm, CriterionForm, ReadyForm, RejectionForm, UnreadyForm
from communities.models import Call, Criterion, Enrolment
from communities.summaries.calls import call_state, empty_counties, is_late, public_calls, selection_of
from communities.views.base import EnrolmentRows
from communities.views.tab import CommunitiesTab
from portal.shared.dates import format_period
from portal.shared.rules import public
from portal.shared.sums import count_of
from portal.shared.tables import Column, Table
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.views import ActionPage, CreatePage, DetailPage, ListPage, UpdatePage
from portal.shared.views.kept import KeptPage
from portal.shared.ways import reverse
from projects.models import Contact
from projects.permissions import can_view_workspace
from projects.views.parts import PartCreate, PartRemove, PartUpdate
from projects.views.rows import RowMixin
from projects.views.workspace import PROJECT_RULES


class CallListPage(CommunitiesTab, ListPage):
    """The calls of a project, and below them what it asks of communities."""

    model = Call
    part = "calls"
    rule = staticmethod(can_view_workspace)
    template_name = "communities/call_list.html"
    page_title = _("Calls")
    page_lead = _("Whom the project calls to take part, and how communities are chosen.")
    may_rules = PROJECT_RULES | {"call": permissions.can_call}
    default_sort = "-opens"
    empty_title = _("No calls yet")
    empty_text = _("Write a call when communities may apply; otherwise add those that take part.")
    columns = [
        Column("title", _("Call"), url=Call.get_absolute_url, sort="title_et"),
        Column("activity", _("Activity"), empty=_("the whole project")),
        Column("opens", _("Open from"), kind="date", value="opens_on", sort="opens_on"),
        Column("closes", _("Open until"), kind="date", value="closes_on", sort="closes_on"),
        Column("applied", _("Applied"), kind="number", sort="applied"),
        Column("chosen", _("Selected"), kind="number", sort="chosen"),
    ]

    def get_queryset(self):
        seen = Enrolment.objects.visible_to(self.request.user)
        return (
            super().get_queryset().select_related("activity", "project")
            .annotate(applied=count_of(seen, per="call"), chosen=count_of(seen.counted(), per="call"))
        )

    def primary_action(self):
        if not self.may.call:
            return None
        return Action(_("Write a call"), reverse("communities:call-create", args=[self.parent.slug]), icon="plus")

    def count_text(self, count):
        return ngettext("%(count)d call", "%(count)d calls", count) % {"count": count}

    def get_context_data(self, **kwargs):
        new = reverse("communities:criterion-create", args=[self.parent.slug])
        action = Action(_("Add a criterion"), new, icon="plus") if self.may.call else None
        return super().get_context_data(criteria=self.criteria(), add_criterion=action, **kwargs)

    def criteria(self):
        slug = self.parent.slug
        columns = [
            Column("text", _("Criterion"),
                   url=lambda row: reverse("communities:criterion-edit", args=[slug, row.pk]) if self.may.call else ""),
            Column("purpose", _("Used for"), value="get_purpose_display"),
        ]
        rows = Criterion.objects.filter(project=self.parent).order_by("-purpose", "order", "pk")
        return Table(columns, list(rows), caption=_("What is asked of communities"))


class CallRows(RowMixin, CommunitiesTab):
    """Pages about one call of the project."""

    model = Call
    part = "calls"
    rule = staticmethod(permissions.can_edit_call)

    def get_queryset(self):
        return super().get_queryset().select_related("activity")


class CallDetailPage(CallRows, DetailPage):
    """Who answered the call, county by county, what each meets, and which counties are still empty."""

    rule = staticmethod(can_view_workspace)
    about_object = False
    template_name = "communities/call_detail.html"
    may_rules = PROJECT_RULES | {"apply": permissions.can_enrol}
    object_rules = {"edit_call": permissions.can_edit_call}

    def actions(self):
        slug, found = self.parent.slug, []
        if self.may.apply:
            new = reverse("communities:enrolment-create", args=[slug])
            found.append(Action(_("Add an applicant"), f"{new}?call={self.object.pk}", primary=True, icon="plus"))
        if self.may.edit_call:
            found.append(Action(_("Edit"), reverse("communities:call-edit", args=[slug, self.object.pk]), icon="edit"))
        if is_public(self.object):
            found.append(Action(_("The public page"), reverse("communities:call-public", args=[self.object.pk])))
        return found

    def get_context_data(self, **kwargs):
        call, user = self.object, self.request.user
        selection = selection_of(call, user)
        rows = [applicant.enrolment for county in selection.counties for applicant in county.applicants]
        return super().get_context_data(
            state=call_state(call), selection=selection, facts=call_facts(call), covered=covered_words(selection),
            reads={row.pk for row in rows if self.may.edit_call or permissions.works_with(user, row)}, **kwargs,
        )


def covered_words(selection):
    """In how many counties the call's promise is kept; nothing when it promises counties nothing."""
    if not selection.of:
        return ""
    return _("%(covered)s of %(of)s counties") % {"covered": selection.covered, "of": selection.of}


def is_public(call):
    return call.opens_on is not None and call.project.is_public and not (call.activity_id and call.activity.sensitive)


def call_facts(call):
    return [
        Fact(_("Activity"), str(call.activity) if call.activity_id else str(_("the whole project"))),
        Fact(_("Open for applications"), format_period(call.opens_on, call.closes_on) if call.opens_on or call.closes_on else ""),
        Fact(_("Communities per county"), str(call.per_county) if call.per_county else str(_("not divided by county"))),
    ]


class CallCreatePage(CommunitiesTab, CreatePage):
    model = Call
    part = "calls"
    rule = staticmethod(permissions.can_call)
    form_class = CallForm
    verb = staticmethod(actions.add_call)
    page_title = _("New call")

    def get_success_url(self):
        return self.object.get_absolute_url()


class CallEditPage(CallRows, UpdatePage):
    form_class = CallForm
    verb = staticmethod(actions.change_call)


class CriterionRows(CommunitiesTab):
    """What a project asks of communities: one row each."""

    model = Criterion
    part = "calls"
    section = "criteria"
    rule = staticmethod(permissions.can_call)


class CriterionCreatePage(CriterionRows, PartCreate):
    form_class = CriterionForm
    verb = staticmethod(actions.add_criterion)
    page_title = _("Add a criterion")

    def get_initial(self):
        return super().get_initial() | {"purpose": self.request.GET.get("purpose") or CriterionPurpose.SELECTION}


class CriterionEditPage(CriterionRows, PartUpdate):
    form_class = CriterionForm
    verb = staticmethod(actions.change_criterion)


class CriterionRemovePage(CriterionRows, PartRemove):
    verb = staticmethod(actions.remove_criterion)


class DecisionAction(EnrolmentRows, ActionPage):
    """A decision about one enrolment; afterwards one is back at the call, when there is one."""

    def get_queryset(self):
        return super().get_queryset().select_related("call__activity", "community__municipality__county")

    def get_object(self):
        row = super().get_object()
        if row.call_id:
            row.call.project = self.parent
        return row

    def crumbs_below(self):
        call = self.object.call
        above = [Crumb(str(call), call.get_absolute_url())] if call else []
        return [*above, *super().crumbs_below()]

    def get_success_url(self):
        return (self.object.call or self.object).get_absolute_url()

    get_cancel_url = get_success_url


class EnrolmentChoose(DecisionAction):
    rule = staticmethod(permissions.can_decide_enrolment)
    form_class = ChoiceForm
    question = _("Select this community?")
    submit_label = _("Select")
    success_message = _("The community is selected.")

    @cached_property
    def explanation(self):
        """A choice after the deadline is no mistake, but it is good to know."""
        call = self.object.call
        return call_state(call) if call and is_late(call, timezone.localdate()) else ""

    def perform(self, enrolment):
        answer = self.form.cleaned_data
        actions.choose(
            enrolment, by=self.request.user, on=answer["on"], reason=answer["reason"], criteria=answer.get("criteria")
        )


class EnrolmentReject(DecisionAction):
    rule = staticmethod(permissions.can_decide_enrolment)
    form_class = RejectionForm
    question = _("Reject this community?")
    explanation = _("The reason stays in the history.")
    submit_label = _("Reject")
    success_message = _("The decision is saved.")

    def perform(self, enrolment):
        actions.reject(enrolment, by=self.request.user, reason=self.form.cleaned_data["reason"])


class EnrolmentReady(EnrolmentRows, ActionPage):
    form_class = ReadyForm
    question = _("Is this community ready to start?")
    submit_label = _("It is ready")
    success_message = _("The community is ready to start.")

    def perform(self, enrolment):
        answer = self.form.cleaned_data
        actions.declare_ready(
            enrolment, by=self.request.user, on=answer["on"], note=answer["note"], criteria=answer.get("criteria")
        )


class EnrolmentUnready(EnrolmentRows, ActionPage):
    form_class = UnreadyForm
    question = _("Is this community not ready any more?")
    explanation = _("What was decided before stays in the history.")
    submit_label = _("It is not ready")
    success_message = _("The decision is saved.")

    def perform(self, enrolment):
        actions.withdraw_readiness(enrolment, by=self.request.user, reason=self.form.cleaned_data["reason"])


class CallPublicPage(KeptPage, DetailPage):
    """A call for everybody: who is called, until when, where nobody is yet, whom to ask."""

    model = Call
    rule = public
    template_name = "communities/call_public.html"

    def get_queryset(self):
        return public_calls().select_related("project", "activity")

    def breadcrumbs(self):
        call = self.object
        return [Crumb(_("Communities"), reverse("communities:community-list")),
                Crumb(str(call.project), call.project.get_absolute_url()), Crumb(str(call))]

    def get_context_data(self, **kwargs):
        call = self.object
        contacts = Contact.objects.filter(project=call.project, is_public=True).select_related("organisation")
        return super().get_context_data(
            state=call_state(call), facts=call_facts(call), missing=empty_counties(call), contacts=list(contacts),
            is_open=not is_late(call, timezone.localdate()), **kwargs,
        )
