"""Pages of communities: one community, and making and changing them."""
from django.db.models import Prefetch
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from communities import actions, permissions
from communities.choices import EnrolmentStatus
from communities.forms import CommunityForm
from communities.models import ActionPlan, Assessment, Community, Enrolment
from communities.panels import panels_of
from communities.summaries import ENROLMENT_TONES, PLAN_TONES
from communities.summaries.enrolments import seen_by
from communities.summaries.journey import journeys_of
from communities.summaries.path import with_summary
from communities.views.journey import steps_of
from communities.views.offers import offers_of
from communities.views.potential import potential_of_community
from portal.shared.once import once
from portal.shared.reading import group, read, walk_together
from portal.shared.rules import public
from portal.shared.tables import Column, Table, format_day
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.verbs import spread
from portal.shared.viewers import stand_in, viewer
from portal.shared.views import ArchivePage, CreatePage, DetailPage, May, RestorePage, UpdatePage
from portal.shared.views.kept import KeptPage
from portal.shared.ways import reverse
from projects.models import Project
from projects.permissions import can_view_workspace
from projects.summaries.waiting import coordinated_by

MOST_WAYS = 3
LEFT = {EnrolmentStatus.WITHDRAWN, EnrolmentStatus.REJECTED}


def list_crumb():
    return Crumb(_("Communities"), reverse("communities:community-list"))


class CommunityDetailPage(KeptPage, DetailPage):
    """One community: where it is, what it takes part in, how far it has come, who supports it."""

    model = Community
    rule = public
    template_name = "communities/community_detail.html"
    may_rules = {"edit": permissions.can_edit_community, "archive": permissions.can_archive_community}

    def get_object(self):
        return shown(self.kwargs["pk"], self.request.user)

    def breadcrumbs(self):
        return [list_crumb(), Crumb(str(self.object))]

    @cached_property
    def may(self):
        return May(self.may_rules, self.request.user, self.object)

    def actions(self):
        may, found = self.may, []
        if may.edit:
            found.append(Action(_("Edit"), reverse("communities:community-edit", args=[self.object.pk]), icon="edit"))
        if may.archive:
            verb, label = ("restore", _("Take back out")) if self.object.is_archived else ("archive", _("Archive"))
            found.append(Action(label, reverse(f"communities:community-{verb}", args=[self.object.pk])))
        return [*self.ways_in(), *found]

    def ways_in(self):
        """A community that takes part in nothing yet is led into a project by its coordinator."""
        if not self.may.edit or self.object.is_archived or self.object.enrolments.all():
            return []
        projects = [project for project in coordinated_by(self.request.user) if not project.is_frozen][:MOST_WAYS]
        return [
            Action(
                _("Add to the project %(project)s") % {"project": project.acronym},
                f"{reverse('communities:enrolment-create', args=[project.slug])}?community={self.object.pk}",
                primary=len(projects) == 1, icon="plus",
            )
            for project in projects
        ]

    def get_context_data(self, **kwargs):
        enrolments, user = list(self.object.enrolments.all()), self.request.user
        panels, offers, potential = walk_together([
            panels_of(self.object, user), offers_of(enrolments), potential_of_community(self.object, enrolments, user),
        ])
        return super().get_context_data(
            facts=community_facts(self.object), strips=strips_of(enrolments, user),
            enrolments=enrolment_table(enrolments), hidden_in=hidden_in(enrolments),
            plans=plan_table(enrolments), assessments=assessment_table(enrolments),
            panels=panels, may=self.may, offers=offers, **potential,
            badge=_("Archived") if self.object.is_archived else "", **kwargs,
        )


def shown(key, user):
    """The community with its places, and with the enrolments this person sees, their assessments and plans, or Http404: one
    question, put together once for all who are alike."""
    who = viewer(user)
    found, places, enrolments, assessments, plans = read([
        community_asked(key, *who), places_asked(key), enrolments_asked(key, *who), assessments_asked(key), plans_asked(key),
    ])
    if not found:
        raise Http404
    group(enrolments, "assessments", assessments, "enrolment_id")
    group(enrolments, "plans", plans, "enrolment_id")
    (community,) = group(found, "enrolments", enrolments, "community_id")
    community._prefetched_objects_cache["places"] = [row.place for row in places]
    return community


@once
def community_asked(key, kind, number):
    rows = Community.objects.visible_to(stand_in(kind, number)).filter(pk=key)
    return rows.select_related("municipality__county", "municipality__successor", "municipality__region")


@once
def places_asked(community):
    return Community.places.through.objects.filter(community=community).select_related("place").order_by("place")


@once
def enrolments_asked(community, kind, number):
    rows = Enrolment.objects.visible_to(stand_in(kind, number)).filter(community=community)
    return rows.select_related("project", "activity", "area", "author").order_by("project__sort_key", "activity__order", "pk")


@once
def assessments_asked(community):
    return Assessment.objects.done().filter(enrolment__community=community).order_by("round")


@once
def plans_asked(community):
    rows = ActionPlan.objects.filter(enrolment__community=community).select_related("author", "template").order_by("pk")
    return with_summary(rows)


def hidden_in(enrolments):
    """[(where, who sees it)] of those among the enrolments one sees that are hidden from others."""
    hidden = [(row, seen_by(row)) for row in enrolments]
    return [(_("Hidden in the project %(project)s") % {"project": row.project.acronym}, who) for row, who in hidden if who]


def community_facts(community):
    municipality = community.municipality
    county = municipality.county if municipality else None
    facts = [
        Fact(_("Municipality"), str(municipality or ""), note=succession(municipality)),
        Fact(_("Villages"), ", ".join(str(place) for place in community.places.all())),
        Fact(_("Residents"), str(community.population) if community.population is not None else ""),
        Fact(_("Contact"), community.contact_role),
    ]
    if county:
        facts.insert(1, Fact(_("County"), str(county)))
    elif municipality and municipality.region_id:
        facts.insert(1, Fact(_("Planning region"), str(municipality.region)))
    return facts


def succession(municipality):
    """What became of a municipality that is no more."""
    if municipality is None or not municipality.successor_id:
        return ""
    if municipality.ended_on:
        return _("since %(year)s part of %(name)s") % {
            "year": municipality.ended_on.year, "name": municipality.successor
        }
    return _("now part of %(name)s") % {"name": municipality.successor}


def strips_of(enrolments, user):
    """[(what the community takes part in, [Step])]: the project's people see every stage and the next step."""
    taking_part = [row for row in enrolments if row.status not in LEFT]
    found = []
    for journey in journeys_of(taking_part):
        row = journey.enrolment
        title = f"{row.project.acronym} · {row.activity}" if row.activity_id else row.project.acronym
        found.append((title, steps_of(journey, inside=can_view_workspace(user, row.project))))
    return found


def day_text(day):
    """A day as people read it, or nothing."""
    return format_day(day)[0] if day else ""


def enrolment_table(enrolments):
    columns = [
        Column("project", _("Project"), url=lambda row: row.project.get_absolute_url()),
        Column("activity", _("Activity"), empty=_("the whole project")),
        Column("area", _("Area")),
        Column("author", _("Partner who works with it")),
        Column("status", _("State"), kind="badge", value="get_status_display",
               tone=lambda row: ENROLMENT_TONES[row.status]),
        Column("period", _("Period"), kind="period", value=lambda row: period_of(row)),
    ]
    return Table(columns, enrolments, caption=_("What the community takes part in"))


def period_of(row):
    return (row.starts_on, row.ends_on) if row.starts_on or row.ends_on else None


def assessment_table(enrolments):
    rows = [row for enrolment in enrolments for row in with_enrolment(enrolment, enrolment.assessments.all())]
    columns = [
        Column("project", _("Project"), value=lambda row: row.enrolment.project.acronym),
        Column("round", _("Round"), kind="number"),
        Column("assessed_on", _("Assessed on"), kind="date"),
        Column("method", _("Method"), empty=_("not stated")),
    ]
    return Table(columns, rows, caption=_("Assessments")) if rows else None


def plan_table(enrolments):
    rows = [row for enrolment in enrolments for row in with_enrolment(enrolment, enrolment.plans.all())]
    columns = [
        Column("title", _("Plan")),
        Column("project", _("Project"), value=lambda row: row.enrolment.project.acronym),
        Column("author", _("Drawn up by"), empty=_("not stated")),
        Column("period", _("Period"), kind="period", value=lambda row: (row.start, row.end) if row.start else None),
        Column("status", _("State"), kind="badge", value="get_status_display", tone=lambda row: PLAN_TONES[row.status]),
        Column("approved_on", _("Approved on"), kind="date", empty=_("not yet")),
        *([Column("summary", _("In short"))] if any(row.summary for row in rows) else []),
    ]
    return Table(columns, rows, caption=_("Action plans")) if rows else None


def with_enrolment(enrolment, rows):
    for row in rows:
        row.enrolment = enrolment
    return rows


class CommunityRows:
    """Pages about one community; whether somebody may change it is asked of all its enrolments."""

    model = Community

    def get_queryset(self):
        # Together, not one after the other: Django asks for a thousand projects by their keys in a way SQLite refuses.
        return super().get_queryset().prefetch_related(Prefetch("enrolments", Enrolment.objects.select_related("project")))

    def breadcrumbs(self):
        here = Crumb(self.get_page_title())
        about = [Crumb(str(self.object), self.object.get_absolute_url())] if self.object is not None else []
        return [list_crumb(), *about, here]


class CommunityCreatePage(CommunityRows, CreatePage):
    rule = staticmethod(permissions.can_create_community)
    form_class = CommunityForm
    verb = staticmethod(spread(actions.add_community))
    page_title = _("New community")

    def get_success_url(self):
        """On to the villages, when the municipality is known; back to the project for which it was made."""
        project = Project.objects.worked_on_by(self.request.user).filter(slug=self.request.GET.get("project", "")).first()
        if project is not None:
            return f"{reverse('communities:enrolment-create', args=[project.slug])}?community={self.object.pk}"
        name = "edit" if self.object.municipality_id else "detail"
        return reverse(f"communities:community-{name}", args=[self.object.pk])

    def get_cancel_url(self):
        return reverse("communities:community-list")


class CommunityEditPage(CommunityRows, UpdatePage):
    rule = staticmethod(permissions.can_edit_community)
    form_class = CommunityForm
    verb = staticmethod(spread(actions.change_community))


class CommunityArchivePage(CommunityRows, ArchivePage):
    rule = staticmethod(permissions.can_archive_community)
    verb = staticmethod(actions.archive_community)
    question = _("Put this community into the archive?")


class CommunityRestorePage(CommunityRows, RestorePage):
    rule = staticmethod(permissions.can_archive_community)
    verb = staticmethod(actions.restore_community)
    question = _("Take this community back out of the archive?")
