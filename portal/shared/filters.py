"""The base of every filter bar: a GET form whose address can be shared.

    class ActivityFilters(PortalFilterSet):
        search_in = ["search_key"]
        scope = {"areas": lambda user, project: ProjectArea.objects.filter(project=project)}

        class Meta:
            model = Activity
            fields = ["status", "areas"]

Unknown parameters do nothing. A wrong value is said at its field and does not filter.
"""
from functools import reduce
from operator import or_

import django_filters
from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import RowsGuard
from portal.shared.text import fold

LONGEST_SEARCH, MOST_WORDS = 100, 8


class SearchField(forms.CharField):
    """Words to look for: folded, so that "kula" finds "küla"; at most 100 characters count."""

    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})

    def to_python(self, value):
        return fold(value or "")[:LONGEST_SEARCH].split()[:MOST_WORDS]

    def has_changed(self, initial, data):
        return bool(self.to_python(data))


class SearchFilter(django_filters.Filter):
    """Every word must stand in at least one of the folded columns."""

    field_class = SearchField

    def __init__(self, columns, **kwargs):
        super().__init__(label=kwargs.pop("label", _("Search")), **kwargs)
        self.columns = columns

    def filter(self, queryset, words):
        for word in words or ():
            queryset = queryset.filter(reduce(or_, (Q(**{f"{column}__contains": word}) for column in self.columns)))
        return queryset


class RowsFilterField(RowsGuard, django_filters.fields.ModelMultipleChoiceField):
    """A choice of several rows."""


class PortalFilterSet(django_filters.FilterSet):
    """`user`, `parent`: as on forms. `search_in`: SearchKeyField columns; they give a field named "search"."""

    search_in = ()
    scope = {}

    def __init__(self, data=None, queryset=None, *, user=None, parent=None, request=None, prefix=None):
        super().__init__(data, queryset, request=request, prefix=prefix)
        self.user = user
        self.parent = parent
        if self.search_in:
            search = SearchFilter(self.search_in)
            search.parent = self
            self.filters = {"search": search, **self.filters}
        for each in self.filters.values():
            if isinstance(each, django_filters.ModelMultipleChoiceFilter):
                each.field_class = RowsFilterField
        for name, rows in self.scope.items():
            # A model choice filter asks this attribute, not its `extra`, when it builds its field.
            self.filters[name].queryset = rows(user, parent)

    @property
    def is_used(self):
        """Does the visitor narrow the list by any field?"""
        return self.is_bound and bool(self.form.changed_data)

    @property
    def helper(self):
        helper = FormHelper(self.form)
        helper.form_method = "get"
        helper.form_tag = False
        helper.disable_csrf = True
        return helper
