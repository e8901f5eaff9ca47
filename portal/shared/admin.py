"""Django admin through the portal's own verbs: the same checks, the same history, the same guard against stale saves.

    @admin.register(Community)
    class CommunityAdmin(PortalModelAdmin):
        group = _("Communities")
        add_verb = staticmethod(actions.add_community)        # (row, by=, key=, m2m=) -> the saved row
        change_verb = staticmethod(actions.change_community)  # (row, by=, version=, m2m=)
        remove_verb = None                                    # (row, by=); None: it is put away, never deleted
        fieldsets = [(None, {"fields": ["name", "kind"]})]
"""
import uuid

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared import verbs
from portal.shared.fields.keys import matches
from portal.shared.forms import LARGEST_VERSION, PortalFormMixin
from portal.shared.history import displayed
from portal.shared.merge import Merge
from portal.shared.rules import staff_only
from portal.shared.text import clean_line
from portal.shared.views.details import Changes
from portal.shared.views.merging import together_with

CONFLICT = 409
HIDDEN = {"version", "idempotency_key"}


class Refused(Exception):
    """A verb said no: what was written so far is rolled back and the page is shown again, with the reason and all that was typed.

    `renewed`: {input name: text}: versions that hold from now on, so that whoever saves again overwrites knowingly.
    """

    def __init__(self, error, renewed=None):
        super().__init__(str(error))
        self.error, self.renewed = error, renewed or {}


class RowForm(PortalFormMixin, forms.ModelForm):
    """A row of a table within another row's page; it carries the version the person started from."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_VERSION)],
        error_messages={"required": gettext_lazy("Open the page anew: this form does not know what it started from.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and hasattr(self.instance, "version"):
            self.fields["version"].required = True
            self.initial["version"] = self.instance.version

    @property
    def m2m(self):
        """{field: chosen rows} of the many-to-many fields on the form, as the verbs take them."""
        names = {field.name for field in self._meta.model._meta.many_to_many}
        return {name: self.cleaned_data[name] for name in self.fields if name in names & set(self.cleaned_data)}


class PageForm(RowForm):
    """The form of a row's own page. `refused`: why the verb said no a moment ago."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    refused = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("idempotency_key", uuid.uuid4())

    def _post_clean(self):
        super()._post_clean()
        if self.refused is not None:
            self.add_verb_errors(self.refused.error)


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


# --- small helpers for declarations ---


def three(base):
    """The three languages of a text side by side: `three("title")` in a fieldset."""
    return (f"{base}_et", f"{base}_lv", f"{base}_en")


def shown(name, label, order=None):
    """A column with a text in the reader's language, sorted by its Estonian one or by `order`."""

    @admin.display(description=label, ordering=order or f"{name}_et")
    def column(row):
        return getattr(row, name)

    column.__name__ = name
    return column


def bulk(label, verb, name):
    """An action for the chosen rows: `verb(row, by=)` one by one; what it refuses is said, the others go through."""

    @admin.action(description=label, permissions=["change"])
    def action(model_admin, request, rows):
        done = 0
        for row in rows:
            try:
                verb(row, by=request.user)
                done += 1
            except ValidationError as error:
                messages.error(request, f"{row}: {' '.join(error.messages)}")
            except verbs.StaleSave:
                messages.error(request, _("%(row)s: somebody changed this at the same moment. Repeat.") % {"row": row})
        if done:
            messages.success(request, _("%(label)s: %(count)d done.") % {"label": label, "count": done})

    action.__name__ = name
    return action


def remove(row, *, by, reason=""):
    """Delete a small row that belongs to no project; its history stays. Raises ValidationError(code="in_use")."""
    row._history_user = by
    row._change_reason = str(reason)[:100] or None
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        raise ValidationError(_("It cannot be removed: it is used elsewhere."), code="in_use") from error


put_away = bulk(gettext_lazy("Put into the archive"), verbs.archive, "put_away")
take_out = bulk(gettext_lazy("Take back out of the archive"), verbs.restore, "take_out")


def already_sent():
    return ValidationError(_("This form was already sent. Open it anew to add another."), code="already_sent")


def relations(m2m):
    """The keyword `m2m` for a verb, left out when the form has no such fields: not every verb takes it."""
    return {"m2m": m2m} if m2m else {}


def with_hidden(fieldsets, names):
    (title, options), *rest = fieldsets
    return [(title, {**options, "fields": [*options["fields"], *names]}), *rest]


def without_hidden(fields):
    """The model's own fields of fieldsets, or of a flat list of names."""
    if fields and not isinstance(fields[0], str):
        fields = flatten_fieldsets(fields)
    return [name for name in fields if name not in HIDDEN]


def within(row, error):
    """What a verb said of one row of a table, told above the page."""
    return ValidationError([format_lazy("{}: {}", capfirst(row._meta.verbose_name), message) for message in error.messages])


def conflict(merge):
    """Both changed the same field: say what stands there now."""
    current = merge.stale.current
    people = ", ".join(str(person) for person in merge.others()) or _("Somebody else")
    lines = []
    for name in sorted(merge.conflicts):
        field = current._meta.get_field(name)
        if field.many_to_many:
            value = ", ".join(str(item) for item in getattr(current, name).all())
        else:
            value = str(getattr(current, name) or "") if field.is_relation else displayed(field, current)
        lines.append(_("%(field)s is now “%(value)s”.") % {"field": capfirst(str(field.verbose_name)), "value": value})
    text = _("%(people)s changed this meanwhile. Saving again puts your values in their place.") % {"people": people}
    return ValidationError([text, *lines], code="stale")


def spread(verb):
    """For verbs that take each relation by its own name: m2m={"places": rows} becomes places=rows."""

    def call(row, *, m2m=None, **how):
        return verb(row, **how, **(m2m or {}))

    return staticmethod(call)
