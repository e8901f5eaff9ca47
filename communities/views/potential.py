"""What the pages of a community and of its enrolment say about potential: latest score, resources, training needs."""
from django.utils.translation import gettext as _now
from django.utils.translation import ngettext

from communities.models import Asset, TrainingNeed
from communities.panels import with_answers
from communities.summaries.assessments import TOP, briefs_of
from communities.summaries.assets import by_category, told_of
from communities.views.assessments import points, round_number
from communities.views.needs import table_of_needs
from portal.shared.once import once
from portal.shared.reading import only, several
from portal.shared.ui import RadarAxis
from portal.shared.viewers import stand_in, viewer
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace


def card_of(brief, enrolment, title):
    """What `_latest.html` prints."""
    return {
        "title": title,
        "url": reverse("communities:assessment-detail", args=[enrolment.project.slug, enrolment.pk, brief.assessment]),
        "score": points(brief.score), "reading": brief.reading, "top": TOP, "now": round_number(brief),
        "axes": [RadarAxis(block, score, points(score)) for block, score in brief.blocks],
        "people": ngettext("%(count)s person answered", "%(count)s people answered", brief.people) % {"count": brief.people},
    }


def resources_of(community, user):
    """Walk: ((CategoryCount, address) pairs) of what this person may see."""
    url = reverse("communities:asset-list", args=[community.pk])
    (counts,) = yield [categories_asked(community.pk, *viewer(user))]
    return [(row, f"{url}?category={row.code}") for row in told_of(counts)]


@once
def categories_asked(community, kind, number):
    return by_category(Asset.objects.visible_to(stand_in(kind, number)).live().filter(community=community))


@once
def needs_asked(enrolments):
    return with_answers(TrainingNeed.objects.filter(enrolment__in=enrolments).live())


def potential_of_enrolment(enrolment, user, may_assess):
    """Walk: context of the enrolment's page."""
    slug, pk = enrolment.project.slug, enrolment.pk
    briefs, resources, needs = yield from several([
        briefs_of([pk]), resources_of(enrolment.community, user), only(needs_asked([pk])),
    ])
    brief = briefs.get(pk)
    return {
        "latest": card_of(brief, enrolment, _now("Latest assessment")) if brief else None,
        "resources": resources,
        "resources_url": reverse("communities:asset-list", args=[enrolment.community_id]),
        "needs": table_of_needs(needs, editable=may_assess, slug=slug) if needs else None,
        "need_url": reverse("communities:trainingneed-create", args=[slug, pk]) if may_assess else "",
    }


def potential_of_community(community, enrolments, user):
    """Walk: context of the community's page. Scores and needs are for the people of the project they were made in."""
    inside = {row.pk: row for row in enrolments if can_view_workspace(user, row.project)}
    briefs, resources, needs = yield from several([
        briefs_of(list(inside)), resources_of(community, user), only(needs_asked(list(inside))),
    ])
    return {
        "cards": [
            card_of(brief, inside[key], _now("Latest assessment, %(project)s") % {"project": inside[key].project.acronym})
            for key, brief in briefs.items()
        ],
        "resources": resources,
        "resources_url": reverse("communities:asset-list", args=[community.pk]),
        "needs": table_of_needs(needs) if needs else None,
    }
