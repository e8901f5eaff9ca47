"""What proves an expense and what of it is missing; what is doubtful about it; how much of it falls on whom."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.choices import ExpenseKind
from budgets.models import Budget, ExpenseEvidence, ExpenseShare
from budgets.summaries.rules import rules_of_many
from portal.shared.money import format_money
from portal.shared.once import once
from portal.shared.reading import read
from projects.choices import EvidenceKind
from projects.models import EvidenceRule
from trainings.models import EvidenceItem

FOR_EXPENSES = "expense"
# The cost document itself, where it is no invoice.
DOCUMENTS = {
    ExpenseKind.INVOICE: EvidenceKind.INVOICE, ExpenseKind.RECEIPT: EvidenceKind.INVOICE,
    ExpenseKind.CONTRACT: EvidenceKind.CONTRACT,
}
WITHOUT_PAYMENT = {ExpenseKind.CALCULATION, ExpenseKind.VOLUNTARY}
BOUGHT = {ExpenseKind.INVOICE, ExpenseKind.RECEIPT, ExpenseKind.CONTRACT, ExpenseKind.OTHER}
ORDER = {kind: place for place, kind in enumerate(EvidenceKind.values)}


@dataclass(frozen=True)
class Paper:
    """A kind of evidence an expense needs: why, how many, and what lies there. `elsewhere`: how many lie at its event."""

    kind: EvidenceKind
    why: tuple[str, ...]
    needed: int
    items: tuple[ExpenseEvidence, ...] = ()
    elsewhere: int = 0

    @property
    def have(self):
        return len(self.items) + self.elsewhere

    @property
    def done(self):
        return self.have >= self.needed

    @property
    def label(self):
        return self.kind.label


@dataclass(frozen=True)
class Papers:
    """`lines`: what is needed; `extra`: what lies there besides."""

    lines: tuple[Paper, ...]
    extra: tuple[ExpenseEvidence, ...]

    @property
    def missing(self):
        return [line.kind for line in self.lines if not line.done]


def missing_of(expense):
    """[EvidenceKind] that an expense still needs."""
    return missing_of_many([expense])[expense.pk]


def missing_of_many(expenses, budgets=None, rules=None):
    """{expense key: [EvidenceKind]}: three queries, however many expenses. `budgets`, `rules`: as `papers_of`."""
    return {key: papers.missing for key, papers in papers_of(expenses, budgets, rules).items()}


def papers_of(expenses, budgets=None, rules=None):
    """{expense key: Papers} by the rules of the budgets on which it falls: three queries. Archived documents do not count.

    `budgets`: {expense key: keys of those budgets}, `rules`: {budget key: RuleSet or None}, when they are known already.
    """
    expenses = list(expenses)
    budgets = budgets_of(expenses) if budgets is None else budgets
    if rules is None:
        rules = rules_of_many([Budget(pk=key) for key in set().union(*budgets.values())]) if budgets else {}
    sets = {row.pk for row in rules.values() if row}
    needed, items, kinds = read([
        rules_asked(sets), items_asked([expense.pk for expense in expenses]), kinds_asked(events_of(expenses)),
    ])
    asked = by_key((rule.rule_set_id, rule) for rule in needed)
    here = by_key((item.expense_id, item) for item in items)
    # What lies at the event serves its expenses too.
    at_events = by_key((event, (kind, document)) for event, kind, document in kinds)
    found = {}
    for expense in expenses:
        sets = {row.pk: row for key in budgets.get(expense.pk, ()) if (row := rules[key])}
        needs = needs_of(expense, sets.values(), [rule for key in sets for rule in asked.get(key, ())])
        found[expense.pk] = laid_out(needs, here.get(expense.pk, []), at_events.get(expense.event_id, []))
    return found


def budgets_of(expenses):
    found = {}
    for expense, budget in ExpenseShare.objects.filter(expense__in=expenses).values_list("expense", "budget"):
        found.setdefault(expense, set()).add(budget)
    return found


def by_key(pairs):
    """{key: [value]} of (key, value)."""
    found = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


@once
def rules_asked(sets):
    return EvidenceRule.objects.filter(rule_set__in=sets, event_kind=FOR_EXPENSES, required=True)


@once
def items_asked(expenses):
    rows = ExpenseEvidence.objects.filter(expense__in=expenses, archived_at=None, document__archived_at=None)
    return rows.select_related("document").order_by("kind", "pk")


@once
def kinds_asked(events):
    """(event key, kind, document key) of what lies at these events."""
    rows = EvidenceItem.objects.live().filter(event__in=events, document__archived_at=None)
    return rows.order_by().values_list("event", "kind", "document").distinct()


def events_of(expenses):
    return {expense.event_id for expense in expenses if expense.event_id}


def needs_of(expense, sets, rules):
    """{kind: (reasons, how many)}: the document itself, what the rules ask, the payment once it is paid, quotes by amount."""
    document = DOCUMENTS.get(expense.kind, EvidenceKind.OTHER)
    needs = {document: ({_("the cost document itself")}, 1)}
    if expense.paid_on and expense.kind not in WITHOUT_PAYMENT:
        needs[EvidenceKind.PAYMENT] = ({_("asked for once it is paid")}, 1)
    for rule in rules:
        kind = EvidenceKind(rule.kind or EvidenceKind.OTHER)
        if kind in (EvidenceKind.INVOICE, EvidenceKind.PAYMENT):
            # Both stand above: the document in its own kind, the payment as soon as there can be one.
            continue
        reasons, count = needs.setdefault(kind, (set(), 1))
        reasons.add(str(rule))
        needs[kind] = (reasons, count)
    quotes, why = quotes_needed(expense, sets)
    if quotes:
        reasons, count = needs.get(EvidenceKind.QUOTE, (set(), 0))
        needs[EvidenceKind.QUOTE] = (reasons | {why}, max(count, quotes))
    return needs


def quotes_needed(expense, sets):
    """(how many, why) by the strictest of the rule sets; the total of the document counts."""
    if expense.kind not in BOUGHT or expense.total is None:
        return 0, ""
    for how_many, name, is_reached in (
        (3, "three_quotes_from", lambda limit: expense.total > limit), (1, "one_quote_from", lambda limit: expense.total >= limit)
    ):
        limits = [limit for row in sets if (limit := getattr(row, name)) is not None and is_reached(limit)]
        if limits:
            told = {"count": how_many, "limit": format_money(min(limits))}
            if how_many == 1:
                return 1, _("one quote from %(limit)s up") % told
            return how_many, ngettext("%(count)d quote above %(limit)s", "%(count)d quotes above %(limit)s", how_many) % told
    return 0, ""


def laid_out(needs, items, at_event):
    lines = []
    for kind in sorted(needs, key=ORDER.get):
        mine = tuple(item for item in items if item.kind == kind)
        own = {item.document_id for item in mine}
        elsewhere = {document for found, document in at_event if found == kind} - own
        reasons, count = needs[kind]
        lines.append(Paper(EvidenceKind(kind), tuple(sorted(reasons)), count, mine, len(elsewhere)))
    return Papers(tuple(lines), tuple(item for item in items if item.kind not in needs))


# --- what is doubtful, and may be right ---


def doubts_about(expense, parts):
    """[text] to look at before saving; whoever saves may know better. `parts`: [(Budget, BudgetLine or None, euros)].

    Three queries at most, beside those of the rules.
    """
    found = []
    if expense.vat is None and expense.kind in BOUGHT:
        found.append(_("The VAT is not stated: then all of the document counts as a cost. Without VAT write 0."))
    found += [*outside_period(expense), *over_lines(expense, parts), *without_quotes(expense, parts)]
    return found


def outside_period(expense):
    first, last, day = expense.project.starts_on, expense.project.ends_on, expense.issued_on
    if isinstance(day, date) and ((first and day < first) or (last and day > last)):
        yield _("The document is dated %(day)s, outside the project's period.") % {"day": f"{day:%d.%m.%Y}"}


def over_lines(expense, parts):
    """Lines on which more would be spent than they have; a line whose amount is not stated has no such limit."""
    lines = [line for _budget, line, _amount in parts if line is not None and line.amount is not None]
    spent = spent_on(lines, apart_from=expense)
    for _budget, line, amount in parts:
        if line is None or line.amount is None or amount is None:
            continue
        left = line.amount - spent.get(line.pk, Decimal(0))
        if amount > left:
            yield _("Line %(line)s has %(left)s left; with this expense it is exceeded by %(by)s.") % {
                "line": line, "left": format_money(max(left, Decimal(0))), "by": format_money(amount - left),
            }


def spent_on(lines, apart_from=None):
    """{line key: euros} of the expenses that count."""
    rows = ExpenseShare.objects.filter(line__in=lines, expense__archived_at=None)
    if apart_from is not None and apart_from.pk:
        rows = rows.exclude(expense=apart_from)
    sums = {}
    for line, amount in rows.values_list("line", "amount"):
        sums[line] = sums.get(line, Decimal(0)) + amount
    return sums


def without_quotes(expense, parts):
    sets = {row.pk: row for row in rules_of_many([budget for budget, _line, _amount in parts]).values() if row}
    needed, why = quotes_needed(expense, sets.values())
    if not needed:
        return
    quotes, kinds = read([items_asked([expense.pk] if expense.pk else []), kinds_asked(events_of([expense]))])
    have = {item.document_id for item in quotes if item.kind == EvidenceKind.QUOTE}
    have |= {document for _event, kind, document in kinds if kind == EvidenceKind.QUOTE}
    if len(have) < needed:
        yield _("The programme asks for quotes (%(why)s): add them to the evidence.") % {"why": why}
