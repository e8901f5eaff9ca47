"""What every page shares: whose page it is, what it is about, where it stands."""
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import DataError
from django.http import Http404
from django.utils.text import capfirst
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from portal.shared.rules import RuleRequired
from portal.shared.ui import Crumb
from portal.shared.views.found import found


class May:
    """What this person may do with this object: `may.edit` asks the predicate once. Unknown names raise AttributeError."""

    def __init__(self, rules, user, subject):
        self._rules, self._user, self._subject, self._answers = rules, user, subject, {}

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._rules:
            raise AttributeError(f"Nobody asked whether one may {name}: add it to may_rules.")
        if name not in self._answers:
            self._answers[name] = bool(self._rules[name](self._user, self._subject))
        return self._answers[name]

    def __contains__(self, name):
        return name in self._rules


class Page(RuleRequired, TemplateResponseMixin, ContextMixin, View):
    """A page of the portal.

    rule            who may open it: a predicate (user, subject), or a sentinel of `portal.shared.rules`
    model, scope    whose rows; `scope` names the queryset method that says which of them this person has
    has_object      True when the address names one row: by `pk`, or by `slug_kwarg` against `slug_field`
    parent_model, parent_scope, parent_kwarg, parent_field
                    the object above it in the address: /projects/<slug>/... finds Project by slug
    parent_link     lookup from the model to the parent ("project", "activity__project"); found by itself when it is a field
    may_rules       {"edit": predicate}: becomes `may.edit` in the template
    page_title, page_lead    the heading, and a sentence below it
    subject         what rules are asked about: the object, otherwise the parent, otherwise None
    """

    model = None
    scope = "visible_to"
    has_object = False
    slug_kwarg = "slug"
    slug_field = "slug"
    parent_model = None
    parent_scope = "visible_to"
    parent_kwarg = "slug"
    parent_field = "slug"
    parent_link = None
    may_rules = {}
    page_title = ""
    page_lead = ""
    tabs_label = ""
    template_name = None

    object = None
    parent = None
    rows_method = "get_queryset"

    def load(self):
        if self.parent_model is not None:
            self.parent = self.get_parent()
        if self.has_object:
            self.object = self.get_object()
            self.lend_parent()
        return self.subject

    def lend_parent(self):
        """The row need not fetch its parent again."""
        if self.parent is not None and has_field(self.model, self.link_to_parent()):
            setattr(self.object, self.link_to_parent(), self.parent)

    @property
    def subject(self):
        return self.object if self.object is not None else self.parent

    def get_parent_queryset(self):
        return scoped(self.parent_model._default_manager.all(), self.parent_scope, self.request.user)

    def get_parent(self):
        return self.find_by("get_parent_queryset", self.parent_field, self.kwargs[self.parent_kwarg])

    def get_queryset(self):
        """The rows that exist for this person on this page; override to select related rows or to annotate."""
        rows = scoped(self.model._default_manager.all(), self.scope, self.request.user)
        return rows if self.parent is None else rows.filter(**{self.link_to_parent(): self.parent})

    def get_object(self):
        if "pk" in self.kwargs:
            return self.find_by(self.rows_method, "pk", self.kwargs["pk"])
        return find(self.get_queryset(), **{self.slug_field: self.kwargs[self.slug_kwarg]})

    def find_by(self, name, field, value):
        """The row among those that the method `name` gives, or Http404."""
        rows = found(self, name, field, value)
        if rows is None:
            return find(getattr(self, name)(), **{field: value})
        if not rows:
            raise Http404
        return rows[0]

    def link_to_parent(self):
        return self.parent_link or link_between(self.model, self.parent_model)

    def get_page_title(self):
        return self.page_title or (str(self.object) if self.object is not None else "")

    def breadcrumbs(self):
        """[Crumb] from the top down to this page; override and add to `super().breadcrumbs()` to go deeper."""
        crumbs = [self.crumb_of(row) for row in (self.parent, self.object) if row is not None]
        here = self.get_page_title()
        if not crumbs or str(crumbs[-1].label) != str(here):
            crumbs.append(Crumb(here))
        return [*crumbs[:-1], Crumb(crumbs[-1].label)]

    def actions(self):
        """[Action] of the page head: what one can do next, at most one of them primary."""
        return []

    def tabs(self):
        """[Tab] of the workspace this page belongs to."""
        return []

    def crumb_of(self, row):
        return Crumb(str(row), row.get_absolute_url() if hasattr(row, "get_absolute_url") else "")

    def page_eyebrow(self):
        """A word above the heading: whose page this is."""
        return ""

    def get_context_data(self, **kwargs):
        context = {
            "page_title": self.get_page_title(),
            "breadcrumbs": self.breadcrumbs(),
            "lead": self.page_lead,
            "eyebrow": self.page_eyebrow(),
            "actions": self.actions(),
            "tabs": self.tabs(),
            "tabs_label": self.tabs_label,
            "may": May(self.may_rules, self.request.user, self.subject),
            "parent": self.parent,
            "object": self.object,
        }
        for row in (self.parent, self.object):
            if row is not None:
                context[row._meta.model_name] = row
        return super().get_context_data(**context | kwargs)

    def show(self, status=200, **context):
        return self.render_to_response(self.get_context_data(**context), status=status)


class ShowPage(Page):
    """A page that is only looked at."""

    def get(self, request, *args, **kwargs):
        return self.show()


def scoped(rows, scope, user):
    """The rows this person has. A model without such a method is open to whoever passes the page's rule."""
    return getattr(rows, scope)(user) if hasattr(rows, scope) else rows


def find(rows, **lookup):
    """The one row, or Http404: for a stranger's row, one that never was, and an id that cannot be."""
    try:
        return rows.get(**lookup)
    except (rows.model.DoesNotExist, ValueError, OverflowError, DataError) as error:
        raise Http404 from error


def link_between(model, parent_model):
    """The name of the one foreign key that leads from the model to the parent."""
    links = [field.name for field in model._meta.fields if field.is_relation and field.related_model is parent_model]
    if len(links) != 1:
        raise ImproperlyConfigured(f"{model.__name__}: set parent_link, {parent_model.__name__} is reached by {links}.")
    return links[0]


def has_field(model, name):
    try:
        return bool(model._meta.get_field(name))
    except FieldDoesNotExist:
        return False


def verbose(model):
    """The model's name with a capital, for headings."""
    return capfirst(str(model._meta.verbose_name))
