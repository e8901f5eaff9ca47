"""One claim: how far it is, what is missing, its rows, and what one can do next.

While it is open its rows are read as they are now; afterwards everything is shown as it was frozen.
"""
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from budgets import permissions
from budgets.choices import ClaimState
from budgets.exports.claim_table import ClaimTable
from budgets.models import Claim, ClaimVersion, Payout
from budgets.summaries.budget import total_of
from budgets.summaries.claim_content import content_shown, said
from budgets.summaries.claims import (
    deadline_in_words,
    due_of,
    handed_in_words,
    items_in,
    missing_of_claim,
    waiting_to_join,
    with_sums,
)
from budgets.views.claim_columns import CLAIM_COLUMNS
from budgets.views.claims import ClaimRows
from portal.shared.money import format_money, from_cents
from portal.shared.tables import Column, Table, format_day
from portal.shared.ui import Action, Stat, Step
from portal.shared.views import DetailPage
from portal.shared.ways import reverse
from projects.choices import EvidenceKind
from trainings.models import Event

NOT_YET, NOTHING_YET = _("not yet"), _("nothing yet")
ITEM_COLUMNS = [
    Column("expense", _("Expense"), value="share.expense", url=lambda item: item.share.expense.get_absolute_url()),
    Column("issued_on", _("Date of the document"), kind="date", value="share.expense.issued_on"),
    Column("line", _("Budget line"), value="share.line", empty=_("not stated")),
    Column("share", _("Charged to the project"), kind="money", value="share.amount"),
    Column("amount", _("Claimed"), kind="money"),
]
LAST_TIME = Column("refused_because", _("What was said the last time"))


class ClaimDetail(ClaimRows, DetailPage):
    rule = staticmethod(permissions.can_view_claim)
    template_name = "budgets/claim_detail.html"

    @cached_property
    def content(self):
        """The Content of a claim that was handed in; None while it is open."""
        return None if self.object.is_open else content_shown(self.object)[0]

    @cached_property
    def items(self):
        """[ClaimItem] of an open claim of a partner."""
        if not self.object.is_open or not self.object.partnership_id:
            return []
        found = items_in(self.object)
        for item in found:
            item.share.expense.project = self.parent
        return found

    @cached_property
    def missing(self):
        return missing_of_claim(self.object, items=self.items)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            lead=self.get_lead(), steps=steps_of(self.object),
            stats=self.stats(), missing=[(row, self.place_of(row)) for row in self.missing], content=self.content,
            table=self.table(), refused=self.refused(),
            files=file_table(self.content) if self.content else None, parts=self.parts_table(),
            versions=self.versions(), exports=self.exports(), **kwargs,
        )

    # --- what comes next ---

    def actions(self):
        """[Action] by the state of the claim and by what this person may do."""
        claim, may = self.object, self.may
        if claim.is_open:
            return self.steps_of_maker() if may.keep else []
        if claim.state == ClaimState.APPROVED:
            return self.steps_after() if may.edit_money else []
        return self.steps_of_decider() if may.decide else []

    def steps_of_maker(self):
        claim, found = self.object, []
        is_ready = not any(row.is_hard for row in self.missing)
        if claim.partnership_id:
            found.append(Action(_("Choose the expenses"), self.to("claim-items", claim.pk), primary=not is_ready))
        submit = Action(_("Submit"), self.to("claim-submit", claim.pk), primary=is_ready)
        return [*found, submit, Action(_("Edit"), self.to("claim-edit", claim.pk))]

    def steps_of_decider(self):
        claim = self.object
        back = Action(_("Return to be completed"), self.to("claim-return", claim.pk))
        if claim.state == ClaimState.SUBMITTED:
            return [Action(_("Take into processing"), self.to("claim-review", claim.pk), primary=True), back]
        decided = claim.partnership_id is None or self.content.accepted is not None
        found = [Action(_("Approve"), self.to("claim-approve", claim.pk), primary=True)] if decided else []
        if claim.partnership_id:
            found.append(Action(_("Decide about the expenses"), self.to("claim-decide", claim.pk), primary=not decided))
        return [*found, back]

    def steps_after(self):
        if not self.object.partnership_id:
            return []
        return [Action(_("Note a payment"), f"{self.to('payout-create')}?claim={self.object.pk}", primary=True)]

    # --- what is shown ---

    def get_lead(self):
        claim = self.object
        return deadline_in_words(due_of(claim), timezone.localdate()) if claim.is_open else handed_in_words(claim)

    def stats(self):
        if self.content is None:
            return [Stat(_("Claimed"), format_money(total_of(item.amount for item in self.items) or 0))] if self.items else []
        content = self.content
        accepted = format_money(content.accepted) if content.accepted is not None else str(NOT_YET)
        found = [Stat(_("Claimed"), format_money(content.claimed)), Stat(pgettext_lazy("an amount", "Accepted"), accepted)]
        if content.grant is not None:
            found.append(Stat(_("Grant of it"), format_money(content.grant)))
            found.append(Stat(_("Own contribution of it"), format_money(content.own)))
        received = total_of(Payout.objects.live().filter(claim=self.object).values_list("amount", flat=True))
        if received is None:
            return [*found, Stat(_("Received"), str(NOTHING_YET))]
        return [*found, Stat(_("Received"), format_money(received), url=f"{self.to('payout-list')}?claim={self.object.pk}")]

    def table(self):
        """The rows: in the programme's columns once the claim is handed in; None for a project's claim that is open."""
        if self.content is not None:
            return ClaimTable(self.content, _now("Claimed expenses"), self.expense_url)
        if not self.object.partnership_id:
            return None
        columns = [*ITEM_COLUMNS, LAST_TIME] if any(item.refused_because for item in self.items) else ITEM_COLUMNS
        return Table(columns, self.items, caption=_now("Claimed expenses"))

    def refused(self):
        """The rows of which not all was accepted, and why; None when there are none."""
        if self.content is None:
            return None
        rows = [row for row in self.content.rows if row.accepted is not None and row.accepted < row.claimed]
        if not rows:
            return None
        return Table([
            Column("expense", _("Expense"), url=self.expense_url,
                   value=lambda row: f"{row.supplier} {row.document_number}".strip()),
            Column("number", _("No."), kind="number"),
            Column("by", _("Not accepted"), kind="money", value=lambda row: from_cents(row.claimed - row.accepted)),
            Column("why", _("Why not all of it"), value="refused_because"),
        ], rows, caption=_("Not accepted"))

    def expense_url(self, row):
        return reverse("budgets:expense-detail", args=[self.parent.slug, row.expense])

    def place_of(self, missing):
        """Where it is put right."""
        about = missing.about
        if about is None:
            return ""
        if isinstance(about, Event):
            return reverse("trainings:event-evidence", args=[self.parent.slug, about.pk])
        if about == self.object:
            return self.to("claim-items", about.pk) if self.may.keep else ""
        return about.get_absolute_url()

    def parts_table(self):
        """The partners' claims of a project's claim: those it joined, and while it is open those it would join."""
        claim = self.object
        if claim.partnership_id:
            return None
        rows = Claim.objects.filter(joined_in=claim)
        if claim.is_open:
            rows |= waiting_to_join(claim)
        rows = with_sums(rows.select_related("period", "partnership__organisation", "project"))
        return Table(CLAIM_COLUMNS, list(rows), caption=_("Partners' claims"))

    def versions(self):
        """The frozen versions, each to take away as it was; nothing for a claim that was never handed in."""
        if self.object.state == ClaimState.DRAFT:
            return None
        rows = list(ClaimVersion.objects.filter(claim=self.object).defer("content"))
        return Table([
            Column("number", _("Version"), kind="text",
                   url=lambda row: f"{self.to('claim-table', self.object.pk)}?version={row.number}"),
            Column("step", _("Step"), value="get_step_display"),
            Column("made_at", _("Frozen"), kind="date"),
        ], rows, caption=_("Frozen versions"))

    def exports(self):
        claim = self.object
        if not self.items and not (self.content and self.content.rows):
            return []
        return [
            Action("XLSX", self.to("claim-table", claim.pk)), Action(_("ZIP with the evidence"), self.to("claim-zip", claim.pk)),
        ]


def steps_of(claim):
    """The claim's way as a row of steps."""
    order = [ClaimState.DRAFT, ClaimState.SUBMITTED, ClaimState.REVIEW, ClaimState.APPROVED]
    here = ClaimState.DRAFT if claim.state == ClaimState.RETURNED else claim.state
    at = order.index(here)
    days = {ClaimState.SUBMITTED: claim.submitted_on, ClaimState.APPROVED: claim.decided_on}
    found = []
    for place, state in enumerate(order):
        label = claim.get_state_display() if place == at else str(state.label)
        done = place < at or here == ClaimState.APPROVED
        when = format_day(days[state])[0] if days.get(state) else ""
        found.append(Step(label, "done" if done else "current" if place == at else "todo", when=when))
    return found


def file_table(content):
    """The evidence as it stands in the ZIP, by its numbers."""
    if not content.files:
        return None
    return Table([
        Column("title", _("Title")),
        Column("number", _("No."), value=lambda file: f"{file.number:03}"),
        Column("kind", _("What it is"), value=lambda file: str(EvidenceKind(file.kind).label)),
        Column("rows", _("Rows of the claim"), value=lambda file: ", ".join(map(str, file.rows))),
        Column("event", _("Event"), value=lambda file: said(file.event)),
        Column("size", _("Size, kB"), kind="number", value=lambda file: -(-file.size // 1024)),
    ], content.files, caption=_("Evidence"))
