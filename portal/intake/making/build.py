"""The project of a draft: its parts in the order in which they lean on each other."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from budgets.actions.periods import make_periods
from portal.intake.making import money, people
from portal.intake.proposal import ACTIVITY, AREA, BASIC, CLASH, FACT, MONEY, PARTNER, STORY, TARGET
from portal.intake.summaries import audience_of
from portal.intake.words import ROLES, SUMS
from portal.shared.dates import PartialDate
from portal.shared.text import clean_line
from projects import actions, measures
from projects.choices import Comparator, Distribution, FactState, FundingRole, TargetGroupKind
from projects.forms.project import free_slug
from projects.models import (
    Activity,
    ActivityPartner,
    Audience,
    Contradiction,
    FundingLink,
    Narrative,
    Project,
    Result,
    Source,
    StatedFact,
    Target,
    TargetGroup,
)

FIELDS = ("title_et", "summary_et", "type", "reference_code", "countries", "legal_basis_et")
LONGEST_SLUG = 60


@dataclass
class Building:
    """A project on its way. `rows`: [item with the person's answers]; `made`: {key: row}; `left`: what could not be done."""

    draft: object
    by: object
    plan: dict
    rows: list
    project: object = None
    source: object = None
    areas: dict = field(default_factory=dict)
    partners: dict = field(default_factory=dict)
    made: dict = field(default_factory=dict)
    counted: Counter = field(default_factory=Counter)
    left: list = field(default_factory=list)

    def of(self, group):
        return [row for row in self.rows if row["group"] == group and row["take"]]

    def add(self, row, **values):
        """A part of the project, in the order in which it was told."""
        self.counted[type(row)._meta.model_name] += 1
        if hasattr(row, "project_id"):
            row.project = self.project
            row.order = self.counted[type(row)._meta.model_name]
        return actions.add_part(row, by=self.by, **values)


def build(draft, *, by):
    """(Project, {"counts": {model: rows}, "left": [what is left to do]}). Raises ValidationError; nothing is made then."""
    plan = json.loads(draft.findings)
    answers = json.loads(draft.answers or "{}")
    told = Building(draft, by, plan, [answered(row, answers.get("items", {}).get(row["key"])) for row in plan["items"]])
    begin(told, {**plan["basic"], **answers.get(BASIC, {})})
    people.areas(told)
    people.organisations(told)
    activities(told)
    targets(told)
    money.tell(told)
    stories(told)
    sources(told)
    periods(told)
    return told.project, {"counts": dict(told.counted), "left": [*told.left, *left_over(told)]}


def answered(row, answer):
    """The item as the person decided it; without an answer as it was proposed."""
    if not answer:
        return row
    return {
        **row,
        "take": bool(answer.get("take")),
        "fields": {**row["fields"], **{k: v for k, v in answer.items() if k != "take"}},
    }


def begin(told, basic):
    name = clean_line(basic.get("acronym") or told.draft.title)
    project = Project(
        acronym=name,
        slug=free_slug(slugify(name)[: LONGEST_SLUG - 6]),
        programme=told.draft.programme,
        planned_start=date(basic.get("planned_start")),
        planned_end=date(basic.get("planned_end")),
        period_is_tentative=bool(basic.get("period_is_tentative")),
        **{field: basic.get(field) or "" for field in FIELDS if field != "type"},
    )
    project.type = basic.get("type") or "other"
    project.title_et = project.title_et or name
    told.project = actions.create_project(project, by=told.by)
    if told.draft.programme_id:
        told.add(FundingLink(role=FundingRole.PROGRAMME, programme=told.draft.programme))


def date(text):
    return PartialDate.parse(text) if text else None


def activities(told):
    audiences = list(Audience.objects.all())
    for row in told.of(ACTIVITY):
        fields, more = row["fields"], row["more"]
        known = audience_of(more["audience"], audiences) if more.get("audience") else None
        activity = Activity(
            title_et=clean_line(fields["title"]),
            kind=fields["kind"] or "other",
            alias_et=more.get("alias", ""),
            number=more.get("number", ""),
            is_joint=bool(more.get("joint")),
            parent=told.made.get(more.get("parent")),
            title_lv=more.get("title_lv", ""),
            title_en=more.get("title_en", ""),
        )
        made = told.made[row["key"]] = told.add(activity, m2m={"audiences": [known]} if known else {})
        first = None
        for name in dict.fromkeys(part.strip() for part in fields.get("who", "").split(",") if part.strip()):
            # "Saue vald, Ääsmäe Noortekeskus": who stands after another is a unit of it.
            found = people.organisation(told, name, parent=first)
            first = first or found
            told.add(ActivityPartner(activity=made, organisation=found))


def targets(told):
    for row in told.of(TARGET):
        fields, more = row["fields"], row["more"]
        value = int(fields["value"]) if str(fields["value"]).isdigit() else None
        shares = people.shares_of(fields["shares"])
        distribution = fields["distribution"] if fields["distribution"] in Distribution.values else ""
        each = int(fields["each"]) if str(fields.get("each", "")).isdigit() and distribution else None
        target = Target(
            activity=told.made.get(fields["activity"]),
            statement_et=clean_line(fields["statement"]),
            unit_et=clean_line(fields["unit"])[:60],
            comparator=fields["comparator"] if value is not None else Comparator.OPEN,
            value=value,
            distribution=distribution,
            equal_share=each,
            measure=fields["measure"] if measures.get(fields["measure"]) else "",
            per_measure=more.get("per_measure", ""),
            **{name: more.get(name, "") for name in ("statement_lv", "statement_en", "unit_lv", "unit_en")},
        )
        made = told.made[row["key"]] = told.add(target)
        if shares and distribution == Distribution.AREA:
            actions.divide_target(made, [(people.area(told, name), number) for name, number in shares], by=told.by)
            told.counted["targetshare"] += len(shares)
        if more.get("factors"):
            factors = [
                {"value": number, "label_et": label[:80], "label_lv": "", "label_en": ""} for number, label in more["factors"]
            ]
            actions.set_formula(made, factors, by=told.by)


def stories(told):
    for row in told.of(STORY):
        kind, text = row["fields"]["kind"], row["fields"]["text"]
        if kind in ("result", "hope"):
            told.add(Result(text_et=clean_line(text)[:300], intended_only=kind == "hope"))
        elif kind == "for_whom":
            for name in people.listed(text):
                told.add(TargetGroup(name_et=name, kind=TargetGroupKind.BENEFICIARY))
        else:
            told.add(Narrative(kind=kind, text_et=text))


def sources(told):
    """The text itself, each fact with its sentence, and what does not fit."""
    if told.plan["text"]:
        told.source = told.add(Source(title=told.project.acronym, text=told.plan["text"], read_on=timezone.localdate()))
        for row in told.rows:
            if row["take"] and row["quote"] and row["group"] != CLASH:
                statement = statement_of(row)
                told.add(
                    StatedFact(
                        source=told.source,
                        statement_et=statement[:300],
                        value=row["said"][:300],
                        quote=row["quote"],
                        state=FactState.STATED,
                        # A sentence taken over word for word waits until somebody has told it in the project's own words.
                        is_public=row["group"] not in (FACT, STORY),
                    )
                )
    for row in told.of(CLASH):
        fields = row["fields"]
        title = clean_line(row["more"].get("about") or fields["first"])
        told.add(Contradiction(title_et=title[:300], first_et=fields["first"], second_et=fields["second"]))


def statement_of(row):
    """The fact in a line: what it is, and the name, the sum or the sentence."""
    fields, group = row["fields"], row["group"]
    if group == PARTNER:
        return clean_line(": ".join(part for part in (ROLES.get(fields["role"], ""), fields["name"]) if part))
    if group == MONEY:
        about = ", ".join(part for part in (SUMS.get(fields["what"], ""), fields["owner"], fields["title"]) if part)
        return clean_line(f"{about}: {row['said']}")
    if group == ACTIVITY:
        return clean_line(f"Tegevus: {fields['title']}")
    if group == AREA:
        return clean_line(f"Piirkond: {fields['name']}")
    return clean_line(fields["text" if group == STORY else "statement"])


def periods(told):
    """The reporting periods that the programme's rules want, where the days and the rules are known."""
    try:
        told.counted["reportingperiod"] += len(make_periods(told.project, by=told.by))
    except ValidationError as error:
        told.left.append(error.code if hasattr(error, "code") else "no_rules")


def left_over(told):
    """Codes of what a coordinator still has to do."""
    project = told.project
    checks = [
        ("no_programme", project.programme_id is None),
        ("no_dates", project.starts_on is None or project.ends_on is None),
        ("no_summary", not project.summary_et),
        ("no_partners", not told.partners),
        ("no_lead", bool(told.partners) and not any(row.role in ("lead", "manager") for row in told.partners.values())),
        ("no_targets", not told.of(TARGET)),
        ("no_money", not told.of(MONEY)),
        ("uncounted", any(not row["fields"]["measure"] for row in told.of(TARGET))),
        ("contradictions", bool(told.of(CLASH))),
        ("translations", True),
    ]
    return [code for code, holds in checks if holds]
