"""The pages of Django admin and the tables on them; everything they write goes through verbs."""
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models, transaction
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.shared import verbs
from portal.shared.admin.forms import PageForm, Refused, RowForm, already_sent, conflict, with_hidden, within, without_hidden
from portal.shared.fields.keys import matches
from portal.shared.merge import Merge
from portal.shared.rules import staff_only
from portal.shared.text import clean_line
from portal.shared.views.details import Changes
from portal.shared.views.edit import relations
from portal.shared.views.merging import together_with
from portal.shared.ways import reverse

CONFLICT = 409


class StaffOnly:
    """Staff may do here what a coordinator may everywhere. Django's own permissions play no part; a verb may still refuse."""

    def has_view_permission(self, request, obj=None):
        return staff_only(request.user)

    def has_add_permission(self, request, obj=None):
        return staff_only(request.user)

    def has_change_permission(self, request, obj=None):
        return staff_only(request.user)

    def has_delete_permission(self, request, obj=None):
        return self.remove_verb is not None and staff_only(request.user)


class WritesByVerbs(StaffOnly):
    """What a page and the tables on it share: verbs, hidden bookkeeping, and search boxes instead of endless choices."""

    form = RowForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    add_verb = staticmethod(verbs.create)
    change_verb = staticmethod(verbs.update)
    remove_verb = None

    def get_autocomplete_fields(self, request):
        """Every relation to something that has a search of its own."""
        found = []
        for field in (*self.opts.fields, *self.opts.many_to_many):
            target = self.admin_site._registry.get(field.related_model) if field.is_relation else None
            if target is not None and target.search_fields:
                found.append(field.name)
        return found

    def add_row(self, request, row, form):
        key = {"key": form.cleaned_data["idempotency_key"]} if form.cleaned_data.get("idempotency_key") else {}
        made = self.told(lambda: self.add_verb(row, by=request.user, **key, **relations(form.m2m)))
        if made is not row and made is not None and made.pk != row.pk:
            raise Refused(already_sent())

    def change_row(self, request, row, form):
        self.save_over(request, row, form, form.cleaned_data["version"], form.m2m)

    def save_over(self, request, row, form, version, m2m):
        """Save; what somebody else changed in other fields meanwhile stays, the same field is asked about."""
        try:
            self.told(lambda: self.change_verb(row, by=request.user, version=version, **relations(m2m)))
        except verbs.StaleSave as stale:
            merge = Merge(stale)
            if merge.conflicts:
                raise Refused(conflict(merge), {form.add_prefix("version"): str(stale.current.version)}) from stale
            left = merge.take_theirs(merge.theirs)
            if merge.mine:
                messages.info(request, together_with(merge.others()))
            self.save_over(request, row, form, stale.current.version, left)

    def remove_row(self, request, row):
        self.told(lambda: self.remove_verb(row, by=request.user))

    def told(self, write):
        try:
            return write()
        except ValidationError as error:
            raise Refused(error) from error


class PortalModelAdmin(WritesByVerbs, admin.ModelAdmin):
    """A model's pages. `group`: the heading under which it stands in the menu.

    `search_fields` that end in "search_key" are searched without case and accents: "kula" finds "Küla".
    """

    form = PageForm
    group = None
    list_per_page = 50
    save_on_top = True
    history_template = "admin/row_history.html"

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return with_hidden(fieldsets, ["idempotency_key"])
        edits = hasattr(obj, "version") and self.has_change_permission(request, obj)
        return with_hidden(fieldsets, ["version"] if edits else [])

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["fields"] = without_hidden(kwargs.get("fields") or self.get_fieldsets(request, obj))
        form = super().get_form(request, obj, change=change, **kwargs)
        refused = getattr(request, "refused", None)
        return form if refused is None else type(form.__name__, (form,), {"refused": refused})

    def get_search_results(self, request, queryset, search_term):
        if not search_term.split():
            return queryset, False
        found = Q()
        for name in self.get_search_fields(request):
            folded = name.endswith("search_key")
            found |= matches(name, search_term) if folded else Q(**{f"{name}__icontains": clean_line(search_term)})
        return queryset.filter(found), False

    # --- writing ---

    def _changeform_view(self, request, object_id, form_url, extra_context):
        try:
            with transaction.atomic():
                return super()._changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refused = refused
            posted = request.POST.copy()
            for name, value in refused.renewed.items():
                posted[name] = value
            request.POST = posted
            response = super()._changeform_view(request, object_id, form_url, extra_context)
            response.status_code = CONFLICT if refused.renewed else response.status_code
            return response

    def save_model(self, request, obj, form, change):
        (self.change_row if change else self.add_row)(request, obj, form)

    def save_related(self, request, form, formsets, change):
        """The verbs saved the relations already; what is left are the tables."""
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.deleted_objects:
            formset.table.remove_row(request, row)
        new = set(map(id, formset.new_objects))
        for row_form in formset.saved_forms:
            write = formset.table.add_row if id(row_form.instance) in new else formset.table.change_row
            try:
                write(request, row_form.instance, row_form)
            except Refused as refused:
                raise Refused(within(row_form.instance, refused.error), refused.renewed) from refused

    def delete_model(self, request, obj):
        self.remove_row(request, obj)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refused:
            self.message_user(request, " ".join(refused.error.messages), messages.ERROR)
            return HttpResponseRedirect(self.address("change", object_id))

    def address(self, page, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    # --- history ---

    def history_view(self, request, object_id, extra_context=None):
        """Who changed what, when; also of a row that is gone."""
        row = self.get_object(request, object_id)
        if not verbs.tracked(self.model):
            raise Http404("Written once, never changed: there is no history.")
        history = getattr(self.model, self.opts.simple_history_manager_attribute)
        rows = history.filter(**{self.opts.pk.attname: object_id}) if object_id.isdigit() else history.none()
        if row is None and not rows.exists():
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        page = Paginator(Changes([rows]), self.list_per_page).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(name)s") % {"name": row if row is not None else object_id},
            "subtitle": None,
            "opts": self.opts,
            "object": row,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "page_obj": page,
            "changes": page.object_list,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.history_template, context)


class RowsTable(WritesByVerbs):
    """What tables of rows within another row's page share."""

    extra = 0
    show_change_link = True

    @property
    def can_delete(self):
        return self.remove_verb is not None

    def get_fieldsets(self, request, obj=None):
        return with_hidden(super().get_fieldsets(request, obj), ["version"])

    def get_formset(self, request, obj=None, **kwargs):
        kwargs["fields"] = without_hidden(kwargs.get("fields") or self.get_fieldsets(request, obj))
        formset = super().get_formset(request, obj, **kwargs)
        formset.table = self
        return formset


class TabularRows(RowsTable, admin.TabularInline):
    """One line each."""


class StackedRows(RowsTable, admin.StackedInline):
    """One block each, for rows with long texts."""
