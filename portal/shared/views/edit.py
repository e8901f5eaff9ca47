"""Pages that make and change one object: the form parses, the verb checks and saves, the page tells."""
import copy
from inspect import getattr_static

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared import hooks, verbs
from portal.shared.merge import Merge
from portal.shared.requests import safe_next
from portal.shared.views import merging
from portal.shared.views.base import Page, has_field, verbose

WRONG, CONFLICT = 422, 409


def relations(m2m):
    """The keyword `m2m` for a verb, left out when the form has no such fields: not every verb takes it."""
    return {"m2m": m2m} if m2m else {}


class FormPage(Page):
    """A form and what happens when it is sent. `submit_label`: the button's words, a verb."""

    template_name = "layouts/form.html"
    form_class = None
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")

    def get_form(self, data=None, files=None):
        return self.form_class(
            data, files, instance=self.get_instance(), user=self.request.user, parent=self.parent,
            initial=self.get_initial(),
        )

    def get_initial(self):
        """{field: value} that an empty form proposes."""
        return {}

    def get(self, request, *args, **kwargs):
        return self.show(form=self.get_form())

    def post(self, request, *args, **kwargs):
        form = self.get_form(self.posted_data(), request.FILES)
        if not form.is_valid() or form.needs_confirmation:
            return self.show(WRONG, form=form)
        try:
            return self.save(form)
        except ValidationError as error:
            form.add_verb_errors(error)
            return self.show(WRONG, form=form)

    def posted_data(self):
        return self.request.POST

    def done(self, saved):
        self.object = saved
        messages.success(self.request, self.success_message)
        return HttpResponseRedirect(safe_next(self.request, self.get_success_url()))

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_cancel_url(self):
        row = self.subject
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""

    def get_context_data(self, **kwargs):
        context = {"submit_label": self.submit_label, "cancel_url": self.get_cancel_url()}
        return super().get_context_data(**context | kwargs)


class CreatePage(FormPage):
    """Make one object, under the parent when there is one. A verb returns the saved row.

    `verb`: callable(instance, by=, key=), with m2m= when the form has such fields; an app's action, or `verbs.create`.
    """

    verb = staticmethod(verbs.create)

    def get_instance(self):
        """The new row before the form fills it: its parent is set here and stands on no form."""
        if self.parent is None or not has_field(self.model, self.link_to_parent()):
            return self.model()
        return self.model(**{self.link_to_parent(): self.parent})

    def get_page_title(self):
        return self.page_title or _("New: %(kind)s") % {"kind": verbose(self.model)}

    def save(self, form):
        key = form.cleaned_data.get("idempotency_key")
        return self.done(self.verb(form.instance, by=self.request.user, key=key, **relations(form.m2m)))


class UpdatePage(FormPage):
    """Change one object. When somebody else saved meanwhile, changes of different fields merge by themselves; for the same
    field the page answers 409 and shows both values.

    `verb`: callable(instance, by=, version=), with m2m= when the form has such fields; an app's action, or `verbs.update`.
    """

    verb = staticmethod(verbs.update)
    has_object = True

    @property
    def rows_method(self):
        return "get_chosen_queryset" if self.request.method == "POST" else "get_queryset"

    def get_chosen_queryset(self):
        """Sent back, the form names rows: those chosen already come with the object and are not fetched one by one."""
        rows = self.get_queryset()
        # A form chosen by what was sent says nothing here: that is known of one request only.
        form_class = getattr_static(self, "form_class", None)
        meta = getattr(form_class, "_meta", None)
        if meta is None or meta.model is not rows.model:
            return rows
        return rows.select_related(*(f.name for f in rows.model._meta.fields if f.is_relation and f.name in meta.fields))

    def get_instance(self):
        # The form writes into a copy: title and breadcrumbs keep saying what is stored, not what was typed.
        return copy.copy(self.object)

    def get_page_title(self):
        return self.page_title or _("Edit: %(name)s") % {"name": self.object}

    def show(self, status=200, **context):
        if context.get("form") is not None:
            hooks.point_out(context["form"])
        return super().show(status, **context)

    def posted_data(self):
        return merging.with_choices(self.request.POST, self.get_form)

    def save(self, form):
        try:
            return self.done(self.write(form.instance, form.cleaned_data["version"], form.m2m))
        except verbs.StaleSave as stale:
            return self.save_over(stale, form)

    def write(self, instance, version, m2m):
        try:
            return self.verb(instance, by=self.request.user, version=version, **relations(m2m))
        except self.model.DoesNotExist as error:
            raise Http404 from error

    def save_over(self, stale, form):
        """Merge with what others saved, or ask the person to decide."""
        merge = Merge(stale)
        if merge.conflicts & set(form.fields):
            self.object = stale.current
            conflict = merging.Conflict(merge, form, self.get_form)
            return self.show_conflict(conflict)
        m2m = merge.take_theirs(merge.theirs | merge.conflicts)
        try:
            saved = self.write(stale.attempted, stale.current.version, m2m)
        except verbs.StaleSave as again:
            return self.save_over(again, form)
        response = self.done(saved)
        if merge.theirs:
            messages.info(self.request, merging.together_with(merge.others()))
        return response

    def show_conflict(self, conflict):
        context = self.get_context_data(conflict=conflict, form=conflict.form, page_title=_("Two people changed this"))
        return self.response_class(
            request=self.request, template=["layouts/merge.html"], context=context, using=self.template_engine,
            status=CONFLICT,
        )
