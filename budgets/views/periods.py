"""Reporting periods: when reports are due, and how far everybody's is."""
from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from budgets import permissions
from budgets.actions.periods import add_period, change_period, make_periods, remove_period
from budgets.choices import CLAIM_IS_OPEN
from budgets.forms.periods import MakePeriodsForm, ReportingPeriodForm
from budgets.models import Claim, ReportingPeriod
from budgets.summaries.budget import total_of
from budgets.summaries.claims import (
    accepted_of,
    claimed_of,
    deadline_in_words,
    due_in,
    handed_in_words,
    partners_in,
)
from budgets.views.claim_columns import CLAIM_TONES
from budgets.views.tab import MoneyTab
from portal.shared.dates import format_period
from portal.shared.money import format_money
from portal.shared.sums import count_of
from portal.shared.tables import Column, Table, format_day
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage, DetailPage, ListPage, UpdatePage
from portal.shared.ways import reverse
from projects.views.parts import RemoveRow
from projects.views.rows import RowMixin


class PeriodsTab(MoneyTab):
    part = "claims"
    model = ReportingPeriod

    def list_url(self):
        return reverse("budgets:reportingperiod-list", args=[self.parent.slug])

    def crumbs_below(self):
        return [Crumb(_("Reporting periods"), self.list_url())]


class PeriodList(PeriodsTab, ListPage):
    rule = staticmethod(permissions.can_view_budgets)
    page_title = _("Reporting periods")
    page_lead = _("When partners and the project hand in their reports.")
    empty_title = _("No reporting periods yet")
    empty_text = _("They are made by the programme's rules, or one by one.")

    def get_queryset(self):
        handed_in = Claim.objects.filter(partnership__isnull=False).exclude(state__in=CLAIM_IS_OPEN)
        return super().get_queryset().select_related("programme", "project").annotate(
            handed_in=count_of(handed_in, per="period")
        )

    def get_columns(self):
        return [
            Column("period", _("Period"), kind="period", value=lambda row: (row.starts_on, row.ends_on),
                   url=ReportingPeriod.get_absolute_url, sort="starts_on"),
            Column("number", _("No."), kind="number", sort="number"),
            Column("programme", _("Reported to"), empty=_("the project's own programme")),
            Column("partner_due_on", _("Partners' reports due"), kind="date", sort="partner_due_on"),
            Column("claim_due_on", _("Payment claim due"), kind="date", sort="claim_due_on"),
            Column("handed_in", _("Partners' claims submitted"), kind="number", sort="handed_in"),
            Column("is_final", _("Last period"), kind="bool"),
        ]

    def crumbs_below(self):
        return []

    def count_text(self, count):
        return ngettext("%(count)d period", "%(count)d periods", count) % {"count": count}

    def actions(self):
        if not self.may.edit_money:
            return []
        return [
            Action(_("Make them by the rules"), reverse("budgets:reportingperiod-make", args=[self.parent.slug]), primary=True),
            Action(_("Add a period"), reverse("budgets:reportingperiod-create", args=[self.parent.slug]), icon="plus"),
        ]


class PeriodRows(RowMixin, PeriodsTab):
    """Pages about one period; the rule is asked about the project."""

    about_object = False
    rule = staticmethod(permissions.can_edit_budgets)

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    def crumbs_below(self):
        return [Crumb(_("Reporting periods"), self.list_url()), *super().crumbs_below()]


class PeriodDetail(PeriodRows, DetailPage):
    rule = staticmethod(permissions.can_view_budgets)
    template_name = "budgets/reportingperiod_detail.html"

    def actions(self):
        if not self.may.edit_money:
            return []
        return [Action(_("Edit"), reverse("budgets:reportingperiod-edit", args=[self.parent.slug, self.object.pk]))]

    def get_page_title(self):
        return _("Reporting period %(number)d") % {"number": self.object.number}

    def crumbs_below(self):
        return [Crumb(_("Reporting periods"), self.list_url())]

    @cached_property
    def rows(self):
        return [PeriodRow(self, partnership, claim) for partnership, claim in partners_in(self.object)]

    def get_context_data(self, **kwargs):
        period, today = self.object, timezone.localdate()
        facts = [
            Fact(_("Period"), format_period(period.starts_on, period.ends_on)),
            Fact(_("Reported to"), str(period.programme or _("the project's own programme"))),
            Fact(_("Partners' reports due"), due_text(period.partner_due_on, today)),
            Fact(_("Payment claim due"), due_text(period.claim_due_on, today)),
        ]
        return super().get_context_data(facts=facts, table=period_table(self.rows), **kwargs)


def due_text(day, today):
    """A day that is past is only named: whether somebody is late stands beside his claim."""
    if day is None:
        return ""
    return deadline_in_words(day, today) if day >= today else format_day(day)[0]


class PeriodRow:
    """One partner's claim in the period; without a partner the project's. `url`: where one goes from here, or ""."""

    def __init__(self, page, partnership, claim):
        self.period, self.partnership, self.claim = page.object, partnership, claim
        self.name = str(partnership.organisation) if partnership else _now("Whole project")
        self.url = self.link(page)

    def link(self, page):
        user, project = page.request.user, page.parent
        organisation = self.partnership.organisation_id if self.partnership else None
        if self.claim is not None:
            self.claim.project, self.claim.period, self.claim.partnership = project, page.object, self.partnership
            return self.claim.get_absolute_url() if permissions.can_view_claim(user, self.claim) else ""
        if not permissions.keeps_money_of(user, project, organisation):
            return ""
        new = reverse("budgets:claim-create", args=[project.slug])
        return f"{new}?period={page.object.pk}" + (f"&partnership={self.partnership.pk}" if self.partnership else "")

    @property
    def state(self):
        if self.claim is None:
            return _now("begin the claim") if self.url else _now("no claim yet")
        return self.claim.get_state_display()

    @property
    def tone(self):
        return CLAIM_TONES[self.claim.state] if self.claim else "neutral"

    @property
    def claimed(self):
        return claimed_of(self.claim) if self.claim else None

    @property
    def accepted(self):
        return accepted_of(self.claim) if self.claim else None

    @property
    def received(self):
        return self.claim.received if self.claim else None

    @property
    def submitted(self):
        """The day and how the deadline was kept; until then what is left of the time."""
        if self.claim is None or self.claim.submitted_on is None:
            return deadline_in_words(due_in(self.period, self.partnership), timezone.localdate())
        return " · ".join(filter(None, [format_day(self.claim.submitted_on)[0], handed_in_words(self.claim)]))


def period_table(rows):
    """The last row is the project's own claim; the sum above it is of the partners."""
    nothing = _("nothing yet")
    table = Table([
        Column("name", _("Partner")),
        Column("state", _("Payment claim"), url=lambda row: row.url),
        Column("submitted", pgettext_lazy("of a claim", "Submitted")),
        Column("claimed", _("Claimed"), kind="money", empty=nothing),
        Column("accepted", pgettext_lazy("an amount", "Accepted"), kind="money", empty=nothing),
        Column("received", _("Received"), kind="money", empty=nothing),
    ], rows, caption=_("Payment claims"))
    partners = [row for row in rows if row.partnership is not None]
    sums = {name: total_of(getattr(row, name) for row in partners) for name in ("claimed", "accepted", "received")}
    known = {name: format_money(amount) for name, amount in sums.items() if amount is not None}
    table.footer = {"name": _now("Partners together")} | known if known else None
    return table


class PeriodCreate(PeriodsTab, CreatePage):
    rule = staticmethod(permissions.can_edit_budgets)
    form_class = ReportingPeriodForm
    verb = staticmethod(spread(add_period))
    page_title = _("Add a period")

    def get_initial(self):
        last = ReportingPeriod.objects.filter(project=self.parent).aggregate(last=Max("number"))["last"]
        return {"number": min((last or 0) + 1, 32767)}

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_cancel_url(self):
        return self.list_url()


class PeriodEdit(PeriodRows, UpdatePage):
    form_class = ReportingPeriodForm
    verb = staticmethod(spread(change_period))

    def actions(self):
        return [Action(_("Remove"), self.sibling("remove"), danger=True)]


class PeriodRemove(PeriodRows, RemoveRow):
    verb = staticmethod(remove_period)
    question = _("Remove this period?")
    explanation = _("Only a period in which nobody claims can be removed.")

    def get_success_url(self):
        return self.list_url()


class PeriodMake(PeriodsTab, ActionPage):
    """All the periods that the rules want and that are not there yet."""

    has_object = False
    rule = staticmethod(permissions.can_edit_budgets)
    form_class = MakePeriodsForm
    question = _("Make the reporting periods by the rules?")
    explanation = _("From the project's first day to its last, as long as the programme's rules say; those that are there stay.")
    submit_label = _("Make the periods")

    def get_form(self, data=None):
        return self.form_class(data, user=self.request.user, parent=self.parent)

    def perform(self, project):
        self.made = make_periods(project, by=self.request.user, programme=self.form.cleaned_data["programme"])

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            count = len(self.made)
            messages.info(request, ngettext("%(count)d period", "%(count)d periods", count) % {"count": count})
        return response

    def get_success_url(self):
        return self.list_url()

    get_cancel_url = get_success_url
