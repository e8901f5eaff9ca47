"""The registry: everybody's list of communities with its map."""
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities import permissions
from communities.choices import CommunityKind
from communities.filters import CommunityFilters
from communities.filters.registry import PLACES
from communities.models import Community, Enrolment
from communities.summaries import counts_by_place
from communities.summaries.calls import open_calls
from communities.summaries.registry import position_of, shown_by_place
from portal.shared.reading import all_of, only, walk_together
from portal.shared.requests import query_with
from portal.shared.rules import public
from portal.shared.tables import Column
from portal.shared.ui import Action, Dot, Tile
from portal.shared.views import ListPage
from portal.shared.views.kept import KeptPage
from projects.permissions import is_staff

MOST_DOTS = 300
# As a list: a manager for each row of a page costs more than its villages.
VILLAGES = Prefetch("places", to_attr="villages")


def projects_in_words(community):
    """The projects in which the community is seen to take part, each once."""
    return ", ".join(dict.fromkeys(enrolment.project.acronym for enrolment in community.shown))


def municipality_of(community):
    """A community of interest need not lie anywhere; of any other it is only not known yet."""
    if community.municipality_id:
        return community.municipality
    return _("without a place") if community.kind == CommunityKind.INTEREST else None


def part_of_country(community):
    """Its county, or its planning region in Latvia."""
    if not community.municipality_id:
        return None
    return community.municipality.county or community.municipality.region


def villages_in_words(community):
    return ", ".join(map(str, community.villages))


class CommunityListPage(KeptPage, ListPage):
    """Everybody's list of communities: those only enrolled in something sensitive are neither listed nor counted."""

    model = Community
    rule = public
    template_name = "communities/community_list.html"
    filterset_class = CommunityFilters
    page_title = _("Communities")
    page_lead = _("Villages and groups of people that take part in the projects.")
    default_sort = "name"
    empty_title = _("No communities yet")
    columns = [
        Column("name", _("Community"), url=Community.get_absolute_url, sort="sort_key"),
        Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
        Column("municipality", _("Municipality"), value=municipality_of, sort="municipality__sort_key",
               empty=_("not stated")),
        Column("county", _("County or region"), value=part_of_country, sort="municipality__county__sort_key"),
        Column("places", _("Villages"), value=villages_in_words),
        Column("projects", _("Takes part in"), value=projects_in_words),
    ]

    def get_queryset(self):
        shown = Enrolment.objects.visible_to(self.request.user).counted().select_related("project")
        return (
            super().get_queryset().select_related("municipality__county", "municipality__region")
            .prefetch_related(Prefetch("enrolments", shown, to_attr="shown"), VILLAGES)
        )

    def primary_action(self):
        if not permissions.can_create_community(self.request.user):
            return None
        return Action(_("Add a community"), reverse("communities:community-create"), icon="plus")

    def actions(self):
        found = super().actions()
        if is_staff(self.request.user):
            found.append(Action(_("Bring in communities"), reverse("communities:registry-import")))
        return found

    def count_text(self, count):
        return ngettext("%(count)d community", "%(count)d communities", count) % {"count": count}

    @cached_property
    def beside(self):
        """What stands beside the list: how many communities are where, and the open calls: one query."""
        counts = shown_by_place(self.request.user) if not self.filterset.is_narrowed else all_of()
        calls = all_of() if self.is_filtered else only(open_calls(timezone.localdate()))
        return walk_together([counts, calls])

    @cached_property
    def counts(self):
        """{(county, planning region): how many communities}, wherever they are."""
        if not self.filterset.is_narrowed:
            return self.beside[0]
        return counts_by_place(getattr(self.filterset, "everywhere", self.filterset.qs))

    def known_count(self, bound):
        """The map tells it."""
        county, planning = (self.filterset.chosen.get(name) for name in PLACES)
        return sum(
            count for (in_county, in_region), count in self.counts.items()
            if county in (in_county, "", None) and planning in (in_region, "", None)
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        counts = self.counts
        latvia = any(region for _county, region in counts)
        return context | {
            "tiles": self.tiles(counts), "countries": ("EE", "LV") if latvia else ("EE",),
            "calls": self.beside[1], **self.near(context["page_obj"]),
        }

    def tiles(self, counts):
        """A tile for every county and planning region that has communities; choosing one again lets it go."""
        places = {}
        for (county, region), count in counts.items():
            if county or region:
                key = ("county", county) if county else ("planning", region)
                places[key] = places.get(key, 0) + count
        return [
            Tile(tile_of(name, code), count, "done" if self.request.GET.get(name) == code else "active",
                 url=query_with(self.request, **{"county": None, "planning": None, "page": None, "format": None}
                                | {name: None if self.request.GET.get(name) == code else code}))
            for (name, code), count in places.items()
        ]

    def near(self, page):
        """The communities of one county, region or area as dots at their places; those without a place are counted."""
        if not self.filterset.is_near:
            return {"dots": [], "undrawn": ""}
        whole = page.paginator.num_pages > 1
        everybody = self.filterset.qs.prefetch_related(None).prefetch_related(VILLAGES)
        rows = list(everybody[:MOST_DOTS] if whole else page.object_list)
        placed = [(row, position_of(row)) for row in rows]
        dots = [Dot(row.name, *where, url=row.get_absolute_url()) for row, where in placed if where]
        left = page.paginator.count - len(dots)
        undrawn = ngettext(
            "%(count)d community has no place on the map; it stands in the list.",
            "%(count)d communities have no place on the map; they stand in the list.", left,
        ) % {"count": left} if left else ""
        return {"dots": dots, "undrawn": undrawn}


def tile_of(kind, code):
    """The map's name of a place: the county EE-37 is EE-0037 in the register of places, the region KUR is LV-PR-KUR."""
    if kind == "planning":
        return code if code.startswith("LV-") else f"LV-PR-{code}"
    return f"EE-{code.rpartition('-')[2]:0>4}"
