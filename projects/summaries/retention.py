"""How long what belongs to a project must be kept: derived from the programme's rules, never typed."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.shared.dates import months_later
from portal.shared.once import once, rows_of
from portal.shared.tables import format_day
from projects.models import RuleSet

ACCOUNTING_YEARS = 7  # the accounting act, § 12: seven years from the end of the year


@dataclass(frozen=True)
class Retention:
    """`until`: the last day, None while it is not known; `at_least`: what is certain already; `missing`: what is not known.

    `years` counts from the 31 December of the year in which the project ends; `basis` says where they come from.
    """

    until: date | None = None
    at_least: date | None = None
    years: int | None = None
    basis: str = ""
    missing: str = ""

    @property
    def text(self):
        """As people read it; empty when nothing is certain."""
        if self.until is not None:
            return format_day(self.until)[0]
        return _("at least until %(day)s") % {"day": format_day(self.at_least)[0]} if self.at_least else ""

    @property
    def note(self):
        return self.missing or self.basis

    def holds_on(self, day):
        """Whether things must still be kept on a day, as far as one knows."""
        last = self.until or self.at_least
        return last is None or day <= last


def rule_in_force(rules, day):
    """The retention rule valid on a day: of several, the one that began last. The nearest programme comes first."""
    for row in rules:
        if (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day <= row.valid_until):
            return row
    return None


def retention_of(project):
    """The longer of the programme's rule and the seven years of accounting: one query.

    The rule set is the one in force when the project ends; a strand of a programme without a rule takes its programme's.
    """
    if project.ends_on is None:
        return Retention(missing=_("The end of the project is not stated."))
    ends = project.ends_on

    unknown = Retention(at_least=year_end(ends, ACCOUNTING_YEARS), missing=not_stated())
    if project.programme_id is None:
        return unknown
    own = project.programme_id
    above = Q(programme__strands=own) | Q(programme__strands__strands=own)
    rows = list(RuleSet.objects.filter(Q(programme=own) | above, retention_years__isnull=False).distinct())
    rows.sort(key=lambda row: (row.programme_id == own, row.valid_from or date.min), reverse=True)
    rule = rule_in_force(rows, ends)
    if rule is None:
        return unknown
    years = max(rule.retention_years, ACCOUNTING_YEARS)
    return Retention(year_end(ends, years), year_end(ends, years), years, basis_of(rule.retention_years))


def retentions_of(projects, paid=None):
    """{project key: Retention} of some projects with their programmes: two queries, however many.

    `paid`: {project key: the day of the last payment it received}; asked of whoever registered to know, when not given. As
    `retention_of`; the programme's years run from the last payment where there was one, those of accounting from its year.
    """
    projects = list(projects)
    chains = {project.pk: chain_of(project.programme) for project in projects}
    near = {key for chain in chains.values() for key in chain}
    sets = rows_of(rules_stated(near)) if near else []
    rules = {}
    for row in sorted(sets, key=lambda row: (row.valid_from or date.min, row.pk), reverse=True):
        rules.setdefault(row.programme_id, []).append(row)
    paid = last_payments(projects) if paid is None else paid
    return {project.pk: kept_of(project, chains[project.pk], rules, paid.get(project.pk)) for project in projects}


@once
def rules_stated(programmes):
    return RuleSet.objects.filter(programme__in=programmes, retention_years__isnull=False)


def kept_of(project, chain, rules, paid_on):
    if project.ends_on is None and paid_on is None:
        return Retention(missing=_("The end of the project is not stated."))
    ends = project.ends_on or paid_on
    books = year_end(max(ends, paid_on or ends), ACCOUNTING_YEARS)
    rule = next((row for key in chain if (row := rule_in_force(rules.get(key, ()), ends))), None)
    if rule is None:
        return Retention(at_least=books, missing=not_stated())
    days = [books, year_end(ends, rule.retention_years)]
    if paid_on:
        days.append(months_later(paid_on, 12 * rule.retention_years))
    return Retention(max(days), max(days), max(rule.retention_years, ACCOUNTING_YEARS), basis_of(rule.retention_years))


def chain_of(programme):
    """The keys of a programme and of the two above it, the nearest first."""
    chain = []
    while programme is not None and len(chain) < 3:
        chain.append(programme.pk)
        programme = programme.parent
    return chain


def year_end(day, years):
    return date(min(day.year + years, date.max.year), 12, 31)


def not_stated():
    return ngettext(
        "Accounting asks for %(years)d year; the programme's rule is not stated.",
        "Accounting asks for %(years)d years; the programme's rule is not stated.", ACCOUNTING_YEARS,
    ) % {"years": ACCOUNTING_YEARS}


_payments = []


def register_payments(function):
    """`function(projects) -> {project key: day}`: who keeps the payments tells when the last one came in."""
    _payments.append(function)
    return function


def last_payments(projects):
    found = {}
    for function in _payments:
        found |= function(projects)
    return found


def basis_of(stated):
    """Where the years come from, in one sentence."""
    rule = ngettext("The programme's rule: %(years)d year", "The programme's rule: %(years)d years", stated) % {"years": stated}
    if stated >= ACCOUNTING_YEARS:
        return rule
    both = ngettext(
        "%(rule)s; accounting: %(years)d year. The longer one counts.",
        "%(rule)s; accounting: %(years)d years. The longer one counts.", ACCOUNTING_YEARS,
    )
    return both % {"rule": rule, "years": ACCOUNTING_YEARS}
