"""Activities: the tree and the timeline, one activity with all that hangs on it, and its changes."""
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from portal.shared.once import once
from portal.shared.reading import among, parts_of, read
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.views import DetailPage, ListPage
from portal.shared.ways import reverse
from projects import permissions
from projects.forms import ActivityDependencyForm, ActivityForm, ActivityPartnerForm, ActivityShareForm
from projects.models import Activity, ActivityDependency, ActivityPartner, Document
from projects.summaries import promise_board
from projects.summaries.orders import order_warnings
from projects.summaries.periods import moves_of
from projects.summaries.story import activities_of, tree_of, words_of
from projects.views.cards import cards_of
from projects.views.parts import (
    NestedCreate,
    NestedRemove,
    NestedUpdate,
    PartArchive,
    PartCreate,
    PartRestore,
    PartUpdate,
)
from projects.views.trees import lines_of, timeline_of
from projects.views.workspace import WorkspaceMixin

PARTNERS = Prefetch("partners", ActivityPartner.objects.select_related("organisation"))
ORDERS = ActivityDependency.objects.select_related("activity", "after").order_by("pk")


class ActivityList(WorkspaceMixin, ListPage):
    """The whole tree at once: a project has dozens of activities, not thousands."""

    tab = "activities"
    model = Activity
    template_name = "projects/activity_list.html"
    page_title = _("Activities")
    paginate_by = 1000
    empty_text = _("Add the first activity; parts of it can be added below it.")
    columns = [
        Column("number", pgettext_lazy("running number", "Number"), value="activity.number"),
        Column("title", _("Activity"), value="activity.title"),
        Column("alias", _("Also called"), value="activity.alias"),
        Column("above", _("Part of")),
        Column("kind", _("Kind"), value="activity.get_kind_display"),
        Column("status", _("State"), value="activity.get_status_display"),
        Column("period", _("Period"), kind="period"),
        Column("responsible", _("Responsible")),
        Column("audiences", _("For whom")),
    ]

    def get_rows(self):
        return self.lines

    @cached_property
    def lines(self):
        activities = activities_of(self.parent)
        for activity in activities:
            activity.project = self.parent
        warnings = order_warnings(ORDERS.filter(activity__project=self.parent))
        user = self.request.user
        return lines_of(tree_of(activities), warnings, lambda row: permissions.can_edit_activity(user, row))

    def count_text(self, count):
        return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}

    def primary_action(self):
        if not self.may.edit:
            return None
        return Action(_("Add an activity"), reverse("projects:activity-create", args=[self.parent.slug]), icon="plus")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            lines=self.lines, timeline=timeline_of(self.lines), today=timezone.localdate(), **kwargs
        )


class ActivityDetail(WorkspaceMixin, DetailPage):
    tab = "activities"
    model = Activity
    template_name = "projects/activity_detail.html"
    object_rules = {"edit_activity": permissions.can_edit_activity}

    def get_queryset(self):
        return super().get_queryset().select_related("parent").prefetch_related(PARTNERS)

    def actions(self):
        here = [self.parent.slug, self.object.pk]
        if self.object.is_archived and self.may.edit:
            return [Action(_("Take back out"), reverse("projects:activity-restore", args=here), primary=True)]
        found = []
        if self.may.edit_activity:
            found.append(Action(_("Edit the activity"), reverse("projects:activity-edit", args=here), primary=True))
        if self.may.edit:
            address = reverse("projects:activity-create", args=here[:1])
            found.append(Action(_("Add a part of it"), f"{address}?part_of={self.object.pk}", icon="plus"))
            moving = reverse("projects:periodchange-create", args=here[:1])
            found.append(Action(_("Move the end"), f"{moving}?activity={self.object.pk}"))
        return found

    def get_context_data(self, **kwargs):
        key = self.object.pk
        others, orders, documents = read([
            parts_of(Activity, self.parent.pk),
            among(ActivityDependency, "activity", [key], related=("activity", "after")),
            documents_asked(key),
        ])
        pairs = [(row.pk, row.parent_id) for row in others]
        return super().get_context_data(
            cards=cards_of(promise_board(self.parent, activity=self.object, pairs=pairs).promises),
            children=[row for row in others if row.parent_id == self.object.pk and not row.is_archived],
            words=words_of(self.object),
            orders=orders,
            warnings=order_warnings(orders).get(self.object.pk, []),
            documents=self.readable(documents),
            changes=moves_of(self.object),
            **kwargs,
        )

    def readable(self, rows):
        """Those of the documents that this person may fetch."""
        for row in rows:
            row.project = self.parent
        return [row for row in rows if permissions.can_download_document(self.request.user, row)]


@once
def documents_asked(activity):
    return Document.objects.live().filter(activity=activity).order_by("-created_at", "-pk")


class ActivityCreate(PartCreate):
    tab = "activities"
    model = Activity
    form_class = ActivityForm
    page_title = _("New activity")
    submit_label = _("Add the activity")

    def get_initial(self):
        """Below the activity from which one came, when it is one of this project."""
        initial, asked = super().get_initial(), self.request.GET.get("part_of", "")
        if asked.isdecimal() and len(asked) < 10:
            above = Activity.objects.filter(project=self.parent, pk=asked).live().first()
            initial["parent"] = above and above.pk
        return initial

    def get_success_url(self):
        return self.object.get_absolute_url()


class ActivityUpdate(PartUpdate):
    """The coordinator edits the whole activity; a partner's editor what his organisation answers for, and nothing else."""

    tab = "activities"
    about_object = True
    rule = staticmethod(permissions.can_edit_activity)
    model = Activity
    success_message = _("The activity is saved.")

    def get_queryset(self):
        return super().get_queryset().prefetch_related(PARTNERS)

    @property
    def form_class(self):
        return ActivityForm if self.may.edit else ActivityShareForm

    @property
    def away(self):
        return "archive" if self.may.edit and not self.object.is_archived else ""

    def get_success_url(self):
        return self.object.get_absolute_url()

    get_cancel_url = get_success_url


class ActivityArchive(PartArchive):
    """Whatever stands below it, or counts for it, stays; it only leaves the lists."""

    tab = "activities"
    model = Activity
    question = _("Put this activity into the archive?")


class ActivityRestore(PartRestore):
    tab = "activities"
    model = Activity
    question = _("Take this activity back out of the archive?")

    def get_success_url(self):
        return self.object.get_absolute_url()


class ActivityPartnerMixin:
    tab = "activities"
    model = ActivityPartner
    owner_model = Activity
    owner_field = "activity"


class ActivityPartnerCreate(ActivityPartnerMixin, NestedCreate):
    form_class = ActivityPartnerForm
    page_title = _("New partner in the activity")


class ActivityPartnerUpdate(ActivityPartnerMixin, NestedUpdate):
    """Change a partner's role, or name the one who was only described."""

    form_class = ActivityPartnerForm


class ActivityPartnerRemove(ActivityPartnerMixin, NestedRemove):
    question = _("Remove this partner from the activity?")


class ActivityDependencyMixin:
    tab = "activities"
    model = ActivityDependency
    owner_model = Activity
    owner_field = "activity"


class ActivityDependencyCreate(ActivityDependencyMixin, NestedCreate):
    form_class = ActivityDependencyForm
    page_title = _("What should this come after?")


class ActivityDependencyRemove(ActivityDependencyMixin, NestedRemove):
    question = _("Forget this order?")
