"""Calls to communities: who applied and was chosen, county by county, and where nobody is yet."""
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from communities.choices import CriterionPurpose, EnrolmentStatus
from communities.models import Call, County, Criterion, Enrolment
from communities.models.community import COUNTED
from portal.shared.once import once
from projects.models import Project


@dataclass(frozen=True)
class Applicant:
    """One community that answered the call. `met`, `missing`: selection criteria."""

    enrolment: Enrolment
    met: tuple[Criterion, ...]
    missing: tuple[Criterion, ...]

    @property
    def is_chosen(self):
        return self.enrolment.status in COUNTED

    @property
    def waits(self):
        return self.enrolment.status == EnrolmentStatus.APPLIED


@dataclass(frozen=True)
class CountyChoice:
    """A county (None: communities that lie in none) with its applicants. `of`: how many the call promises it, or None."""

    county: County | None
    applicants: tuple[Applicant, ...]
    of: int | None

    @property
    def chosen(self):
        return sum(applicant.is_chosen for applicant in self.applicants)

    @property
    def is_over(self):
        return self.of is not None and self.chosen > self.of

    @property
    def is_empty(self):
        return self.of is not None and self.chosen < self.of

    @property
    def figure(self):
        """"1 of 1", or only how many where nothing was promised."""
        if self.of is None:
            return str(self.chosen)
        return _("%(count)s of %(of)s") % {"count": self.chosen, "of": self.of}


@dataclass(frozen=True)
class Selection:
    """The applicants of a call as one reader sees them. `counties`: those with applicants, in their order."""

    counties: tuple[CountyChoice, ...]
    missing: tuple[str, ...]
    over: tuple[str, ...]
    covered: int
    of: int


def criteria_of(project, purpose):
    return list(Criterion.objects.filter(project=project, purpose=purpose).order_by("order", "pk"))


def selection_of(call, user):
    """Who answered the call, county by county, as far as this person may see it: four queries.

    A hidden community neither is listed nor fills its county for those who may not know of it.
    """
    rows = (
        Enrolment.objects.visible_to(user).filter(call=call)
        .select_related("community__municipality__county", "community__municipality__region", "activity", "author", "call")
        .prefetch_related("criteria").order_by("community__sort_key", "pk")
    )
    criteria = criteria_of(call.project_id, CriterionPurpose.SELECTION)
    counties = {county.pk: county for county in County.objects.all()}
    groups = {}
    for row in rows:
        row.project, row.call = call.project, call
        groups.setdefault(county_pk(row.community), []).append(applicant_of(row, criteria))
    choices = [
        CountyChoice(county, tuple(groups.get(county.pk, ())), call.per_county) for county in counties.values()
        if county.pk in groups or call.per_county
    ]
    nowhere = [CountyChoice(None, tuple(groups[None]), None)] if None in groups else []
    missing = tuple(str(choice.county) for choice in choices if choice.is_empty)
    return Selection(
        counties=tuple(choice for choice in [*choices, *nowhere] if choice.applicants),
        missing=missing,
        over=tuple(f"{choice.county} ({choice.figure})" for choice in choices if choice.is_over),
        covered=len(choices) - len(missing) if call.per_county else 0, of=len(choices) if call.per_county else 0,
    )


def county_pk(community):
    return community.municipality.county_id if community.municipality_id else None


def applicant_of(row, criteria):
    ticked = {criterion.pk for criterion in row.criteria.all()}
    return Applicant(
        row,
        tuple(criterion for criterion in criteria if criterion.pk in ticked),
        tuple(criterion for criterion in criteria if criterion.pk not in ticked),
    )


def chosen_in_county(call, enrolment, user):
    """How many others of the enrolment's county are chosen for the call; None when the call promises counties nothing."""
    county = county_pk(enrolment.community)
    if call is None or not call.per_county or county is None:
        return None
    others = Enrolment.objects.visible_to(user).counted().filter(call=call, community__municipality__county=county)
    return others.exclude(pk=enrolment.pk).values("community").distinct().count()


def empty_counties(call):
    """Names of the counties that still wait for a community, as the public sees them: two queries."""
    if not call.per_county:
        return []
    counted = {}
    public = Enrolment.objects.visible_to(None).counted().filter(call=call)
    for county in public.values_list("community__municipality__county", flat=True):
        counted[county] = counted.get(county, 0) + 1
    return [str(county) for county in County.objects.all() if counted.get(county.pk, 0) < call.per_county]


def public_calls():
    """Calls that everybody may read: of public projects, for nothing sensitive, once their first day is stated."""
    return Call.objects.filter(
        Q(activity__isnull=True) | Q(activity__sensitive=False), project__in=Project.objects.public(),
        opens_on__isnull=False,
    )


@once
def open_calls(today):
    """The public calls to which one can apply today, the first to close first."""
    rows = public_calls().filter(Q(closes_on__isnull=True) | Q(closes_on__gte=today), opens_on__lte=today)
    return rows.select_related("project").order_by(F("closes_on").asc(nulls_last=True), "pk")


def is_early(call, day: date):
    return call.opens_on is not None and day < call.opens_on


def is_late(call, day: date):
    return call.closes_on is not None and day > call.closes_on


def call_state(call, day=None):
    """When one can apply, in a sentence."""
    day = day or timezone.localdate()
    if is_early(call, day):
        return _("The call opens on %(day)s.") % {"day": day_words(call.opens_on)}
    if is_late(call, day):
        return _("The call was open until %(day)s.") % {"day": day_words(call.closes_on)}
    if call.closes_on:
        return _("The call is open until %(day)s.") % {"day": day_words(call.closes_on)}
    return _("The call is open.") if call.opens_on else _("The period of the call is not stated.")


def day_words(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")
