"""Loans: one thing in one place at a time, like the games shelf on wheels that goes from municipality to municipality (E-20)."""
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.filters import LoanFilters
from communities.models import Loan
from communities.summaries.equipment import LOAN_TONES, borrower_of, loan_state, with_borrowers
from communities.views.tab import CommunitiesTab
from portal.shared.dates import format_period
from portal.shared.tables import Column, Table
from portal.shared.ui import TimelineRow
from portal.shared.views import ListPage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace

STATES = {
    "planned": _("promised"), "out": _("lent out"), "late": _("late"), "returned": _("returned"), "cancelled": _("called off"),
}
DRAWN = {"planned": "planned", "out": "active", "late": "active", "returned": "done"}
STRIP_ROWS = 40


def loan_state_text(loan):
    return STATES[loan_state(loan)]


PERIOD = Column("period", _("Period"), kind="period", value=lambda row: (row.starts_on, row.ends_on), sort="starts_on")
STATE = Column("state", _("State"), kind="badge", value=loan_state_text, tone=lambda row: LOAN_TONES[loan_state(row)])
RETURNED = Column("returned_on", _("Returned on"), kind="date", sort="returned_on", empty="")
NOTE = Column("note", _("Note"))


def loan_table(loans, project, editable):
    """The loans of one thing; those that are not over lead to their page, for those who may lend."""

    def url(loan):
        if not editable or loan.returned_on or loan.cancelled_on:
            return ""
        return reverse("communities:loan-edit", args=[project.slug, loan.equipment_id, loan.pk])

    columns = [Column("borrower", _("Who borrows it"), value=borrower_of, url=url), PERIOD, STATE, RETURNED, NOTE]
    return Table(columns, loans, caption=_("Loans")) if loans else None


def loan_strip(loans, of_many=False):
    """{rows, today} for the timeline: what was called off is left out. `of_many`: name the thing as well."""
    rows = [
        TimelineRow(
            f"{loan.equipment}: {borrower_of(loan)}" if of_many else str(borrower_of(loan)), loan.starts_on,
            loan.returned_on or loan.ends_on, period=format_period(loan.starts_on, loan.returned_on or loan.ends_on),
            state=DRAWN[loan_state(loan)], url=loan.equipment.get_absolute_url() if of_many else "",
        )
        for loan in loans
        if not loan.cancelled_on
    ]
    return {"rows": rows, "today": timezone.localdate()} if rows else None


class LoanList(CommunitiesTab, ListPage):
    """Who has what, and when it is back."""

    part = "equipment"
    model = Loan
    rule = staticmethod(can_view_workspace)
    parent_link = "equipment__project"
    template_name = "communities/equipment/loan_list.html"
    filterset_class = LoanFilters
    page_title = _("Loans")
    page_lead = _("One thing is in one place at a time. Lend from the page of the equipment.")
    default_sort = "-period"
    empty_title = _("No loans yet")
    columns = [
        Column("equipment", pgettext_lazy("one thing", "Equipment"), url=lambda row: row.equipment.get_absolute_url(),
               sort="equipment__search_key"),
        Column("borrower", _("Who borrows it"), value=borrower_of),
        PERIOD, STATE, RETURNED,
        Column("kept_at", _("Usual place"), value="equipment.kept_at"),
        NOTE,
    ]

    def get_queryset(self):
        rows = super().get_queryset().filter(equipment__archived_at__isnull=True)
        return with_borrowers(rows, self.request.user).select_related("organisation", "community", "equipment__project")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = sorted(context["page_obj"].object_list, key=lambda row: (row.equipment.name, row.equipment_id, row.starts_on))
        return context | {"strip": loan_strip(rows[:STRIP_ROWS], of_many=True)}
