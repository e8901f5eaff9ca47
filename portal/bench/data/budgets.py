"""Money that adds up to the cent: approved budgets, expenses on their lines, claims as they were handed in."""
from budgets import models as our
from portal.bench.data.fill import each
from portal.bench.data.names import trio
from portal.bench.data.sizes import EXPENSES_OF_LINE
from projects.models import Activity, Document, Partnership, Programme, Project
from trainings.models import Event

# `q` is the partner, `k` the line; the line's place among all.
SOURCE = each("partners", "q") + " CROSS JOIN LATERAL generate_series(1, b.lines) AS k_(k)"
LINE = "b.before_budget_lines + (q - 1) * b.lines + k"
BUDGET = "b.before_partners + q"
# 120 euros times 1 … 40: whole cents for twelfths (an expense) and for twentieths (3 own, 17 grant).
AMOUNT = "12000 * (1 + mod(b.p * 7 + q * 11 + k * 13, 40))"
PERIODS, CLAIMED = 4, 3


def load(filler, names):
    budgets(filler, names)
    expenses(filler, names)
    claims(filler)
    payouts(filler)


def budgets(filler, names):
    project = filler.key(Project, "b.p")
    key = filler.key(our.Budget, BUDGET)
    total = f" CROSS JOIN LATERAL (SELECT sum({AMOUNT}) AS total FROM generate_series(1, b.lines) k) s"  # noqa: S608 - our own text
    filler.fill(
        our.Budget, each("partners", "q") + total,
        at=BUDGET, project_id=project, order="q", partnership_id=filler.key(Partnership, BUDGET), basis="'lines'",
        stated_total="s.total",
        state="'approved'",
    )
    total = f"SELECT project_id, sum(stated_total) AS total FROM budgets_budget WHERE id > {filler.base(our.Budget)} GROUP BY 1"  # noqa: S608 - our own text
    filler.fill(
        our.StatedTotal, f"({total}) b",
        at=f"b.project_id - {filler.base(Project)}", project_id="b.project_id", order="0", amount="b.total",
        as_of="CURRENT_DATE - 900",
    )
    filler.fill(
        our.BudgetLine, SOURCE + names.of("cost", "k + q", "t"), at=LINE, budget_id=key, number="k", **trio("title", "t"),
        activity_id=filler.key(Activity, "b.before_activities + 1 + mod(k, b.activities)"), amount=AMOUNT,
    )
    programme = Programme.objects.get(code="leader").pk
    for place, (source, part) in enumerate((("grant", 17), ("own", 3)), start=1):
        share = filler.key(our.FundingShare, f"2 * ({BUDGET}) - 2 + {place}")
        filler.fill(
            our.FundingShare, f"{each('partners', 'q')} JOIN budgets_budget bb ON bb.id = {key}",
            at=f"2 * ({BUDGET}) - 2 + {place}",
            budget_id=key, source=f"'{source}'", programme_id=str(programme) if source == "grant" else "NULL",
            amount=f"bb.stated_total / 20 * {part}", as_of="b.anchor - 900", state="'confirmed'",
        )
        filler.fill(
            our.LineFunding, SOURCE, at=f"2 * ({LINE}) - 2 + {place}", line_id=filler.key(our.BudgetLine, LINE), share_id=share,
            amount=f"({AMOUNT}) / 20 * {part}",
        )
    filler.fill(
        our.LineForecast, SOURCE + " WHERE mod(k, 5) = 0", at=LINE, line_id=filler.key(our.BudgetLine, LINE),
        amount=f"({AMOUNT}) / 12",
        as_of="b.anchor - 5",
    )


def expenses(filler, names):
    """Nine on every line, three quarters of it together."""
    source = SOURCE + f" CROSS JOIN generate_series(1, {EXPENSES_OF_LINE}) r"
    place = f"({LINE} - 1) * {EXPENSES_OF_LINE} + r"
    number = f"(1000000 + {place})::text"
    day = "(b.anchor - 890 + (r::int - 1) * 90 + mod(k * 7 + q, 80)::int)"
    filler.fill(
        our.Expense, source + names.of("supplier", f"{place}", "s") + names.of("cost", "k + q", "t"), at=place,
        project_id=filler.key(Project, "b.p"), order="0", payer_id=filler.key(Partnership, BUDGET), supplier="s.et",
        number=number, issued_on=day, paid_on=f"CASE WHEN mod(r, 8) > 0 THEN {day} + 14 END", description="t.et",
        total=f"({AMOUNT}) / 12", charged=f"({AMOUNT}) / 12", vat=f"CASE WHEN mod(k, 2) = 0 THEN ({AMOUNT}) / 12 * 22 / 122 END",
        event_id=f"CASE WHEN mod(k, 4) = 0 THEN {filler.key(Event, 'b.before_events + 1 + mod(k + r, b.events)')} END",
        supplier_key="s.folded_et", number_key=number, search_key=f"s.folded_et || ' ' || {number} || ' ' || t.folded_et",
    )
    filler.fill(
        our.ExpenseShare, source, at=place, expense_id=filler.key(our.Expense, place), budget_id=filler.key(our.Budget, BUDGET),
        line_id=filler.key(our.BudgetLine, LINE), amount=f"({AMOUNT}) / 12",
    )
    filler.fill(
        our.ExpenseEvidence, source + " WHERE mod(k + r, 3) = 0", at=place, expense_id=filler.key(our.Expense, place),
        kind="'invoice'",
        document_id=filler.key(Document, "b.before_documents + 1 + mod(k + r, b.documents)"),
    )


def claims(filler):
    """Of every partner: the first period approved, the second submitted, the third being prepared."""
    project = filler.key(Project, "b.p")
    period = f"(b.p - 1) * {PERIODS} + r"
    starts = "(b.anchor - 900 + (r::int - 1) * 300)"
    filler.fill(
        our.ReportingPeriod, each(PERIODS, "r"), at=period, project_id=project, order="r", number="r", starts_on=starts,
        ends_on=f"{starts} + 299", partner_due_on=f"{starts} + 320", claim_due_on=f"{starts} + 340", is_final=f"r = {PERIODS}",
    )
    place = f"({BUDGET} - 1) * {CLAIMED} + r"
    filler.fill(
        our.Claim, each("partners", "q") + f" CROSS JOIN generate_series(1, {CLAIMED}) r", at=place, project_id=project,
        order="0",
        period_id=filler.key(our.ReportingPeriod, period), partnership_id=filler.key(Partnership, BUDGET),
        state="(ARRAY['approved', 'submitted', 'draft'])[r]", reference="CASE r WHEN 1 THEN 'MT-' || b.p || '-' || q ELSE '' END",
        submitted_on=f"CASE WHEN r < 3 THEN {starts} + 310 END", decided_on=f"CASE WHEN r = 1 THEN {starts} + 360 END",
        decided_by="CASE r WHEN 1 THEN 'Rahastaja' ELSE '' END",
    )
    # Expenses 1–3 of a line are claimed in the first period, 4–6 in the second, 7 and 8 in the third, the ninth not yet.
    source = SOURCE + " CROSS JOIN generate_series(1, 8) r"
    expense = f"({LINE} - 1) * {EXPENSES_OF_LINE} + r"
    filler.fill(
        our.ClaimItem, source, at=expense, claim_id=filler.key(our.Claim, f"({BUDGET} - 1) * {CLAIMED} + 1 + (r - 1) / 3"),
        share_id=filler.key(our.ExpenseShare, expense), amount=f"({AMOUNT}) / 12",
        accepted=f"CASE WHEN r <= 3 THEN ({AMOUNT}) / 12 END",
    )


def payouts(filler):
    budget = f" JOIN budgets_budget bb ON bb.id = {filler.key(our.Budget, BUDGET)}"
    filler.fill(
        our.Payout, each("partners", "q") + " CROSS JOIN generate_series(1, 2) r" + budget,
        at=f"2 * ({BUDGET}) - 2 + r", budget_id="bb.id", kind="(ARRAY['advance', 'interim'])[r]",
        paid_on="b.anchor - 700 + 300 * r::int",
        amount="bb.stated_total / 10", programme_id="NULL",
        claim_id=f"CASE r WHEN 2 THEN {filler.key(our.Claim, f'({BUDGET} - 1) * {CLAIMED} + 1')} END",
    )
