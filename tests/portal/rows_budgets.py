"""The part of `Rows` about money."""
from datetime import timedelta

from budgets import models as our
from projects import models as it
from tests.portal.rows_trainings import MONDAY


class BudgetRows:
    """A row of every model of budgets; see `Rows`."""

    def statedtotal(self, n):
        return self.in_project(our.StatedTotal, amount="1000.00")

    def costcategory(self, n):
        return our.CostCategory(programme=self.of(it.Programme), code=f"K{n}", name_et=f"Kululiik {n}")

    def claimcolumn(self, n):
        return our.ClaimColumn(rule_set=self.of(it.RuleSet), field="supplier", heading_et=f"Müüja {n}")

    def budget(self, n):
        partnership = self.of(it.Partnership)
        return our.Budget(project=partnership.project, partnership=partnership, stated_total="100.00")

    def budgetline(self, n):
        budget = self.of(our.Budget)
        activity = self.save(it.Activity(project=budget.project, title_et=f"Rahaga {n}"))
        return our.BudgetLine(budget=budget, number=n % 30_000, title_et=f"Rida {n}", activity=activity, amount="10.00")

    def fundingshare(self, n):
        return our.FundingShare(budget=self.of(our.Budget), source="grant", programme=self.of(it.Programme), amount="5.00")

    def beside(self, model, **fields):
        """The row of the same owner: a project's one row when there is one, else a new one with these fields."""
        owner = next(iter(fields.values()))
        row = getattr(self, "made", {}).get(model)
        if row is not None and owner in (getattr(row, "project", None), getattr(row, "budget", None)):
            return row
        self.number += 1
        row = self.save(model(**fields))
        if hasattr(self, "made"):
            self.made[model] = row
        return row

    def budget_beside(self, partnership):
        return self.beside(
            our.Budget, project=partnership.project, partnership=partnership, stated_total="100.00"
        )

    def period_beside(self, project):
        return self.beside(
            our.ReportingPeriod, project=project, number=1, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=90)
        )

    def linefunding(self, n):
        line = self.of(our.BudgetLine)
        share = self.beside(our.FundingShare, budget=line.budget, source="own", amount="5.00")
        return our.LineFunding(line=line, share=share, amount="5.00")

    def amendment(self, n):
        return self.in_project(our.Amendment, number=n % 30_000, title=f"Muudatus {n}", reason="Hinnad tõusid.")

    def amendment_beside(self, project):
        return self.beside(our.Amendment, project=project, number=1, title="Muudatus", reason="Hinnad tõusid.")

    def amendmentchange(self, n):
        line = self.of(our.BudgetLine)
        amendment = self.amendment_beside(line.budget.project)
        return our.AmendmentChange(amendment=amendment, budget=line.budget, line=line, before="10.00", after="12.00")

    def amendmentagreement(self, n):
        partnership = self.of(it.Partnership)
        return our.AmendmentAgreement(amendment=self.amendment_beside(partnership.project), partnership=partnership)

    def budgetversion(self, n):
        return our.BudgetVersion.objects.create(
            project=self.of(it.Project), number=1, approved_on=MONDAY, decided_by=f"Fond {n}", content="[]"
        )

    def owncategory(self, n):
        return our.OwnCategory(budget=self.of(our.Budget), name=f"Konto {n}")

    def accountingformat(self, n):
        return our.AccountingFormat(organisation=self.of(it.Organisation), columns='{"total": "Summa"}')

    def expense(self, n):
        payer = self.of(it.Partnership)
        return our.Expense(
            project=payer.project, payer=payer, supplier=f"Külapood {n} OÜ", number=f"A-{n}", issued_on=MONDAY,
            total="10.00", charged="10.00", description=f"Toit koolitusel {n}",
        )

    def expenseshare(self, n):
        expense = self.of(our.Expense)
        return our.ExpenseShare(expense=expense, budget=self.budget_beside(expense.payer), amount="10.00")

    def expenseevidence(self, n):
        expense = self.of(our.Expense)
        document = self.beside(
            it.Document, project=expense.project, title=f"Arve {n}", file="documents/arve.pdf", file_name="arve.pdf"
        )
        return our.ExpenseEvidence(expense=expense, kind="invoice", document=document)

    def lineforecast(self, n):
        return our.LineForecast(line=self.of(our.BudgetLine), amount="3.00", as_of=MONDAY, note=f"Ootame arvet {n}")

    def reportingperiod(self, n):
        return self.in_project(
            our.ReportingPeriod, number=n % 30_000, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=90)
        )

    def claim(self, n):
        partnership = self.of(it.Partnership)
        return our.Claim(
            project=partnership.project, period=self.period_beside(partnership.project), partnership=partnership,
            note=f"Taotlus {n}",
        )

    def claimitem(self, n):
        share = self.of(our.ExpenseShare)
        project = share.expense.project
        claim = self.beside(
            our.Claim, project=project, period=self.period_beside(project), partnership=share.expense.payer
        )
        return our.ClaimItem(claim=claim, share=share, amount="10.00")

    def claimversion(self, n):
        return our.ClaimVersion.objects.create(claim=self.of(our.Claim), number=1, step="submitted", content="{}")

    def payout(self, n):
        return our.Payout(budget=self.of(our.Budget), kind="advance", paid_on=MONDAY, amount="7.00", note=f"Ettemaks {n}")
