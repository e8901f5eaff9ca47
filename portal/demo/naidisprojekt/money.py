"""The example's money: as invented as its villages. Budgets by line and source, some expenses, a claim that waits."""
from datetime import date
from decimal import Decimal

from budgets.actions import budget as budgets
from budgets.actions.claims import open_claim, set_items
from budgets.actions.expenses import add_expense
from budgets.actions.grid import save_grid
from budgets.actions.periods import add_period
from budgets.actions.versions import approve_budgets
from budgets.choices import AmountState, CostBasis, ExpenseKind, FundingSource
from budgets.models import Budget, BudgetLine, Expense, ExpenseShare, ReportingPeriod
from communities.actions.equipment import buy_equipment
from communities.models import Equipment
from portal.demo.build import T, make, spread
from portal.demo.koosloomest.spending import prove
from portal.demo.money_rules import EQUIPMENT, OFFICE, SERVICES, STAFF, categories, columns, papers
from portal.demo.naidisprojekt.clock import day
from portal.demo.naidisprojekt.story import LEAD, MUNICIPALITY, NOVADS
from portal.demo.organisations import organisation
from portal.shared.money import grant_of
from projects.models import Partnership, RuleSet

RATE = 80
TRAVEL = ("travel", T("Sõidu- ja majutuskulu", "Ceļa un uzturēšanās izmaksas", "Travel and accommodation costs"), {})
STAFF_LINE = T("Projekti töötajad", "Projekta darbinieki", "Project staff")
OFFICE_LINE = T("Kontori- ja halduskulu", "Biroja un administratīvās izmaksas", "Office and administration")
BUDGETS = {  # partner: lines of (category, activity, amount or (quantity, unit, unit cost) or None when derived, title)
    LEAD: [
        ("staff", None, "14400.00", STAFF_LINE), ("office", None, None, OFFICE_LINE),
        ("travel", "Õppereis", (30, "inimest", "300.00"), T("Õppereis", "Pieredzes brauciens", "Study trip")),
        ("services", "Mentorid", "6000.00", T("Mentorite tasu", "Mentoru atlīdzība", "Mentors' fees")),
        ("equipment", None, "2000.00", T("Töötubade vahendid", "Darbnīcu aprīkojums", "Workshop equipment")),
    ],
    MUNICIPALITY: [
        ("staff", None, "6000.00", STAFF_LINE), ("office", None, None, OFFICE_LINE),
        ("services", "Tegevuskavad", "5400.00", T("Tegevuskavade nõustaja", "Plānu konsultants", "Adviser on the plans")),
    ],
    NOVADS: [
        ("staff", None, "5200.00", STAFF_LINE), ("office", None, None, OFFICE_LINE),
        ("services", "Õpipäevad", (6, "õpipäeva", "1150.00"), T("Õpipäevad", "Mācību dienas", "Learning days")),
    ],
}
SPENT = [  # partner, line, day, days until paid, supplier, number, total, papers, what for
    (LEAD, 1, -120, 0, "Palgaarvestus", "PA-07", "1200.00", "op", "Projektijuhi palk, esimene kuu"),
    (LEAD, 1, -90, 0, "Palgaarvestus", "PA-08", "1200.00", "op", "Projektijuhi palk, teine kuu"),
    (LEAD, 1, -60, 0, "Palgaarvestus", "PA-09", "1200.00", "op", "Projektijuhi palk, kolmas kuu"),
    (LEAD, 4, -40, 12, "Olematu Nõustaja OÜ", "2043", "750.00", "i", "Mentori esimene kuu"),
    (LEAD, 5, -52, 14, "Väljamõeldud Pood OÜ", "K-118", "1480.00", "ip", "Pabertahvlid ja ekraan"),
    (MUNICIPALITY, 1, -75, 0, "Palgaarvestus", "3/12", "1000.00", "op", "Nõustamist korraldava töötaja tasu"),
    (MUNICIPALITY, 3, -66, 20, "Olematu Kava OÜ", "88", "1800.00", "i", "Tegevuskavade esimene ring"),
    (NOVADS, 3, -52, 9, "Neesoša Skola SIA", "INV-14", "1150.00", "ip", "Esimene õpipäev"),
    (NOVADS, 3, -31, None, "Neesoša Skola SIA", "INV-19", "1150.00", "i", "Teine õpipäev"),
]


def spend(told):
    rules(told)
    boards = buy_equipment(
        Equipment(
            project=told.project, owner=organisation(LEAD), name="Pabertahvlid ja ekraan", quantity=1, cost=Decimal("1480.00"),
            bought_on=day(-52), inventory_mark="NK-001", custodian_role="seltsi juhataja", kept_at="Näidisküla seltsimaja",
            indispensable_because="Ilma nendeta ei saa külades töötube pidada.", is_demo=True,
        ),
        by=told.by,
    )
    partners = {row.organisation.name: row for row in Partnership.objects.filter(project=told.project)}
    kinds = {row.code: row for row in told.project.programme.cost_categories.all()}
    found = {name: begin(told, partners[name], kinds, lines, boards) for name, lines in BUDGETS.items()}
    total = sum(budget.stated_total for budget in found.values())
    budgets.set_stated_total(told.project, total, by=told.by)
    approve_budgets(told.project, approved_on=day(-155), decided_by="Näidisfondi nõukogu", by=told.by, is_demo=True)
    for row in SPENT:
        expense(told, found[row[0]], *row[1:], thing=boards if row[5] == "K-118" else None)
    period(told, found[LEAD])


def rules(told):
    fund = told.project.programme
    found = make(
        RuleSet, told.by, programme=fund, valid_from=date(2020, 1, 1), max_rate=RATE, flexibility=10, period_months=4,
        partner_due_days=35, claim_due_days=65, final_due_days=60, one_quote_from=Decimal("1000"),
        three_quotes_from=Decimal("5000"), retention_years=5, accounting_years=7,
        source_note="Välja mõeldud, et reegleid saaks proovida.",
    )
    categories(fund, [STAFF, OFFICE, TRAVEL, SERVICES, EQUIPMENT], told.by)
    columns(found, ["number", "partner", "category", "line", "supplier", "document_number", "issued_on", "paid_on",
                    "total", "claimed", "grant", "own", "evidence"], told.by)
    papers(found, told.by)


def begin(told, partnership, kinds, lines, boards):
    """A partner's budget: lines, the total that they make, and four fifths of it from the fund."""
    budget = budgets.add_budget(Budget(project=told.project, partnership=partnership, order=partnership.order), by=told.by)
    for number, (code, activity, amount, title) in enumerate(lines, start=1):
        line = line_of(told, budget, number, kinds, code, activity, amount, title)
        line.equipment = boards if code == "equipment" else None
        budgets.add_line(line, by=told.by)
    budget = Budget.objects.get(pk=budget.pk)
    budget.stated_total = sum(line.amount for line in budget.lines.all())
    budget = budgets.change_budget(budget, by=told.by, version=budget.version)
    grant, own = grant_of(budget.stated_total, RATE)
    budgets.set_share(
        budget, FundingSource.GRANT, grant, by=told.by, programme=told.project.programme, as_of=day(-155),
        state=AmountState.CONFIRMED,
    )
    budgets.set_share(budget, FundingSource.OWN, own, by=told.by, state=AmountState.CONFIRMED)
    split(told, budget)
    return budget


def split(told, budget):
    """Every line four fifths from the fund, as the whole."""
    fund = f"grant_{told.project.programme.pk}"
    cells = {}
    for line in budget.lines.all():
        for source, amount in zip((fund, "own_0"), grant_of(line.amount, RATE), strict=True):
            cells[f"line-{line.pk}-{source}"] = (str(amount), "")
    save_grid(told.project, cells, by=told.by)


def line_of(told, budget, number, kinds, code, activity, amount, title):
    line = BudgetLine(
        budget=budget, number=number, category=kinds[code], activity=told.activity(activity) if activity else None,
        **spread({"title": title}),
    )
    if amount is None:
        line.cost_basis, line.flat_rate, line.flat_of = CostBasis.FLAT, 15, kinds["staff"]
    elif isinstance(amount, tuple):
        line.cost_basis, line.quantity, line.unit = CostBasis.UNIT, amount[0], amount[1]
        line.unit_cost = Decimal(amount[2])
    else:
        line.amount = Decimal(amount)
    return line


def expense(told, budget, number, when, paid_after, supplier, document, total, letters, description, *, thing):
    kind = ExpenseKind.PAYROLL if "o" in letters else ExpenseKind.INVOICE
    made = Expense(
        project=told.project, payer=budget.partnership, kind=kind, supplier=supplier, number=document, issued_on=day(when),
        paid_on=None if paid_after is None else day(when + paid_after), total=Decimal(total), description=description,
        is_demo=True, equipment=thing,
    )
    line = budget.lines.get(number=number)
    prove(told, add_expense(made, [(budget, line, made.total)], by=told.by), letters)


def period(told, budget):
    """Its partners' reports are due in four days; the leader has begun hers."""
    first = add_period(
        ReportingPeriod(
            project=told.project, programme=told.project.programme, number=1, starts_on=day(-150), ends_on=day(-31),
            partner_due_on=day(4), claim_due_on=day(34), is_demo=True,
        ),
        by=told.by,
    )
    claim = open_claim(first, budget.partnership, by=told.by, is_demo=True)
    shares = ExpenseShare.objects.filter(budget=budget, expense__issued_on__lte=first.ends_on)
    set_items(claim, {share.pk: share.amount for share in shares}, by=told.by)
