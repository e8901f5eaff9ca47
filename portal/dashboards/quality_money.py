"""All the money, compared to the cent: what `verify_money` tells the operator, as a page with the way to each row."""
import re

from django.apps import apps
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets.summaries.verify import verify_money
from portal.shared.money import from_cents
from portal.shared.rules import staff_only
from portal.shared.tables import Column
from portal.shared.ui import Crumb
from portal.shared.views import ListPage
from portal.shared.ways import reverse

CHECKS = {
    "state": _("No budget was left in the middle of an amendment"),
    "computed": _("Quantity times unit cost, or percent of a category, makes the line"),
    "lines": _("Lines make the partner's budget"),
    "sources": _("Sources make the partner's budget"),
    "cells": _("A line's parts make the line, a source's parts the source"),
    "project": _("The partners' budgets make the project's stated total"),
    "version": _("The latest approved version says what the budgets say"),
    "charged": _("What is charged follows from the total of an expense"),
    "shares": _("The shares of an expense make what is charged"),
    "claimed of a share": _("No more is claimed than the share of the expense"),
    "claimed of a line": _("No more is claimed than the approved line allows"),
    "claimed of a budget": _("No more is claimed than the approved budget"),
    "claimed when approved": _("What is handed in rests on an approved budget"),
    "accepted": _("No more is accepted than claimed, and an approved claim is decided whole"),
    "claim version": _("What was handed in or approved is as it was frozen"),
}
# How `verify` names a row: its model.
ROWS = {
    "budget": "budgets.budget", "line": "budgets.budgetline", "source": "budgets.fundingshare", "project": "projects.project",
    "expense": "budgets.expense", "share": "budgets.expenseshare", "claimed item": "budgets.claimitem", "claim": "budgets.claim",
}
NAMED = re.compile(r"(?P<kind>claimed item|[a-z]+) (?P<pk>\d+)")


def model_of(finding):
    """The model and the key of the row a Finding of `verify` is about."""
    match = NAMED.match(finding.where)
    return apps.get_model(ROWS[match["kind"]])._meta, match["pk"]


def where(finding):
    meta, pk = model_of(finding)
    return f"{capfirst(meta.verbose_name)} {pk}"


def page_of(finding):
    meta, pk = model_of(finding)
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[pk])


class QualityMoney(ListPage):
    """A dozen queries for each hundred projects, however much money there is; only for staff, whom it leads to Django admin."""

    rule = staff_only
    page_title = _("All the money, compared to the cent")
    empty_title = _("Everything adds up")
    columns = [
        Column("check", _("What must hold"), value=lambda row: str(CHECKS[row[0].check])),
        Column("where", _("Where"), value=lambda row: where(row[0]), url=lambda row: page_of(row[0])),
        Column("found", _("Found"), kind="money", value=lambda row: from_cents(row[0].found), empty="–"),
        Column("expected", _("There should be"), kind="money", value=lambda row: from_cents(row[0].expected), empty="–"),
        Column("state", _("Severity"), kind="badge", value=lambda row: row[1], tone=lambda row: row[2]),
    ]

    @cached_property
    def verdict(self):
        return verify_money()

    def get_rows(self):
        wrong = [(finding, _now("it must agree"), "warning") for finding in self.verdict.wrong]
        return wrong + [(finding, _now("still being prepared"), "neutral") for finding in self.verdict.open]

    def count_text(self, count):
        checked = sum(self.verdict.checked.values())
        compared = ngettext("%(n)d comparison", "%(n)d comparisons", checked) % {"n": checked}
        return f"{compared}, " + ngettext("%(n)d difference", "%(n)d differences", count) % {"n": count}

    def breadcrumbs(self):
        return [Crumb(_("Data quality"), reverse("dashboards:quality")), Crumb(self.page_title)]
