"""What is not in order with the data of `projects`: sums that differ, gaps, contradictions, stale texts, doubles. Read-only.

Every kind is one `Question`, so the console asks all floors in one query. A finding is one row with the way to its fix.
"""
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared import rollups
from portal.shared.fields.translated import LANGUAGES
from portal.shared.money import language_of
from portal.shared.once import once
from portal.shared.sums import count_of, sum_of
from portal.shared.tables import format_day
from portal.shared.text import fold
from portal.shared.ways import reverse
from projects.choices import Comparator, PartnerRole, Publication
from projects.models import (
    Activity,
    Challenge,
    Contact,
    Contradiction,
    CrossCheck,
    Deliverable,
    Document,
    Narrative,
    Organisation,
    Partnership,
    Project,
    Result,
    StaleText,
    Target,
    TargetFactor,
    TargetShare,
)
from projects.summaries.stale import edit_page
from projects.summaries.waiting import Question

SUMS, GAPS, WORDS, OVERDUE, KEEPING, DOUBLES = (
    gettext_lazy("Sums that differ"), gettext_lazy("Gaps"), gettext_lazy("Contradictions and translations"),
    gettext_lazy("Overdue"), gettext_lazy("Keeping"), gettext_lazy("Doubles"),
)
# The texts people read first; a contact's role or a note may wait.
TRANSLATED = {
    Narrative: "text", Challenge: "text", Result: "text", Activity: "title", Target: "statement", Deliverable: "title",
}
# What says of which kind an organisation is, but not which one it is.
LEGAL_FORMS = {"mtu", "sa", "ou", "as", "biedriba", "ngo", "sihtasutus", "mittetulundusuhing"}
ALIKE = "organisations_alike"
NEARLY, BLOCK = 95, 4


@dataclass(frozen=True)
class Finding:
    """One thing to put right. `project`: a Project, or None for what all projects share; `where`: the row in words; `detail`:
    what is wrong with it; `url`: the page where it is put right; `since`: since when it is so, where that is known."""

    kind: str
    project: Any
    where: str
    detail: str
    url: str
    since: date | None = None


KINDS = {
    "division": (SUMS, gettext_lazy("Promises whose parts do not make the whole")),
    "checks": (SUMS, gettext_lazy("Cross-checks that do not hold")),
    "no_lead": (GAPS, gettext_lazy("Projects without a lead partner")),
    "no_contact": (GAPS, gettext_lazy("Projects without a contact")),
    "no_end": (GAPS, gettext_lazy("Projects whose end is not stated")),
    "no_measure": (GAPS, gettext_lazy("Promises that nothing counts")),
    "untranslated": (WORDS, gettext_lazy("Texts without a translation")),
    "contradictions": (WORDS, gettext_lazy("Contradictions nobody decided")),
    "stale": (WORDS, gettext_lazy("Texts to translate anew")),
    "ended": (OVERDUE, gettext_lazy("Projects that ended, their state not confirmed")),
    "retention": (KEEPING, gettext_lazy("Documents kept longer than they must be")),
    "organisations": (DOUBLES, gettext_lazy("Organisations that may be one")),
}


def questions(projects, today, *, at_a_glance=False):
    """[Question] of this floor. `projects`: {key: Project}; closed ones can only be asked about what is kept too long.
    `at_a_glance`: nothing that belongs to no project."""
    going = {pk: project for pk, project in projects.items() if not project.is_frozen}
    yield from about_promises(going)
    yield from about_gaps(going)
    yield from about_words(going)
    yield outlived(projects, today)
    if not at_a_glance:
        yield alike()


def seen_at_once(projects, today):
    """[Finding] that the projects' own rows tell; no query."""
    for project in projects.values():
        edit = reverse("projects:project-edit", args=[project.slug])
        if project.is_frozen:
            continue
        if project.ends_on is None:
            yield Finding("no_end", project, str(project), _("Neither a planned nor an actual end is stated."), edit)
        if project.publication == Publication.ACTIVE and project.ends_on and project.ends_on < today and not project.phase:
            phase = reverse("projects:project-phase", args=[project.slug])
            yield Finding("ended", project, str(project), _("It ended by its dates."), phase, project.ends_on)
        for text in ("title", "summary"):
            states = [getattr(project, f"{text}_{language}") for language in LANGUAGES]
            if states[0] and not all(states):
                name = str(project._meta.get_field(f"{text}_et").verbose_name)
                yield Finding("untranslated", project, name, missing_in(states), edit)


@once
def unequal_parts(projects):
    rows = Target.objects.filter(project__in=projects).live()
    plain = rows.filter(value__isnull=False).filter(~Exists(TargetFactor.objects.filter(target=OuterRef("pk"))))
    parts = plain.annotate(
        parted=sum_of(TargetShare.objects, "value", per="target"),
        undecided=count_of(TargetShare.objects.filter(value=None), per="target"),
    ).filter(parted__isnull=False, undecided=0).exclude(parted=F("value"))
    return parts.values_list("project", "pk", "value", "parted", *trio_of("statement"))


@once
def uncounted_promises(projects):
    rows = Target.objects.filter(project__in=projects).live().filter(measure="").exclude(comparator=Comparator.OPEN)
    return rows.values_list("project", "pk", *trio_of("statement"))


@once
def unequal_checks(projects):
    checks = CrossCheck.objects.filter(project__in=projects, left__value__isnull=False, right__value__isnull=False).exclude(
        right__value=F("left__value") * F("multiplier")
    )
    for side in ("left", "right"):
        checks = checks.filter(~Exists(TargetFactor.objects.filter(target=OuterRef(side))))
    names = ("left__value", "multiplier", "right__value", *trio_of("left__statement"), *trio_of("right__statement"))
    return checks.values_list("project", "pk", *names)


def about_promises(projects):

    def told_parts(found):
        for project, pk, value, parted, *statement in found:
            words = _("%(shared)s of %(planned)s distributed") % {"shared": parted, "planned": value}
            yield of_part("division", projects[project], spoken(statement), words, "target-divide", pk)

    yield Question(unequal_parts(projects), told_parts)

    def told_uncounted(found):
        for project, pk, *statement in found:
            yield of_part("no_measure", projects[project], spoken(statement), _("It names no measure."), "target-edit", pk)

    yield Question(uncounted_promises(projects), told_uncounted)

    def told_checks(found):
        for project, pk, left, times, right, *statements in found:
            words, where = f"{left} × {times} ≠ {right}", f"{spoken(statements[:3])} – {spoken(statements[3:])}"
            yield of_part("checks", projects[project], where, words, "crosscheck-edit", pk)

    yield Question(unequal_checks(projects), told_checks)


def trio_of(text):
    return [f"{text}_{language}" for language in LANGUAGES]


def spoken(states):
    """The text in the reader's language, else the first that is stated. `states`: in the order of LANGUAGES."""
    by_language = dict(zip(LANGUAGES, states, strict=True))
    return by_language.get(language_of()) or next((text for text in states if text), "")


def of_part(kind, project, where, detail, route, pk, since=None):
    return Finding(kind, project, where, detail, reverse(f"projects:{route}", args=[project.slug, pk]), since)


@once
def without_lead(projects):
    leads = Partnership.objects.filter(role=PartnerRole.LEAD, project=OuterRef("pk"))
    return Project.objects.filter(~Exists(leads), pk__in=projects).values_list("pk")


@once
def without_contact(projects):
    return Project.objects.filter(~Exists(Contact.objects.filter(project=OuterRef("pk"))), pk__in=projects).values_list("pk")


def about_gaps(projects):
    gaps = (
        ("no_lead", without_lead, _("Say who leads it."), "partnership-list"),
        ("no_contact", without_contact, _("Name somebody to ask."), "contact-create"),
    )
    for kind, lacking, words, route in gaps:

        def told(found, kind=kind, words=words, route=route):
            for project in (projects[pk] for (pk,) in found):
                yield Finding(kind, project, str(project), words, reverse(f"projects:{route}", args=[project.slug]))

        yield Question(lacking(projects), told)


@once
def undecided(projects):
    return Contradiction.objects.filter(project__in=projects, decided_on=None).values_list("project", "pk", *trio_of("title"))


@once
def behind(projects):
    return StaleText.objects.open().filter(project__in=projects).values_list("project", "label", "language", "after", "since")


def about_words(projects):
    for model, text in TRANSLATED.items():
        yield untranslated(model, text, projects)

    def told_undecided(found):
        for project, pk, *title in found:
            words = _("Two statements stand side by side until somebody decides.")
            yield of_part("contradictions", projects[project], spoken(title), words, "contradiction-edit", pk)

    yield Question(undecided(projects), told_undecided)

    def told_behind(found):
        for project, label, language, after, since in found:
            url = f"{reverse('projects:staletext-list')}?project={projects[project].slug}&language={language}"
            where = f"{label} ({LANGUAGES[language]})"
            now = _("The Estonian now says: %(sentence)s") % {"sentence": after.replace("\n", " ")}
            yield Finding("stale", projects[project], where, now, url, day_of(since))

    yield Question(behind(projects), told_behind)


def day_of(moment):
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


@once
def untranslated_rows(model, text, projects):
    names = trio_of(text)
    rows = model.objects.filter(Q(**{names[1]: ""}) | Q(**{names[2]: ""}), project__in=projects).exclude(**{names[0]: ""})
    if any(field.name == "archived_at" for field in model._meta.concrete_fields):
        rows = rows.filter(archived_at__isnull=True)
    return rows.values_list("project", "pk", *names)


def untranslated(model, text, projects):
    """The Question: rows of a model with an Estonian text that is still missing in Latvian or English."""

    def told(found):
        for project, pk, *states in found:
            url = edit_page(model, str(pk), projects[project])
            yield Finding("untranslated", projects[project], states[0][:200], missing_in(states), url)

    return Question(untranslated_rows(model, text, projects), told)


def missing_in(states):
    missing = [str(name) for state, name in zip(states, LANGUAGES.values(), strict=True) if not state]
    return _("Missing: %(languages)s.") % {"languages": ", ".join(missing)}


@once
def outlived_papers(projects, today):
    rows = Document.objects.filter(project__in=projects, retain_until__lt=today).live()
    return rows.values_list("project", "pk", "title", "retain_until")


def outlived(projects, today):

    def told(found):
        for project, pk, title, until in found:
            words = _("Kept until %(day)s.") % {"day": format_day(until)[0]}
            yield of_part("retention", projects[project], title, words, "document-edit", pk, until)

    return Question(outlived_papers(projects, today), told)


@once
def organisation_names():
    return Organisation.objects.live().values_list("pk", "name", "parent", "successor")


def alike():
    """The Question: organisations whose names differ by their legal form or by a letter. A unit and its whole are two. Of many
    organisations the pairs are kept."""
    kept = rollups.of_all(ALIKE, Organisation)

    def told(found):
        for other, name, another in pairs_alike([found]) if kept is None else kept:
            url = reverse("projects:organisation-detail", args=[other])
            yield Finding("organisations", None, f"{name} – {another}", _("Their names are nearly the same."), url)

    return Question(organisation_names() if kept is None else Organisation.objects.none().values_list("pk"), told)


def pairs_alike(answers):
    """[[key of the second, name, the second's name]] of what `organisation_names` found."""
    from rapidfuzz import fuzz  # 4 MB, for this question alone

    blocks, pairs = defaultdict(list), []
    for pk, name, parent, successor in sorted(answers[0]):
        words = [word for word in fold(name).replace('"', " ").split() if word not in LEGAL_FORMS]
        if words:
            blocks[" ".join(words)[:BLOCK]].append((pk, name, " ".join(words), {parent, successor}))
    for rows in blocks.values():
        for (one, name, words, near), (other, another, its_words, its_near) in combinations(rows, 2):
            if one in its_near or other in near:
                continue
            if words == its_words or fuzz.ratio(words, its_words, score_cutoff=NEARLY) >= NEARLY:
                pairs.append([other, name, another])
    return pairs


def register():
    rollups.register_whole(ALIKE, [organisation_names], pairs_alike)
