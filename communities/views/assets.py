"""What a community has: as a list, on a map, and who can offer what; and ideas made of it."""
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities import actions, permissions
from communities.filters import AssetFilters, ProjectAssetFilters
from communities.forms.assets import AssetForm, IdeaForm
from communities.models import ActionPlan, Asset, Community, Enrolment
from communities.summaries.assets import counts_by_category, in_category_order, kinds_offered
from communities.views.communities import list_crumb
from communities.views.tab import CommunitiesTab
from portal.shared.requests import query_with
from portal.shared.rules import public
from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb, Dot, Fact, Tab
from portal.shared.verbs import spread
from portal.shared.views import ArchivePage, CreatePage, DetailPage, ListPage, RestorePage, UpdatePage
from portal.shared.views.edit import FormPage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.workspace import route_of

TONES = {"public": "good", "community": "neutral", "workgroup": "attention"}
VIEWS = {"list": _("List"), "map": _("Map"), "matrix": _("Who can offer what")}
AVAILABLE = {"now": "good", "agreed": "info", "season": "info", "unknown": "neutral"}


def asset_url(asset, page="detail"):
    return reverse(f"communities:asset-{page}", args=[asset.community_id, asset.pk])


ASSET_COLUMNS = [
    Column("name", _("Resource"), url=asset_url, sort="search_key"),
    Column("category", _("Category"), value="get_category_display", sort=("category_order", "search_key")),
    Column("can_offer", _("What it can offer")),
    Column("availability", _("Availability"), kind="badge", value="get_availability_display", sort="availability",
           tone=lambda row: AVAILABLE[row.availability]),
    Column("condition", _("Condition"), value="get_condition_display"),
    Column("keeper", _("Owner or keeper")),
    Column("visibility", _("Who may see it"), kind="badge", value="get_visibility_display", sort="visibility",
           tone=lambda row: TONES[row.visibility]),
]


class AssetPage:
    """A page below a community, and what this person may do with what the community has."""

    model = Asset
    parent_model = Community
    parent_kwarg = "community_pk"
    parent_field = "pk"
    rule = staticmethod(permissions.can_map_assets)

    def get_parent_queryset(self):
        enrolments = Enrolment.objects.select_related("project", "activity").order_by("pk")
        return super().get_parent_queryset().prefetch_related(Prefetch("enrolments", enrolments))

    @property
    def subject(self):
        """Rights are asked about the community."""
        return self.parent

    @cached_property
    def may_map(self):
        return permissions.can_map_assets(self.request.user, self.parent)

    @cached_property
    def writable_plans(self):
        """The plans of this community into which this person may put an idea now: one query."""
        by_key, found = {row.pk: row for row in self.parent.enrolments.all()}, []
        for plan in ActionPlan.objects.filter(enrolment__in=list(by_key)).order_by("pk"):
            plan.enrolment = by_key[plan.enrolment_id]
            plan.project = plan.enrolment.project
            if permissions.can_write_plan(self.request.user, plan):
                found.append(plan)
        return found

    def get_queryset(self):
        return in_category_order(super().get_queryset())

    def list_url(self):
        return reverse("communities:asset-list", args=[self.parent.pk])

    get_success_url = list_url
    get_cancel_url = list_url

    def breadcrumbs(self):
        found = [list_crumb(), Crumb(str(self.parent), self.parent.get_absolute_url()), Crumb(_("Resources"), self.list_url())]
        if self.object is not None and self.object.pk:
            found.append(Crumb(str(self.object), asset_url(self.object)))
        here = str(self.crumb_here())
        if str(found[-1].label) != here:
            found.append(Crumb(here))
        return [*found[:-1], Crumb(found[-1].label)]

    def crumb_here(self):
        return self.get_page_title()


class AssetListPage(AssetPage, ListPage):
    """Everybody sees what is public; the project's people and the working group see more. Nothing else is even counted."""

    rule = public
    template_name = "communities/assets/asset_list.html"
    filterset_class = AssetFilters
    default_sort = "category"
    empty_title = _("No resources yet")
    empty_text = _("Begin with people: what can they do, and what do they like to do?")
    columns = ASSET_COLUMNS
    view = "list"

    def get_page_title(self):
        return _now("Resources: %(community)s") % {"community": self.parent}

    def crumb_here(self):
        return VIEWS[self.view] if self.view != "list" else _("Resources")

    def get_columns(self):
        """Who may see it is only a question where there is more than the public."""
        return self.columns if self.may_map else [column for column in self.columns if column.key != "visibility"]

    def make_table(self, objects):
        """`Asset.get_absolute_url` leads to the row."""
        table = super().make_table(objects)
        table.row_id = lambda row: f"asset-{row.pk}"
        return table

    def primary_action(self):
        if not self.may_map:
            return None
        return Action(_("Add a resource"), reverse("communities:asset-create", args=[self.parent.pk]), icon="plus")

    def actions(self):
        found = super().actions()
        if self.may_map and self.writable_plans:
            found.append(Action(_("New service idea"), reverse("communities:asset-idea", args=[self.parent.pk])))
        return found

    def count_text(self, count):
        return ngettext("%(count)d resource", "%(count)d resources", count) % {"count": count}

    def views(self):
        """The same resources seen three ways; the filter goes along."""
        query = query_with(self.request, format=None, page=None, sort=None)
        return [
            Tab(label, reverse(f"communities:asset-{name}", args=[self.parent.pk]) + query.rstrip("?"), name == self.view)
            for name, label in VIEWS.items()
        ]

    def get_context_data(self, **kwargs):
        counts = counts_by_category(self.get_queryset().live()) if self.view == "list" else ()
        return super().get_context_data(
            views=self.views(), counts=[(row, f"{self.list_url()}?category={row.code}") for row in counts], **kwargs
        )


class AssetMap(AssetListPage):
    """Dots where the resources are; our own drawing, no maps of others."""

    template_name = "communities/assets/asset_map.html"
    view = "map"

    def get_context_data(self, **kwargs):
        rows = list(self.get_rows())
        placed = [row for row in rows if row.latitude is not None and row.longitude is not None]
        return super().get_context_data(
            dots=[
                Dot(str(row), row.latitude, row.longitude, url=asset_url(row), note=row.get_category_display())
                for row in placed
            ],
            elsewhere=[(str(row), asset_url(row)) for row in rows if row not in placed], **kwargs,
        )


class AssetMatrix(AssetListPage):
    """Rows are resources, columns the kinds of services that at least one of them is good for."""

    template_name = "communities/assets/asset_matrix.html"
    view = "matrix"
    paginate_by = 200

    def get_queryset(self):
        return super().get_queryset().prefetch_related("offers")

    @cached_property
    def kinds(self):
        return kinds_offered(self.get_queryset().live())

    def get_columns(self):
        def offers(kind):
            return lambda row: any(each.pk == kind.pk for each in row.offers.all())

        def tick(kind):
            offered = offers(kind)
            return lambda row: "✓" if offered(row) else ""

        return [
            Column("name", _("Resource"), url=asset_url, sort="search_key"),
            Column("category", _("Category"), value="get_category_display", sort=("category_order", "search_key")),
            Column("can_offer", _("What it can offer")),
            *(Column(kind.code, kind.name, value=tick(kind), export=offers(kind)) for kind in self.kinds),
        ]


class AssetDetail(AssetPage, DetailPage):
    rule = public
    template_name = "communities/assets/asset_detail.html"

    def get_queryset(self):
        """What was put away is left to those who may take it out again."""
        rows = super().get_queryset().prefetch_related("offers")
        return rows if self.may_map else rows.live()

    def actions(self):
        if not self.may_map:
            return []
        verb, label = ("restore", _("Take back out")) if self.object.is_archived else ("archive", _("Archive"))
        return [
            Action(_("Edit"), asset_url(self.object, "edit"), icon="edit"), Action(label, asset_url(self.object, verb)),
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            badge=_("Archived") if self.object.is_archived else "", facts=self.facts(), **kwargs
        )

    def facts(self):
        row = self.object
        found = [
            Fact(_("Category"), str(row.get_category_display())),
            Fact(_("What it can offer"), row.can_offer),
            Fact(_("Good for these services"), ", ".join(str(kind) for kind in row.offers.all())),
            Fact(_("Availability"), str(row.get_availability_display())),
            Fact(_("Condition"), str(row.get_condition_display())),
            Fact(_("Owner or keeper"), row.keeper),
            Fact(_("Contact"), row.contact_role),
            self.place(),
        ]
        return [*found, Fact(_("Who may see it"), str(row.get_visibility_display()))] if self.may_map else found


    def place(self):
        row = self.object
        if row.latitude is None or row.longitude is None:
            return Fact(_("Place"))
        return Fact(_("Place"), f"{row.latitude}, {row.longitude}", url=reverse("communities:asset-map", args=[row.community_id]))


class AssetCreate(AssetPage, CreatePage):
    form_class = AssetForm
    verb = staticmethod(spread(actions.add_asset))
    page_title = _("Add a resource")

    def get_initial(self):
        category = self.request.GET.get("category", "")
        return {"category": category} if category else {}


class AssetEdit(AssetPage, UpdatePage):
    form_class = AssetForm
    verb = staticmethod(spread(actions.change_asset))


class AssetArchive(AssetPage, ArchivePage):
    verb = staticmethod(actions.archive_asset)

    def perform(self, _community):
        self.verb(self.object, by=self.request.user)


class AssetRestore(AssetPage, RestorePage):
    verb = staticmethod(actions.restore_asset)

    def perform(self, _community):
        self.verb(self.object, by=self.request.user)


class AssetIdea(AssetPage, FormPage):
    """Choose two to four resources, name what they could become together, and it stands in the plan."""

    page_title = _("New service idea")
    page_lead = _("What could come of two to four things that the community has, put together?")
    submit_label = _("Put the idea into the plan")
    success_message = _("The idea is in the plan.")
    plan = None

    def get_form(self, data=None, files=None):
        if not self.writable_plans:
            raise PermissionDenied
        assets = self.get_queryset().live().order_by("category_order", "search_key", "pk")
        return IdeaForm(
            data, assets=assets, plans=self.writable_plans, user=self.request.user, parent=self.parent,
            initial={"assets": [key for key in self.request.GET.getlist("asset") if key.isascii() and key.isdigit()]},
        )

    def save(self, form):
        chosen = form.cleaned_data
        self.plan = next(plan for plan in self.writable_plans if plan.pk == chosen["plan"].pk)
        return self.done(
            actions.idea_from_assets(
                self.plan, chosen["assets"], chosen["name"], by=self.request.user, key=chosen.get("idempotency_key")
            )
        )

    def get_success_url(self):
        slug = self.plan.project.slug
        return route_of("communities:plan-section", slug, self.plan.pk, "services") or self.plan.get_absolute_url()


class ProjectAssets(CommunitiesTab, ListPage):
    """What all communities of the project have, as far as this person may see it."""

    model = Asset
    part = "resources"
    rule = staticmethod(can_view_workspace)
    filterset_class = ProjectAssetFilters
    page_title = _("Resources of the communities")
    page_lead = _("People, associations, places and stories: what there is to build on.")
    default_sort = "community"
    empty_title = _("No resources yet")
    columns = [
        Column("community", _("Community"), url=lambda row: reverse("communities:asset-list", args=[row.community_id]),
               sort="community__sort_key"),
        *ASSET_COLUMNS,
    ]

    def get_queryset(self):
        user = self.request.user
        here = Enrolment.objects.visible_to(user).filter(project=self.parent)
        rows = Asset.objects.visible_to(user).live().filter(community__in=here.values("community"))
        return in_category_order(rows.select_related("community"))

    def count_text(self, count):
        return ngettext("%(count)d resource", "%(count)d resources", count) % {"count": count}
