"""Django admin as the portal's engine room: for staff, behind the portal's own sign-in, through the portal's own verbs."""
from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import PortalModelAdmin
from portal.shared.requests import safe_next
from portal.shared.ways import reverse

FLOORS = ["projects", "communities", "trainings", "budgets", "reports"]


class Autocomplete(AutocompleteJsonView):
    """Rows of a project say which project: every project has an activity number 1."""

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related("project") if hasattr(rows.model, "project") else rows

    def serialize_result(self, obj, to_field_name):
        result = super().serialize_result(obj, to_field_name)
        if hasattr(obj, "project"):
            result["text"] = f"{obj} ({obj.project})"
        return result


def to_index(request):
    return HttpResponseRedirect(safe_next(request, reverse("admin:index")))


class PortalAdminSite(admin.AdminSite):
    index_title = _("Administration")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.disable_action("delete_selected")

    @property
    def site_header(self):
        return settings.BRAND_NAME

    site_title = site_header

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only pages that write through the verbs. What libraries bring along would be a side door past history and rules."""
        if admin_class is not None and issubclass(admin_class, PortalModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def login(self, request, extra_context=None):
        """There is one way in, with its throttle and its second factor."""
        return secure_admin_login(to_index)(request)

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(resolve_url("account_change_password"))

    def admin_view(self, view, cacheable=False):
        """Who is signed in but no member of staff is told so at once, instead of being asked to sign in again."""
        guarded = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return guarded(request, *args, **kwargs)

        inner.model_admin = getattr(view, "model_admin", None)
        return inner

    def autocomplete_view(self, request):
        return Autocomplete.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The floors from the ground up, each divided into its admins' groups, in the order in which they are written."""
        apps = self._build_app_dict(request, app_label)
        found = [apps[label] for label in FLOORS if label in apps] if app_label is None else list(apps.values())
        return [group for app in found for group in self.groups_of(app)]

    def groups_of(self, app):
        groups = {}
        for model in app["models"]:
            name = self._registry[model["model"]].group or app["name"]
            groups.setdefault(str(name), {**app, "name": name, "models": []})["models"].append(model)
        return list(groups.values())
