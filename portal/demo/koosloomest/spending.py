"""An invented course of Tartumaa's money, marked as demo data: what was spent, claimed and paid. The budget stays as stated."""
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from budgets.actions import amendments
from budgets.actions import budget as budgets
from budgets.actions.accounting import remember_format
from budgets.actions.claims import (
    accept_items,
    approve_claim,
    open_claim,
    set_items,
    submit_claim,
    take_into_review,
)
from budgets.actions.expense_evidence import add_evidence, add_own_category
from budgets.actions.expenses import add_expense
from budgets.actions.forecasts import set_forecast
from budgets.actions.payouts import add_payout
from budgets.actions.periods import add_period
from budgets.actions.versions import approve_budgets
from budgets.choices import ExpenseKind, PayoutKind
from budgets.models import Budget, BudgetLine, Expense, ExpenseShare, LineForecast, OwnCategory, Payout, ReportingPeriod
from projects.choices import EvidenceKind
from projects.models import RuleSet

VORU, TARTU = "Võrumaa Partnerluskogu", "Tartumaa Arendusselts"
INVOICE = "Näidisfail. Siin on kuludokument: {}.\n"
PAYROLL = "Näidisfail. Siin on palgaleht: {}.\n"
PAYMENT = "Näidisfail. Siin on maksekorraldus: {}.\n"
QUOTE = "Näidisfail. Siin on hinnapakkumus: {}.\n"
FIRST, SECOND = (date(2024, 7, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 6, 30))
ROWS = [  # day, days until paid, supplier, number, total, VAT in it, line, papers, what for
    ("2024-11-14", 11, "Näidisrahvamaja MTÜ", "24-118", "240.00", "0.00", 1, "ip", "Seminari ruum Varnjas"),
    ("2024-11-14", 12, "Näidistoitlustus OÜ", "1207", "486.00", "87.64", 1, "ip", "Toit 27 osalejale"),
    ("2024-11-20", 8, "Koolitaja töölepinguga", "P-11/2024", "900.00", "0.00", 1, "op", "Koolitaja tasu"),
    ("2025-05-08", 13, "Näidisrahvamaja MTÜ", "25-031", "240.00", "0.00", 1, "ip", "Seminari ruum Varnjas"),
    ("2025-05-08", 11, "Näidistoitlustus OÜ", "1388", "684.00", "123.34", 1, "i", "Toit 38 osalejale"),
    ("2025-05-09", None, "Näidisbuss OÜ", "B-207", "420.00", "75.74", 1, "i", "Buss seminarile"),
    ("2025-05-15", 12, "Koolitaja töölepinguga", "P-05/2025", "900.00", "0.00", 1, "op", "Koolitaja tasu"),
    ("2025-03-10", 9, "Näidisreisid OÜ", "R-77", "2400.00", "432.79", 2, "ipq", "Õppereisi korraldaja ettemaks"),
]
PAPERS = {
    "i": (EvidenceKind.INVOICE, INVOICE), "p": (EvidenceKind.PAYMENT, PAYMENT), "q": (EvidenceKind.QUOTE, QUOTE),
    "o": (EvidenceKind.OTHER, PAYROLL),
}


def spend(told):
    """Two half-years: the first claimed, decided and paid, the second being prepared."""
    tas, voru = (Budget.objects.get(project=told.project, partnership__organisation__name=name) for name in (TARTU, VORU))
    rules = RuleSet.objects.get(programme__code="leader", valid_from=date(2015, 10, 23))
    for budget in (tas, voru):
        budget.rule_set = rules
        budgets.change_budget(budget, by=told.by, version=budget.version)
    approve_budgets(
        told.project, approved_on=date(2024, 6, 26), decided_by="Partnerite üldkoosolekud (näidis)", by=told.by,
        is_demo=True,
    )
    lines = {line.number: line for line in BudgetLine.objects.filter(budget=tas)}
    spent = [expense(told, tas, lines[row[6]], *row) for row in ROWS]
    printed(told, tas, voru, lines[1])
    books(told, tas, lines)
    claims(told, tas)
    propose(told, tas, lines)
    return spent


def expense(told, budget, line, day, paid_after, supplier, number, total, vat, _line, papers, description):
    day = date.fromisoformat(day)
    paid_on = date.fromordinal(day.toordinal() + paid_after) if paid_after else None
    kind = ExpenseKind.PAYROLL if number.startswith("P-") else ExpenseKind.INVOICE
    made = Expense(
        project=told.project, payer=budget.partnership, kind=kind, supplier=supplier, number=number, issued_on=day,
        paid_on=paid_on, total=Decimal(total), vat=Decimal(vat) if vat else None, description=description, is_demo=True,
    )
    made = add_expense(made, [(budget, line, Decimal(total))], by=told.by)
    prove(told, made, papers)
    return made


def prove(told, expense, papers):
    for letter in papers:
        kind, text = PAPERS[letter]
        name = f"{kind}-{expense.pk}.txt"
        add_evidence(expense, kind, upload=SimpleUploadedFile(name, text.format(expense).encode()), by=told.by)


def printed(told, tas, voru, line):
    """One invoice for both partners, shared equally; what falls on Võrumaa has no line, because its lines are not stated."""
    made = Expense(
        project=told.project, payer=tas.partnership, supplier="Näidistrükk OÜ", number="T-560", issued_on=date(2024, 10, 28),
        paid_on=date(2024, 11, 6), total=Decimal("610.00"), vat=Decimal("110.00"), is_demo=True,
        description="Trükised mõlema piirkonna seminaridele",
    )
    half = Decimal("305.00")
    prove(told, add_expense(made, [(tas, line, half), (voru, None, half)], by=told.by), "ip")


def books(told, tas, lines):
    """How the partner's bookkeeping calls things, and what it still expects to spend."""
    remember_format(
        tas.partnership.organisation, by=told.by,
        columns={"supplier": "Partner", "number": "Dok nr", "issued_on": "Kuupäev", "total": "Summa", "own_category": "Konto"},
    )
    for name, number in (("5110 Koolituskulud", 1), ("5230 Lähetused", 2)):
        add_own_category(OwnCategory(budget=tas, name=name, line=lines[number]), by=told.by)
    forecast = LineForecast(
        line=lines[2], amount=Decimal("10600.00"), as_of=date(2025, 5, 31), is_demo=True,
        note="Reis toimub, kui sihtriik on valitud.",
    )
    set_forecast(forecast, by=told.by)


def claims(told, tas):
    periods = [
        add_period(
            ReportingPeriod(
                project=told.project, programme=told.project.programme, number=number, starts_on=first, ends_on=last,
                claim_due_on=due, is_final=number == 2, is_demo=True,
            ),
            by=told.by,
        )
        for number, ((first, last), due) in enumerate(
            [(FIRST, date(2025, 1, 31)), (SECOND, date(2025, 8, 29))], start=1
        )
    ]
    first, second = (open_claim(period, tas.partnership, by=told.by, is_demo=True) for period in periods)
    for claim, (begins, ends) in ((first, FIRST), (second, SECOND)):
        shares = ExpenseShare.objects.filter(budget=tas, expense__issued_on__range=(begins, ends))
        set_items(claim, {share.pk: share.amount for share in shares}, by=told.by)
    first = submit_claim(first, by=told.by, on=date(2025, 1, 20))
    first = take_into_review(first, by=told.by)
    accept_items(first, {item.pk: accepted(item) for item in first.items.all()}, by=told.by)
    first = approve_claim(first, decided_on=date(2025, 3, 5), decided_by="PRIA (näidis)", by=told.by)
    add_payout(
        Payout(
            budget=tas, claim=first, programme=told.project.programme, kind=PayoutKind.INTERIM, paid_on=date(2025, 4, 15),
            amount=Decimal("1341.62"), is_demo=True,
        ),
        by=told.by,
    )


def accepted(item):
    """All of it, but 36 euros of the food."""
    if item.share.expense.number == "1207":
        return item.amount - 36, "Kolme osaleja allkiri puudub."
    return item.amount, ""


def propose(told, tas, lines):
    """An amendment that waits for Tartumaa's answer; until then the budget is as it was approved."""
    amendment = amendments.open_amendment(
        told.project, title="Seminarid said kallimaks", by=told.by, is_demo=True,
        reason="Toit ja bussid on kallinenud; õppereisi rühm on väiksem, kui arvasime.",
    )
    amendments.set_change(amendment, budget=tas, line=lines[1], after=Decimal("5400.00"), by=told.by)
    amendments.set_change(amendment, budget=tas, line=lines[2], after=Decimal("12600.00"), by=told.by)
    amendments.submit_amendment(amendment, by=told.by, on=date(2025, 5, 20))
