"""What a draft leans on: organisations and programmes that are known already, and earlier projects as templates."""

from budgets.models import BudgetLine
from portal.intake.proposal import ACTIVITY, AREA, MONEY, PARTNER, TARGET, item
from portal.intake.words import TOLD
from portal.shared.text import fold
from projects import permissions
from projects.models import (
    Activity,
    Audience,
    Organisation,
    OrganisationName,
    Partnership,
    Programme,
    Project,
    ProjectArea,
    RuleSet,
    Target,
)

# Kinds of events in a rule set's checklist, and the activity each of them calls for.
ACTIVITY_OF_EVENT = {"trip": "trip", "mobility": "mobility", "expert_visit": "expert_visit", "": "seminar"}
ENOUGH_ALIKE = 7


def known_organisations():
    """{folded name: key} of every organisation in use, by all its names; the organisation's own name wins."""
    found = {
        fold(text): pk
        for text, pk in OrganisationName.objects.filter(organisation__archived_at=None).values_list("text", "organisation")
    }
    return found | {fold(name): pk for name, pk in Organisation.objects.live().values_list("name", "pk")}


def programme_of(names, title=""):
    """The Programme that a text's words mean, or None: one that is called as the project, then the longest name that fits."""
    wanted = [fold(name) for name in (title, *names) if name]
    best, points = None, 0
    for row in Programme.objects.all():
        called = [fold(name) for name in (row.name_et, row.name_lv, row.name_en, row.fund) if name]
        for place, name in enumerate(wanted):
            for mine in called:
                if name == mine or (len(name) > 4 and (name in mine or mine in name) and len(mine) > 4):
                    score = (
                        len(name) + (1000 if name == mine and place == 0 and title else 0) - (50 if mine == fold(row.fund) else 0)
                    )
                    if best is None or score > points:
                        best, points = row, score
    return best


def audience_of(heading, rows=None):
    """The Audience whose name begins as the heading does ("Kogukonna arendajatele"), or None."""
    wanted, best, most = fold(heading), None, ENOUGH_ALIKE - 1
    for row in Audience.objects.all() if rows is None else rows:
        alike = common(wanted, fold(row.name_et))
        if alike > most:
            best, most = row, alike
    return best


def common(one, other):
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def as_template(project, user):
    """Items made from an earlier project: its build without people, days and amounts. Partners are offered, not proposed; of
    the budgets, those that this person may open."""
    keys, items = {}, []
    for number, row in enumerate(Partnership.objects.filter(project=project).select_related("organisation")):
        items.append(item(PARTNER, number, None, {"name": row.organisation.name, "role": row.role}, take=False, short=""))
    items += [
        item(AREA, number, None, {"name": row.name_et}) for number, row in enumerate(ProjectArea.objects.filter(project=project))
    ]
    for number, row in enumerate(Activity.objects.filter(project=project).live()):
        made = item(
            ACTIVITY,
            number,
            None,
            {"title": row.title_et, "kind": row.kind, "who": ""},
            alias=row.alias_et,
            number=row.number,
            joint=row.is_joint,
            audience="",
            until=0,
            parent=keys.get(row.parent_id, ""),
            title_lv=row.title_lv,
            title_en=row.title_en,
        )
        keys[row.pk] = made["key"]
        items.append(made)
    for number, row in enumerate(Target.objects.filter(project=project).live().prefetch_related("shares__area", "factors")):
        named = [share for share in row.shares.all() if share.area_id and share.value is not None]
        fields = {
            "statement": row.statement_et,
            "value": "" if row.value is None else row.value,
            "unit": row.unit_et,
            "comparator": row.comparator,
            "measure": row.measure,
            "activity": keys.get(row.activity_id, ""),
            "distribution": row.distribution,
            "each": "" if row.equal_share is None else row.equal_share,
            "shares": "; ".join(f"{share.area.name_et} {share.value}" for share in named),
        }
        factors = [(factor.value, factor.label_et) for factor in row.factors.all()]
        words = {
            f"{name}_{language}": getattr(row, f"{name}_{language}")
            for name in ("statement", "unit")
            for language in ("lv", "en")
        }
        items.append(item(TARGET, number, None, fields, factors=factors, **words))
    lines = BudgetLine.objects.filter(budget__project=project).open_to(user)
    for number, row in enumerate(lines.select_related("budget__partnership__organisation")):
        owner = row.budget.partnership.organisation.name
        fields = {"amount": "", "what": "line", "owner": owner, "title": row.title_et, "as_of": ""}
        items.append(item(MONEY, number, None, fields, take=False))
    return items


def as_skeleton(programme):
    """Items made from the programme's rules alone: an activity for each kind of event that its checklist knows."""
    rules = RuleSet.objects.filter(programme__in=[pk for pk in (programme.pk, programme.parent_id) if pk])
    kinds = rules.order_by().values_list("evidence_rules__event_kind", flat=True).distinct()
    wanted = sorted({ACTIVITY_OF_EVENT[kind] for kind in kinds if kind in ACTIVITY_OF_EVENT}) or ["other"]
    return [
        item(
            ACTIVITY,
            number,
            None,
            {"title": TOLD[kind], "kind": kind, "who": ""},
            alias="",
            number="",
            joint=False,
            audience="",
            until=0,
        )
        for number, kind in enumerate([*wanted, "management"])
    ]


def projects_to_copy(user, programme=None):
    """Those this person works in as a whole: who works for one activity only does not see the rest."""
    rows = Project.objects.worked_on_by(user)
    if not permissions.is_staff(user):
        rows = rows.filter(pk__in=[row.project_id for row in user.memberships_now() if row.activity_id is None])
    return rows.filter(programme=programme) if programme else rows
