"""Pages that exist in tests only: the skeletons, with real projects and activities in them."""
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views import View

from portal.shared import rules, verbs
from portal.shared.filters import PortalFilterSet
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.tables import Column
from portal.shared.views import (
    Action,
    ActionPage,
    ArchivePage,
    CreatePage,
    Crumb,
    DetailPage,
    HistoryPage,
    ListPage,
    RestorePage,
    UpdatePage,
)
from portal.urls import handler403, handler404, handler500  # noqa: F401
from portal.urls import urlpatterns as portal_patterns
from projects import permissions
from projects.models import Activity, Project, ProjectArea


class ActivityForm(PortalForm):
    layout_groups = [(_("What"), ["title_et", "text_et", "kind"]), (_("Where"), ["areas", "parent"])]
    scope = {
        "areas": lambda user, project: ProjectArea.objects.filter(project=project),
        "parent": lambda user, project: Activity.objects.filter(project=project),
    }

    class Meta:
        model = Activity
        fields = ["title_et", "text_et", "kind", "is_joint", "start", "end", "areas", "parent"]

    def get_warnings(self):
        return ["See pealkiri on väga lühike."] if len(self.cleaned_data["title_et"]) < 3 else []


class ActivityFilters(PortalFilterSet):
    search_in = ["search_key"]
    scope = {"areas": lambda user, project: ProjectArea.objects.filter(project=project)}

    class Meta:
        model = Activity
        fields = ["kind", "areas"]


class InProject:
    model = Activity
    parent_model = Project

    def get_success_url(self):
        return f"/t/{self.parent.slug}/"

    get_cancel_url = get_success_url

    def crumb_of(self, row):
        return Crumb(str(row), f"/t/{row.slug}/" if isinstance(row, Project) else f"/t/{self.parent.slug}/{row.pk}/")


class ActivityList(InProject, ListPage):
    parent_scope = "worked_on_by"
    rule = staticmethod(permissions.works_in)
    page_title = _("Activities")
    filterset_class = ActivityFilters
    paginate_by = 3
    columns = [
        Column("title", _("title"), sort="search_key", url=lambda row: f"/t/{row.project.slug}/{row.pk}/"),
        Column("starts_on", _("start"), kind="date", sort="starts_on"),
        Column("kind", _("kind"), kind="badge", value="get_kind_display", tone=lambda row: "info"),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("project")

    def primary_action(self):
        may = permissions.can_edit_project(self.request.user, self.parent)
        return Action(_("Add an activity"), f"/t/{self.parent.slug}/new/") if may else None


class ActivityDetail(InProject, DetailPage):
    rule = staticmethod(permissions.can_edit_activity)
    may_rules = {"edit": permissions.can_edit_activity}

    def render_to_response(self, context, **kwargs):
        return HttpResponse(f"{context['activity'].title} {context['project'].slug} {context['may'].edit}")


class ActivityCreate(InProject, CreatePage):
    rule = staticmethod(permissions.can_edit_project)
    form_class = ActivityForm


class ActivityUpdate(InProject, UpdatePage):
    rule = staticmethod(permissions.can_edit_activity)
    form_class = ActivityForm


class ActivityArchive(InProject, ArchivePage):
    rule = staticmethod(permissions.can_edit_activity)


class ActivityRestore(InProject, RestorePage):
    rule = staticmethod(permissions.can_edit_activity)


class ReasonForm(PlainForm):
    reason = forms.CharField(max_length=200)


class ActivityFinish(InProject, ActionPage):
    rule = staticmethod(permissions.can_edit_activity)
    question = _("Finish it?")
    form_class = ReasonForm

    def perform(self, row):
        if row.is_joint:
            raise ValidationError("Ühist tegevust ei saa lõpetada üksi.")
        row.title_et = self.form.cleaned_data["reason"]
        verbs.update(row, by=self.request.user, version=row.version)


class ActivityHistory(InProject, HistoryPage):
    rule = staticmethod(permissions.can_edit_activity)


class Simple(rules.RuleRequired, View):
    def get(self, request):
        return HttpResponse("tere")


class Demo(Simple):
    rule = rules.demo_only


class Staff(Simple):
    rule = rules.staff_only


class Public(Simple):
    rule = rules.public


@rules.guard(rules.signed_in)
def function_page(request):
    return HttpResponse("tere")


one = "t/<slug:slug>/<int:pk>/"
urlpatterns = [
    path("t/demo/", Demo.as_view(), name="t-demo"),
    path("t/staff/", Staff.as_view(), name="t-staff"),
    path("t/public/", Public.as_view(), name="t-public"),
    path("t/function/", function_page, name="t-function"),
    path("t/<slug:slug>/", ActivityList.as_view(), name="t-list"),
    path("t/<slug:slug>/new/", ActivityCreate.as_view(), name="t-create"),
    path(one, ActivityDetail.as_view(), name="t-detail"),
    path(one + "edit/", ActivityUpdate.as_view(), name="t-update"),
    path(one + "archive/", ActivityArchive.as_view(), name="t-archive"),
    path(one + "restore/", ActivityRestore.as_view(), name="t-restore"),
    path(one + "finish/", ActivityFinish.as_view(), name="t-finish"),
    path(one + "history/", ActivityHistory.as_view(), name="t-history"),
    *portal_patterns,
]
