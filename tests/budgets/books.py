"""A project whose money is approved, spent, claimed and accepted, made row by row: what is planted in it stays planted."""
import json
from datetime import date

from budgets import models as our
from budgets.summaries import claim_content
from budgets.summaries.versions import as_json, content_of
from tests.budgets import world as here

DAY = date(2024, 9, 30)


class Books:
    """The LEADER figures: 60 000 = 18 000 + 42 000, 18 000 = 5 000 + 13 000 = 12 743,68 + 5 256,32; of the first line
    an expense of 124,00 (24,00 of it VAT that is no cost) is shared with Võrumaa, and 60,00 of it claimed."""

    def __init__(self, project, organisation):
        self.project = project
        self.first, self.second = here.seed_two(project, organisation)
        self.stated = our.StatedTotal.objects.get()
        self.line, self.trip = self.first.lines.all()
        self.grant, self.own = self.first.shares.all()
        self.cell = our.LineFunding.objects.create(line=self.line, share=self.grant, amount="3500.00")
        self.expense = our.Expense.objects.create(
            project=project, payer=self.first.partnership, supplier="Külapood OÜ", number="A-1", issued_on=DAY,
            total="124.00", vat="24.00", vat_eligible=False, charged="100.00",
        )
        self.share = our.ExpenseShare.objects.create(expense=self.expense, budget=self.first, line=self.line, amount="60.00")
        self.other = our.ExpenseShare.objects.create(expense=self.expense, budget=self.second, amount="40.00")
        self.period = our.ReportingPeriod.objects.create(project=project, number=1, starts_on=date(2024, 7, 1), ends_on=DAY)
        self.claim = self.a_claim(self.first.partnership)
        self.item = our.ClaimItem.objects.create(claim=self.claim, share=self.share, amount="60.00", accepted="50.00")

    def a_claim(self, partnership, **fields):
        return our.Claim.objects.create(project=self.project, period=self.period, partnership=partnership, **fields)

    def close(self, budgets="approved", claim="approved", row=None):
        """Approve it all as it stands. `row`: what the frozen claim says otherwise; None: there is none."""
        content = as_json(content_of(self.project))
        our.BudgetVersion.objects.create(project=self.project, number=1, approved_on=DAY, content=content)
        our.Budget.objects.update(state=budgets)
        if row is not None:
            told = json.loads(claim_content.as_json(claim_content.content_of(self.claim)))
            told["rows"][0] |= row
            our.ClaimVersion.objects.create(claim=self.claim, number=1, step="approved", content=json.dumps(told))
        our.Claim.objects.filter(pk=self.claim.pk).update(state=claim)


def put(row, **fields):
    """Past every verb."""
    type(row)._base_manager.filter(pk=row.pk).update(**fields)
