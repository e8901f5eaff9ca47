"""What was made of a draft and what is left, in words with the pages on which each stands."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from budgets.models import Budget, BudgetLine, FundingShare, ReportingPeriod, StatedTotal
from portal.shared.ways import reverse
from projects.models import (
    Activity,
    ActivityPartner,
    Contradiction,
    FundingLink,
    Narrative,
    Organisation,
    Partnership,
    ProjectArea,
    Result,
    Source,
    StatedFact,
    Target,
    TargetGroup,
    TargetShare,
)

# Model, and the page of the project on which its rows stand.
PLACES = [
    (Partnership, "projects:partnership-list"),
    (Organisation, "projects:partnership-list"),
    (ProjectArea, "projects:partnership-list"),
    (Activity, "projects:activity-list"),
    (ActivityPartner, "projects:activity-list"),
    (Target, "projects:target-list"),
    (TargetShare, "projects:target-list"),
    (Budget, "budgets:project-budget"),
    (BudgetLine, "budgets:project-budget"),
    (FundingShare, "budgets:project-budget"),
    (StatedTotal, "budgets:project-budget"),
    (ReportingPeriod, "budgets:project-budget"),
    (Narrative, "projects:content-list"),
    (Result, "projects:content-list"),
    (TargetGroup, "projects:content-list"),
    (FundingLink, "projects:content-list"),
    (Source, "projects:content-list"),
    (StatedFact, "projects:content-list"),
    (Contradiction, "projects:content-list"),
]
LEFT = {
    "no_programme": (_("Choose the programme"), "projects:project-edit"),
    "no_dates": (_("State the period"), "projects:project-edit"),
    "no_period": (_("State the period"), "projects:project-edit"),
    "no_summary": (_("Write a short summary before publishing"), "projects:project-edit"),
    "no_partners": (_("Add the partners"), "projects:partnership-list"),
    "no_lead": (_("Say who leads, if somebody does"), "projects:partnership-list"),
    "no_targets": (_("Write down what is promised"), "projects:target-list"),
    "no_money": (_("Add the budget, once it is known"), "budgets:project-budget"),
    "money_without_owner": (_("Amounts without a partner were kept as facts only"), "budgets:project-budget"),
    "uncounted": (_("Some promises have no measure yet"), "projects:target-list"),
    "contradictions": (_("Decide what does not fit"), "projects:content-list"),
    "no_rules": (_("Reporting periods: the rules do not say how long they are"), "budgets:project-budget"),
    "translations": (_("Write the texts in Latvian and English"), "projects:project-edit"),
}


@dataclass(frozen=True)
class Done:
    """So many rows of one kind, and where they stand."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Outcome:
    made: tuple
    left: tuple


def result_of(project, told):
    """The Outcome; `told` is what `making.build` said: {"counts": {model: number}, "left": [code]}."""
    made = [
        Done(
            capfirst(model._meta.verbose_name_plural), told["counts"][model._meta.model_name], reverse(route, args=[project.slug])
        )
        for model, route in PLACES
        if told["counts"].get(model._meta.model_name)
    ]
    left = [
        (words, reverse(route, args=[project.slug]))
        for words, route in (LEFT[code] for code in dict.fromkeys(told["left"]) if code in LEFT)
    ]
    return Outcome(tuple(made), tuple(dict.fromkeys(left)))
