"""A claim as it is written down for its programme: rows, files, columns. The same shape live and frozen (JSON, cents).

Texts that have three languages are kept in all of them, so that a frozen claim reads well whoever opens it.
"""
import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language

from budgets.choices import ClaimField, ClaimState, FundingSource
from budgets.models import ClaimColumn, ClaimItem, ClaimVersion, ExpenseEvidence, FundingShare
from budgets.summaries.budget import total_of
from budgets.summaries.rules import rules_of, rules_of_project
from portal.shared.money import from_cents, grant_of, share_out, to_cents
from projects.choices import EvidenceKind
from trainings.models import EvidenceItem

EXPENSE, EVENT = "expense", "event"
ORDER = {kind: place for place, kind in enumerate(EvidenceKind.values)}
LANGUAGES = ("et", "lv", "en")
USUAL_COLUMNS = (
    ClaimField.NUMBER, ClaimField.LINE_NUMBER, ClaimField.LINE, ClaimField.SUPPLIER, ClaimField.DOCUMENT_KIND,
    ClaimField.DOCUMENT_NUMBER, ClaimField.ISSUED_ON, ClaimField.PAID_ON, ClaimField.DESCRIPTION, ClaimField.TOTAL,
    ClaimField.VAT, ClaimField.CHARGED, ClaimField.CLAIMED, ClaimField.ACCEPTED, ClaimField.GRANT, ClaimField.OWN,
    ClaimField.EVIDENCE,
)


@dataclass(frozen=True)
class Row:
    """One claimed expense. Amounts are whole cents, None where nothing is stated; days are ISO; `files` are their numbers."""

    number: int
    item: int
    claim: int
    share: int
    expense: int
    partner: str
    line: int | None
    line_number: int | None
    line_title: dict | None
    category: dict | None
    own_category: str
    activity: dict | None
    event: dict | None
    supplier: str
    supplier_code: str
    document_kind: str
    document_number: str
    issued_on: str
    paid_on: str | None
    description: str
    total: int
    vat: int | None
    charged: int
    share_amount: int
    claimed: int
    accepted: int | None
    refused_because: str
    grant: int | None = None
    own: int | None = None
    files: tuple = ()

    @property
    def counts(self):
        """Cents that count: what was accepted, or what is claimed until that is decided."""
        return self.claimed if self.accepted is None else self.accepted

    @property
    def net(self):
        return None if self.vat is None else self.total - self.vat


@dataclass(frozen=True)
class File:
    """One piece of evidence. `source`: "expense" or "event"; `rows`: the numbers of the rows it proves."""

    number: int
    kind: str
    title: str
    source: str
    event: dict | None
    event_key: int | None
    document: int
    file_name: str
    sha256: str
    size: int
    rows: tuple = ()


@dataclass(frozen=True)
class Content:
    """A whole claim. `columns`: (field, {language: heading}) pairs; `split_known`: whether the grant's part of it is known."""

    project: str
    reference_code: str
    programme: dict | None
    period_number: int
    starts_on: str
    ends_on: str
    is_final: bool
    partner: str
    reference: str
    note: str
    submitted_on: str | None
    decided_on: str | None
    decided_by: str
    columns: tuple
    rows: tuple[Row, ...]
    files: tuple[File, ...]
    incomplete_because: str = ""
    missing: tuple = ()

    @property
    def claimed(self):
        return from_cents(sum(row.claimed for row in self.rows))

    @property
    def accepted(self):
        """Euros, None until every row is decided."""
        if not self.rows or any(row.accepted is None for row in self.rows):
            return None
        return from_cents(sum(row.accepted for row in self.rows))

    @property
    def grant(self):
        return total_of(from_cents(row.grant) for row in self.rows)

    @property
    def own(self):
        return total_of(from_cents(row.own) for row in self.rows)


# --- as text ---


def as_json(content):
    return json.dumps(asdict(content), ensure_ascii=False, separators=(",", ":"))


def from_json(text):
    """The `Content` again; what we no longer know is left out."""
    told = json.loads(text)
    rows = tuple(_made(Row, row) for row in told.pop("rows"))
    files = tuple(_made(File, row) for row in told.pop("files"))
    columns = tuple(tuple(column) for column in told.pop("columns"))
    return _made(Content, told | {"rows": rows, "files": files, "columns": columns})


def _made(cls, told):
    known = {name: told[name] for name in cls.__dataclass_fields__ if name in told}
    return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in known.items()})


def said(texts):
    """One of the languages of such a text: the current one, otherwise Estonian; "" for none."""
    if not texts:
        return ""
    return texts.get((get_language() or "et")[:2]) or texts.get("et") or ""


def _trio(row, name):
    return {language: getattr(row, f"{name}_{language}") for language in LANGUAGES} if row is not None else None


# --- as it is now ---


def latest_version(claim):
    return ClaimVersion.objects.filter(claim=claim).order_by("-number").first()


def content_shown(claim):
    """(Content, ClaimVersion or None): of an open claim as it is now, of any other as it was frozen; what was decided since
    stands in it too.
    """
    version = None if claim.is_open else latest_version(claim)
    if version is None:
        return content_of(claim), None
    frozen = from_json(version.content)
    return (frozen if version.step == claim.state else with_decisions(frozen, claim)), version


def with_decisions(content, claim):
    """A submitted claim's content with what was accepted of each row so far."""
    decided = {
        key: (accepted, because)
        for key, accepted, because in _items(claim).values_list("pk", "accepted", "refused_because")
    }
    rows = []
    for row in content.rows:
        accepted, because = decided.get(row.item, (None, ""))
        rows.append(Row(**vars(row) | {"accepted": cents(accepted), "refused_because": because}))
    return Content(**vars(content) | {"rows": tuple(rows), "reference": claim.reference})


def content_of(claim, *, incomplete_because="", missing=()):
    """The Content of a claim as it is now: at most eight queries."""
    period, rules = claim.period, rules_of_claim(claim)
    items = list(items_of(claim))
    files, by_expense, by_event = files_of(items)
    rows = tuple(row_of(number, item, by_expense, by_event) for number, item in enumerate(items, start=1))
    return Content(
        project=str(claim.project), reference_code=claim.project.reference_code,
        programme=_trio(period.programme, "name"), period_number=period.number, starts_on=period.starts_on.isoformat(),
        ends_on=period.ends_on.isoformat(), is_final=period.is_final,
        partner=str(claim.partnership.organisation) if claim.partnership_id else "", reference=claim.reference,
        note=claim.note, submitted_on=iso(claim.submitted_on), decided_on=iso(claim.decided_on),
        decided_by=claim.decided_by, columns=columns_of(rules, claim.state == ClaimState.APPROVED),
        rows=tuple(split(rows, claim, items)),
        files=numbered(files, rows), incomplete_because=incomplete_because, missing=tuple(str(text) for text in missing),
    )


def _items(claim):
    """Its own, or those of the partners' claims that it joins."""
    return ClaimItem.objects.filter(**({"claim": claim} if claim.partnership_id else {"claim__joined_in": claim}))


def items_of(claim):
    return _items(claim).select_related(
        "claim", "share__expense__own_category", "share__expense__event__activity", "share__line__category",
        "share__line__activity", "share__budget__partnership__organisation",
    ).order_by("share__budget__partnership__order", "share__budget", "share__line__number", "share__expense__issued_on", "pk")


def rules_of_claim(claim):
    """The rule set of whom the period is reported to, otherwise the partner's own, otherwise the project's; or None."""
    period = claim.period
    if period.programme_id is None and claim.partnership_id and hasattr(claim.partnership, "budget"):
        return rules_of(claim.partnership.budget)
    return rules_of_project(claim.project, period.programme)


def columns_of(rules, is_decided=False):
    """((field, {language: heading}), …) as the programme wants them; the usual ones where it says nothing.

    Once it is decided, what was accepted stands beside what was claimed: the grant is counted of that.
    """
    found = ClaimColumn.objects.filter(rule_set=rules).order_by("order", "pk") if rules is not None else ()
    columns = tuple((column.field, _trio(column, "heading")) for column in found)
    columns = columns or tuple((str(name), {}) for name in USUAL_COLUMNS)
    names = [name for name, _texts in columns]
    if is_decided and ClaimField.CLAIMED in names and ClaimField.ACCEPTED not in names:
        place = names.index(ClaimField.CLAIMED) + 1
        columns = (*columns[:place], (str(ClaimField.ACCEPTED), {}), *columns[place:])
    return columns


def row_of(number, item, by_expense, by_event):
    share, expense = item.share, item.share.expense
    line, event = share.line, expense.event
    activity = line.activity if line is not None and line.activity_id else event.activity if event is not None else None
    files = [*by_expense.get(expense.pk, ()), *by_event.get(expense.event_id, ())]
    return Row(
        number=number, item=item.pk, claim=item.claim_id, share=share.pk, expense=expense.pk,
        partner=str(share.budget.partnership.organisation), line=share.line_id,
        line_number=line.number if line else None, line_title=_trio(line, "title"),
        category=_trio(line.category if line else None, "name"), own_category=str(expense.own_category or ""),
        activity=_trio(activity, "title"), event=_trio(event, "title"), supplier=expense.supplier,
        supplier_code=expense.supplier_code, document_kind=expense.kind, document_number=expense.number,
        issued_on=expense.issued_on.isoformat(), paid_on=iso(expense.paid_on), description=expense.description,
        total=cents(expense.total), vat=cents(expense.vat), charged=cents(expense.charged),
        share_amount=cents(share.amount), claimed=cents(item.amount), accepted=cents(item.accepted),
        refused_because=item.refused_because, files=tuple(sorted(set(files))),
    )


def split(rows, claim, items):
    """The rows with the grant's part and the own part, where a budget's sources are known: of each budget's sum the grant is
    cut down to the cent, and the rows' parts make it exactly.
    """
    budgets = {item.pk: item.share.budget for item in items}
    rates = grant_rates({budget.pk: budget for budget in budgets.values()}.values(), claim.period.programme_id)
    found = {}
    for key, percent in rates.items():
        here = [row for row in rows if budgets[row.item].pk == key]
        counts = [row.counts for row in here]
        if percent is None or not sum(counts):
            continue
        grant, _own = grant_of(from_cents(sum(counts)), percent)
        for row, part in zip(here, share_out(grant, counts), strict=True):
            found[row.number] = to_cents(part)
    for row in rows:
        grant = found.get(row.number)
        yield row if grant is None else Row(**vars(row) | {"grant": grant, "own": row.counts - grant})


def grant_rates(budgets, programme=None):
    """{budget key: exact percent of the grant (Fraction), None where it is not known}: one query.

    `programme`: only the grant from this one counts, when the budget names it.
    """
    sources = {}
    for share in FundingShare.objects.filter(budget__in=[budget.pk for budget in budgets]):
        sources.setdefault(share.budget_id, []).append(share)
    found = {}
    for budget in budgets:
        shares = sources.get(budget.pk, [])
        total = total_of(share.amount for share in shares)
        unknown = any(share.amount is None for share in shares)
        grants = [share for share in shares if share.source == FundingSource.GRANT]
        named = [share for share in grants if programme is not None and share.programme_id == programme]
        grant = total_of(share.amount for share in (named or grants))
        known = total and grant is not None and not unknown and total == (budget.stated_total or total)
        found[budget.pk] = Fraction(grant) * 100 / Fraction(total) if known else None
    return found


def files_of(items):
    """([(document, kind, source, event)], {expense: [numbers]}, {event: [numbers]}): a document stands once, two queries.

    First what proves the expenses, in the order of the rows; then what proves the events they were for.
    """
    expenses = list(dict.fromkeys(item.share.expense_id for item in items))
    events = {item.share.expense.event_id: item.share.expense.event for item in items if item.share.expense.event_id}
    place = {key: at for at, key in enumerate(expenses)}
    evidence = ExpenseEvidence.objects.filter(expense__in=expenses, archived_at=None, document__archived_at=None)
    evidence = sorted(evidence.select_related("document"), key=lambda row: (place[row.expense_id], ORDER[row.kind], row.pk))
    files, numbers, by_expense, by_event = [], {}, {}, {}

    def number_of(row, source, event=None):
        if row.document_id not in numbers:
            files.append((row.document, row.kind, source, event))
            numbers[row.document_id] = len(files)
        return numbers[row.document_id]

    for row in evidence:
        by_expense.setdefault(row.expense_id, []).append(number_of(row, EXPENSE))
    kept = EvidenceItem.objects.live().filter(event__in=list(events), document__archived_at=None).select_related("document")
    order = {key: at for at, key in enumerate(events)}
    for row in sorted(kept, key=lambda row: (order[row.event_id], ORDER[row.kind], row.pk)) if events else ():
        by_event.setdefault(row.event_id, []).append(number_of(row, EVENT, events[row.event_id]))
    return files, by_expense, by_event


def numbered(files, rows):
    return tuple(
        File(
            number=number, kind=kind, title=document.title, source=source, event=_trio(event, "title"),
            event_key=event.pk if event else None, document=document.pk, file_name=document.file_name,
            sha256=document.sha256, size=document.size,
            rows=tuple(row.number for row in rows if number in row.files),
        )
        for number, (document, kind, source, event) in enumerate(files, start=1)
    )


def cents(amount):
    return None if amount is None else to_cents(Decimal(amount))


def iso(day):
    return day.isoformat() if day else None
