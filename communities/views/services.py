"""Services of a plan at work: they begin and pause, and once a month somebody says what came of them."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities import actions, permissions
from communities.choices import ServiceReadiness
from communities.forms.deliveries import BeginForm, MonthForm, PauseForm
from communities.models import Service, ServiceDelivery
from communities.models.plan import APPROVED
from communities.summaries.deliveries import (
    MEASURED,
    SERVICE_TONES,
    first_of_month,
    last_full_month,
    month_rows,
    months_after,
    months_from,
    outcome_of,
)
from communities.summaries.equipment import bought_for
from communities.views.base import BelowPlan
from portal.shared.dates import PartialDate
from portal.shared.history import changes_of
from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Action, Bar, BarRow, Crumb, Stat
from portal.shared.views import ActionPage
from portal.shared.views.base import ShowPage
from portal.shared.views.edit import CONFLICT, WRONG
from portal.shared.ways import reverse

MONTHS_SHOWN = 12


def month_text(month):
    return PartialDate(month.year, month.month).text() if month else ""


def number_text(value):
    return str(_("not stated")) if value is None else format_number(value)


class ServicePage(BelowPlan):
    """Pages about the services of one plan; the rule is asked about the plan."""

    model = Service

    def to(self, name, *args):
        return reverse(f"communities:{name}", args=[self.parent.slug, self.owner.pk, *args])

    def get_success_url(self):
        return self.to("servicedelivery-summary")

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner.get_absolute_url())]


class PlanServices(ServicePage, ShowPage):
    """What came of the plan: its services since they began, and what was bought for it."""

    rule = staticmethod(permissions.can_view_plan)
    template_name = "communities/services/summary.html"
    page_title = _("What came of the plan")

    @cached_property
    def may_edit(self):
        return permissions.can_edit_plan(self.request.user, self.owner)

    @cached_property
    def outcome(self):
        return outcome_of(self.owner)

    @property
    def at_work(self):
        return self.owner.status in APPROVED

    def actions(self):
        begun = any(row.service.started_on for row in self.outcome.services)
        found = [Action(_("The plan"), self.owner.get_absolute_url())]
        if self.may_edit and self.at_work and begun:
            found.insert(0, Action(_("Enter a month"), self.to("servicedelivery-month"), primary=True, icon="plus"))
        return found

    def get_context_data(self, **kwargs):
        outcome = self.outcome
        needs = bought_for(self.owner, self.request.user)
        return super().get_context_data(
            stats=stats_of(outcome), services=self.service_table(), month_bars=bars_of(outcome.months),
            months=month_table(outcome.months[-MONTHS_SHOWN:]), needs=self.need_table(needs) if needs else None,
            at_work=self.at_work, records=reverse("communities:servicedelivery-list", args=[self.parent.slug]), **kwargs,
        )

    def service_table(self):
        columns = [
            Column("service", _("Service"), value="service.name"),
            Column("readiness", _("State"), kind="badge", value="service.get_readiness_display",
                   tone=lambda row: SERVICE_TONES[row.service.readiness]),
            Column("began", _("Began on"), kind="date", value="service.started_on", empty=_("not yet")),
            Column("told", _("Months reported"),
                   value=lambda row: f"{row.sums.rows} / {row.months_due}" if row.months_due else ""),
            Column("last", _("Users in the last month reported"), kind="number", value="last_users"),
            Column("sessions", _("Sessions"), kind="number", value="sums.sessions"),
            Column("paid", _("Paid hours"), kind="number", value="sums.paid_hours"),
            Column("unpaid", _("Unpaid hours"), kind="number", value="sums.unpaid_hours"),
        ]
        if self.may_edit and self.at_work:
            columns.append(Column("step", _("Next step"), value=self.step_label, url=self.step_url))
        rows = self.outcome.services
        return Table(columns, rows, caption=_("Services of the plan")) if rows else None

    STEPS = {ServiceReadiness.RUNNING: ("pause", _("Pause")), ServiceReadiness.PAUSED: ("resume", _("Resume"))}

    def step_of(self, row):
        return self.STEPS.get(row.service.readiness) if row.service.started_on else ("start", _("It has begun"))

    def step_label(self, row):
        step = self.step_of(row)
        return str(step[1]) if step else ""

    def step_url(self, row):
        step = self.step_of(row)
        return self.to(f"service-{step[0]}", row.service.pk) if step else ""

    def need_table(self, needs):
        """What was to be bought, and what was; one click leads from the need to the purchase."""
        may_add = permissions.can_add_equipment(self.request.user, self.parent)
        new = reverse("communities:equipment-create", args=[self.parent.slug])

        def url(row):
            if row.equipment:
                return row.equipment[0].get_absolute_url()
            return f"{new}?need={row.need.pk}" if may_add else ""

        def text(row):
            if row.equipment:
                return ", ".join(str(thing) for thing in row.equipment)
            return str(_("Note the purchase") if may_add else _("not yet"))

        columns = [
            Column("need", _("Investment need"), value="need.name"),
            Column("total", _("Planned cost"), kind="money", value="need.total"),
            Column("bought", _("Bought"), value=text, url=url),
            Column("cost", pgettext_lazy("of a thing", "Cost"), kind="money", value=cost_of_bought),
        ]
        return Table(columns, needs, caption=_("Investment needs and purchases"))


def cost_of_bought(row):
    """The sum, while every thing states its cost."""
    costs = [thing.cost for thing in row.equipment]
    return sum(costs) if costs and None not in costs else None


def stats_of(outcome):
    total, last = outcome.total, outcome.months[-1] if outcome.months else None
    return [
        Stat(_("services at work"), f"{outcome.running} / {len(outcome.services)}"),
        Stat(_("users in the last month reported"), number_text(last.figures.users) if last else number_text(None),
             month_text(last.month) if last else ""),
        Stat(_("sessions since the beginning"), number_text(total.sessions)),
        Stat(_("hours since the beginning"), number_text(total.hours), hours_note(total)),
    ]


def hours_note(figures):
    if figures.unpaid_hours is None:
        return ""
    return _t("of them unpaid: %(hours)s") % {"hours": format_number(figures.unpaid_hours)}


def bars_of(months):
    """[(caption, unit, rows)]: users, sessions and hours have each their own scale; what nobody told is left out."""
    months = months[-MONTHS_SHOWN:]
    kinds = (
        (_("Users a month"), (("users", _("users"), 1),)),
        (_("Sessions a month"), (("sessions", _("sessions"), 2),)),
        (_("Hours a month"), (("paid_hours", _("paid hours"), 1), ("unpaid_hours", _("unpaid hours"), 3))),
    )
    found = []
    for caption, parts in kinds:
        rows = [bar_row(row, parts) for row in months]
        if any(row.parts for row in rows):
            found.append({"caption": caption, "rows": rows})
    return found


def bar_row(row, parts):
    values = [(label, getattr(row.figures, name), series) for name, label, series in parts]
    known = [(label, value, series) for label, value, series in values if value is not None]
    total = number_text(sum(value for _label, value, _series in known) if known else None)
    bars = tuple(Bar(str(label), value, format_number(value), series) for label, value, series in known)
    return BarRow(month_text(row.month), bars, total)


def month_table(months):
    columns = [
        Column("month", _("Month"), value=lambda row: month_text(row.month)),
        *(Column(name, capfirst(ServiceDelivery._meta.get_field(name).verbose_name), kind="number", value=f"figures.{name}")
          for name in MEASURED),
    ]
    return Table(columns, list(reversed(months)), caption=_("Month by month")) if months else None


class ServiceStep(ServicePage, ActionPage):
    """A question about one service; the rule is asked about its plan."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"page_title": f"{self.object}: {self.question}"} | kwargs)


class ServiceStart(ServiceStep):
    form_class = BeginForm
    question = _("Has this service begun?")
    explanation = _("From that month on you can say what came of it.")
    submit_label = _("It has begun")
    success_message = _("The service is at work.")

    def perform(self, _plan):
        actions.start_service(self.object, by=self.request.user, on=self.form.cleaned_data["on"])


class ServicePause(ServiceStep):
    form_class = PauseForm
    question = _("Pause this service?")
    submit_label = _("Pause")
    success_message = _("The service is paused.")

    def perform(self, _plan):
        actions.pause_service(self.object, by=self.request.user, reason=self.form.cleaned_data["reason"])


class ServiceResume(ServiceStep):
    question = _("Resume this service?")
    submit_label = _("Resume")
    success_message = _("The service is at work.")

    def perform(self, _plan):
        actions.resume_service(self.object, by=self.request.user)


class MonthPage(ServicePage, ShowPage):
    """All services of a plan at once: a row for each, four numbers and a note. Empty stays unknown, 0 is 0."""

    template_name = "communities/services/month.html"
    page_title = _("What came of the services")
    page_lead = _("Leave empty what nobody counted; 0 means nobody came.")
    months_back = 36

    @cached_property
    def months(self):
        """The months one may tell about: since the first service began, at most three years back."""
        last = first_of_month(last_full_month())
        begun = Service.objects.filter(plan=self.owner, started_on__isnull=False).live().order_by("started_on")
        first = begun.values_list("started_on", flat=True).first()
        this = months_after(last, 1)
        if first is None:
            return []
        return months_from(max(first_of_month(first), months_after(this, -self.months_back)), this)

    @cached_property
    def month(self):
        """The month the form or the address names, else the last one that is over."""
        wanted = self.request.POST.get("month") or self.request.GET.get("month", "")
        named = next((month for month in self.months if f"{month:%Y-%m}" == wanted), None)
        past = [month for month in self.months if month <= last_full_month()]
        return named or (past or self.months or [None])[-1]

    @cached_property
    def rows(self):
        return month_rows(self.owner, self.month) if self.month else []

    def make_form(self, data=None):
        return MonthForm(data, user=self.request.user, parent=self.parent, rows=self.rows, month=self.month)

    def get(self, request, *args, **kwargs):
        return self.show(form=self.make_form())

    def post(self, request, *args, **kwargs):
        form = self.make_form(request.POST)
        if not self.rows or not form.is_valid():
            return self.show(WRONG, form=form)
        try:
            actions.record_month(self.owner, self.month, form.typed(), by=request.user)
        except actions.MonthMoved as moved:
            return self.show_moved(moved, request.POST)
        except ValidationError as error:
            form.add_verb_errors(error)
            return self.show(WRONG, form=form)
        messages.success(request, _t("Saved: %(month)s.") % {"month": month_text(self.month)})
        return HttpResponseRedirect(self.get_success_url())

    def show_moved(self, moved, data):
        """Both typed the same number: mine stays in the field, theirs stands below; saving again takes mine."""
        data = data.copy()
        for key, row in moved.rows.items():
            data[f"{key}-version"] = str(row.version) if row is not None else ""
        names = {service.pk: service.name for service, _row in self.rows}
        theirs = [their_words(names[key], row) for key, row in moved.rows.items()]
        form = self.make_form(data)
        form.is_valid()
        return self.show(CONFLICT, form=form, theirs=theirs)

    def month_link(self, step):
        """The month before or after, as a link; None at the end."""
        place = self.months.index(self.month) + step if self.month in self.months else -1
        if not 0 <= place < len(self.months):
            return None
        month = self.months[place]
        return Action(month_text(month), f"{self.to('servicedelivery-month')}?month={month:%Y-%m}")

    def get_context_data(self, **kwargs):
        context = {
            "theirs": [], "month": month_text(self.month), "month_value": f"{self.month:%Y-%m}" if self.month else "",
            "before": self.month_link(-1), "after": self.month_link(1), "cancel_url": self.get_cancel_url(),
            "plan": self.owner,
        }
        return super().get_context_data(**context | kwargs)


def their_words(name, row):
    """What stands there now, and who wrote it."""
    if row is None:
        return _t("%(service)s: somebody took the numbers away meanwhile.") % {"service": name}
    numbers = ", ".join(
        f"{row._meta.get_field(field).verbose_name} {number_text(getattr(row, field))}" for field in MEASURED
    )
    changes = changes_of(row)
    who = str(changes[0].who) if changes and changes[0].who else str(_("somebody"))
    return _t("%(service)s: %(who)s saved %(numbers)s.") % {"service": name, "who": who, "numbers": numbers}
