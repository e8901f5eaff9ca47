"""Budgets of a draft. What is not stated stays empty; a sum that does not agree is kept beside its parts."""

import re
from datetime import date
from decimal import Decimal

from budgets import actions
from budgets.choices import BudgetBasis, FundingSource
from budgets.models import Budget, BudgetLine
from portal.intake.making import people
from portal.intake.proposal import ACTIVITY, MONEY
from portal.shared.text import clean_line, fold

SOURCES = {"grant": FundingSource.GRANT, "own": FundingSource.OWN}
TOPICS = re.compile(r"(?P<title>[^()]{3,})\((?P<topics>[^()]+)\)?.*", re.S)


def tell(told):
    rows = told.of(MONEY)
    stated = {row["fields"]["owner"]: amount(row) for row in rows if row["fields"]["what"] == "budget"}
    for owner in dict.fromkeys(row["fields"]["owner"] for row in rows if row["fields"]["what"] in ("budget", "line", *SOURCES)):
        partner = partner_of(told, owner)
        if partner is None:
            told.left.append("money_without_owner")
            continue
        budget = actions.add_budget(
            Budget(
                project=told.project,
                partnership=partner,
                basis=BudgetBasis.TOTAL,
                stated_total=stated.get(owner),
                order=told.counted["budget"] + 1,
            ),
            by=told.by,
        )
        told.counted["budget"] += 1
        mine = [row for row in rows if row["fields"]["owner"] == owner]
        lines(told, budget, [row for row in mine if row["fields"]["what"] == "line"])
        shares(told, budget, [row for row in mine if row["fields"]["what"] in SOURCES])
    totals = [row for row in rows if row["fields"]["what"] == "total" and amount(row) is not None]
    if totals:
        actions.set_stated_total(told.project, amount(totals[0]), by=told.by, as_of=as_of(totals[0]))
        told.counted["statedtotal"] += 1


def partner_of(told, owner):
    """The partnership that a name means; in a project of one partner also the nameless one."""
    if owner:
        known = people.known_organisations().get(fold(owner))
        return next((row for row in told.partners.values() if row.organisation_id == known), None)
    return next(iter(told.partners.values())) if len(told.partners) == 1 else None


def lines(told, budget, rows):
    for number, row in enumerate(rows, start=1):
        said = TOPICS.fullmatch(row["fields"]["title"])
        title = clean_line(said["title"] if said else row["fields"]["title"])[:300]
        actions.add_line(
            BudgetLine(
                budget=budget,
                number=number,
                title_et=title,
                topics_et=clean_line(said["topics"]) if said else "",
                amount=amount(row),
                activity=activity_of(told, title),
            ),
            by=told.by,
        )
        told.counted["budgetline"] += 1


def shares(told, budget, rows):
    for row in rows:
        programme = told.project.programme if row["fields"]["what"] == "grant" else None
        actions.set_share(budget, SOURCES[row["fields"]["what"]], amount(row), by=told.by, programme=programme, as_of=as_of(row))
        told.counted["fundingshare"] += 1


def activity_of(told, title):
    """The activity whose name begins as the line's does: "Õppereis välisriiki" belongs to "Õppereisid"."""
    words = fold(title).split()[:1]
    for row in told.of(ACTIVITY):
        if words and any(
            word.startswith(words[0]) or words[0].startswith(word[:-1])
            for word in fold(row["fields"]["title"]).split()
            if len(word) > 5
        ):
            return told.made.get(row["key"])
    return None


def amount(row):
    return Decimal(row["fields"]["amount"]) if row["fields"]["amount"] else None


def as_of(row):
    text = row["fields"].get("as_of")
    return date.fromisoformat(text) if text and len(text) == 10 else None
