"""What a plan's sections say about themselves: sentences, sums and what is still missing. In the language that is active."""
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.choices import CostSource, SectionKind
from communities.summaries import finance
from communities.summaries.shape import Check
from communities.summaries.tables import DANGEROUS
from portal.shared.dates import PartialDate
from portal.shared.money import format_money
from portal.shared.tables import format_number

MOST_NAMED = 5


def checks_of(section, state):
    """The Checks of a section."""
    check = CHECKS.get(section.kind)
    return tuple(check(state)) if check else ()


def footer_of(section, state, columns):
    """Rows of sums: a text for each column (by name) and each derived one."""
    if section.kind != SectionKind.FINANCE or not state.live(section):
        return ()
    years = finance.money_plan(state.live(section)).years
    rows = [(_("Income"), "income"), (_("Costs"), "cost"), (_("Result"), "result")]
    if any(year.memo is not None for year in years):
        rows.append((_("Voluntary work, for information"), "memo"))
    return tuple(
        (label, *(_year_text(name, years, attribute) for name in columns[1:])) for label, attribute in rows
    )


def _year_text(column, years, attribute):
    if column not in finance.YEARS:
        return ""
    return format_money(getattr(years[finance.YEARS.index(column)], attribute))


def totals_of(section, state):
    """(label, text) pairs below a table."""
    totals = {SectionKind.FINANCE: _finance_totals, SectionKind.INVESTMENTS: _shopping_totals}.get(section.kind)
    return tuple(totals(state)) if totals and state.live(section) else ()


def month_words(months):
    """`months`: a Decimal to one decimal; a part of a month takes the plural."""
    whole = months == int(months)
    text = ngettext("%(count)s month", "%(count)s months", int(months) if whole else 2)
    return text % {"count": format_number(int(months) if whole else months)}


def _finance_totals(state):
    rows = state.rows[SectionKind.FINANCE]
    even = finance.break_even(rows, euros(state, "price_per_user"), euros(state, "variable_cost_per_user"))
    if even.users is not None:
        users = ngettext("%(count)s user a year", "%(count)s users a year", even.users)
        yield _("Break-even"), users % {"count": format_number(even.users)}
    months = finance.months_of_reserve(rows, euros(state, "reserve"))
    if months is not None:
        yield _("The reserve lasts"), month_words(months)


def _shopping_totals(state):
    found = finance.shopping(state.rows[SectionKind.INVESTMENTS], state.rules)
    for source, amount in found.by_source:
        yield (str(CostSource(source).label) if source else _("Source not stated")), format_money(amount)
    yield _("In all"), format_money(found.total)


def euros(state, code):
    """The answer to a question of this code in euros, or None when there is none."""
    text = state.codes.get(code, "")
    try:
        return Decimal(text) if text else None
    except ArithmeticError:
        return None


# --- sentences ---


def finance_checks(state):
    rows = state.rows[SectionKind.FINANCE]
    money = finance.money_plan(rows)
    if not money.is_known:
        yield Check("info", _("No amounts are known yet."))
        return
    if money.known < money.rows:
        yield _known(money.known, money.rows)
    if money.ends_with_loss:
        loss = {"amount": format_money(-money.years[-1].result)}
        if state.codes.get("loss_comment"):
            yield Check("attention", _("The third year ends with a loss of %(amount)s; the plan says what follows.") % loss)
        else:
            yield Check("danger", _("The third year ends with a loss of %(amount)s. Write what follows from it.") % loss)
    even = finance.break_even(rows, euros(state, "price_per_user"), euros(state, "variable_cost_per_user"))
    sentence = WHY_NO_BREAK_EVEN.get(even.why)
    if sentence:
        yield Check("attention" if even.why == "never" else "info", sentence())


WHY_NO_BREAK_EVEN = {
    "fixed": lambda: _("How many users it takes is not known: no fixed cost is stated for the first year."),
    "price": lambda: _("How many users it takes is not known: the price per user is not stated."),
    "variable": lambda: _("How many users it takes is not known: the cost per user is not stated."),
    "never": lambda: _("Each user costs at least as much as they pay, so no number of users covers the cost."),
}


def shopping_checks(state):
    found = finance.shopping(state.rows[SectionKind.INVESTMENTS], state.rules)
    if found.rows and found.known < found.rows:
        yield _known(found.known, found.rows)
    if found.unquoted:
        said = [
            _("%(name)s (%(have)d of %(needed)d)") % {"name": row.name, "have": have, "needed": needed}
            for row, have, needed in found.unquoted
        ]
        yield Check("attention", _("Price quotes are missing: %(names)s.") % {"names": named(said)})


def task_checks(state):
    rows = state.rows[SectionKind.TASKS]
    for label, found in [
        (_("It ends before it starts: %(names)s."), [row for row in rows if backwards(row)]),
        (_("Outside the plan's period: %(names)s."), [row for row in rows if outside(row, state.plan)]),
    ]:
        if found:
            yield Check("attention", label % {"names": named(row.name for row in found)})
    served = {row.service_id for row in rows}
    idle = [row for row in state.rows[SectionKind.SERVICES] if row.pk not in served]
    if idle and any(section.kind == SectionKind.SERVICES for section in state.sections):
        yield Check("attention", _("No task leads to this service: %(names)s.") % {"names": named(row.name for row in idle)})


def backwards(task):
    return bool(task.start and task.end and task.start.lower and task.end.upper and task.end.upper < task.start.lower)


def outside(task, plan):
    """Does it begin before the plan or end after it? What is not known is not outside."""
    first, last = _edge(plan.start, "lower"), _edge(plan.end, "upper")
    start, end = _edge(task.start, "lower"), _edge(task.end, "upper")
    return bool((first and start and start < first) or (last and end and end > last))


def _edge(value, edge):
    return getattr(PartialDate.parse(value), edge) if value else None


def risk_checks(state):
    found = [row for row in state.rows[SectionKind.RISKS] if row.score is not None and row.score >= DANGEROUS]
    if found:
        yield Check("danger", _("High risks: %(names)s.") % {"names": named(row.name for row in found)})


def _known(known, rows):
    said = ngettext("Amounts are known for %(known)d of %(rows)d row.", "Amounts are known for %(known)d of %(rows)d rows.", rows)
    return Check("info", said % {"known": known, "rows": rows})


def named(names):
    names = list(names)
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")


CHECKS = {
    SectionKind.FINANCE: finance_checks, SectionKind.INVESTMENTS: shopping_checks, SectionKind.TASKS: task_checks,
    SectionKind.RISKS: risk_checks,
}
