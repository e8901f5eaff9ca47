"""The filter bars of people and of the figures about them: both ask the same questions, so a figure opens its people."""
from functools import cached_property

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.filters import YES, ProjectFilterSet, choice
from communities.models import County
from portal.shared.filters import SearchFilter
from portal.shared.options import rows_together
from projects.models import Activity, Audience, Organisation
from projects.permissions import can_view_people
from trainings.models import Event, Person
from trainings.summaries.people_count import OFTEN, Choice, Turnout, turnout_of
from trainings.summaries.persons import described

ASKED = ("since", "until", "partner", "audience", "county", "times")
MOST_TIMES = 99
WAYS = [
    ("partner", _("Partner")), ("audience", _("Audience")), ("county", _("County")), ("year", _("Year")), ("month", _("Month")),
]


class WholeNumberFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class SpellingFilter(SearchFilter):
    """Finds a person by any of his rows: who looks for "M. Tamm" finds Mari Tamm, into whom that row was merged."""

    def filter(self, queryset, words):
        for word in words or ():
            merged = Person.objects.filter(root__isnull=False, search_key__contains=word).values("root")
            queryset = queryset.filter(Q(search_key__contains=word) | Q(pk__in=merged))
        return queryset


class TurnoutFilters(ProjectFilterSet):
    """What may be asked about who took part. All questions are answered at once: by `choice` and `turnout`."""

    since = django_filters.DateFilter(label=_("From"), method="by_turnout")
    until = django_filters.DateFilter(label=_("Until"), method="by_turnout")
    partner = choice(_("Sent by partner"), method="by_turnout")
    audience = choice(_("Audience"), method="by_turnout")
    county = choice(_("County"), method="by_turnout")
    times = WholeNumberFilter(label=_("At least so many events"), method="by_turnout", min_value=1, max_value=MOST_TIMES)

    class Meta:
        model = Person
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in zip(("partner", "audience", "county"), self.vocabulary[1:], strict=True):
            self.filters[name].extra["choices"] = [*((str(row.pk), str(row)) for row in rows), ("0", _("not stated"))]

    @cached_property
    def vocabulary(self):
        """[the project's activities, partners who sent somebody, audiences, counties], each in its order: one query."""
        partners = Organisation.objects.filter(pk__in=self.parent.persons.order_by().values("partner"))
        activities = Activity.objects.filter(project=self.parent).order_by("order", "pk")
        return rows_together([activities, partners, Audience.objects.all(), County.objects.all()])

    @property
    def activities(self):
        return self.vocabulary[0]

    def by_turnout(self, rows, _name, _value):
        return rows

    def by_activity(self, rows, _name, _value):
        return rows

    @cached_property
    def answers(self):
        """{field: what was asked}, wrong answers left out."""
        self.form.is_valid()
        return {name: value for name, value in getattr(self.form, "cleaned_data", {}).items() if value not in (None, "", [])}

    @cached_property
    def choice(self):
        asked = {name: self.answers[name] for name in ASKED if name in self.answers}
        for name in ("partner", "audience", "county", "times"):
            if name in asked:
                asked[name] = int(asked[name])
        if "activity" in self.answers:
            asked["activities"] = frozenset(self.branch(self.answers["activity"]))
        return Choice(events=self.events, **asked)

    @property
    def events(self):
        """The events that are counted: None for all."""
        return None

    @cached_property
    def turnout(self) -> Turnout:
        return turnout_of(self.parent, self.choice, often=self.choice.times if self.choice.times > 1 else OFTEN)


class PeopleReportFilters(TurnoutFilters):
    """`by`: the links above the table set it, and the bar carries it along."""

    by = django_filters.ChoiceFilter(choices=WAYS, empty_label=None, method="by_turnout", widget=forms.HiddenInput)

    @property
    def way(self):
        return self.answers.get("by", WAYS[0][0])


class PersonFilters(TurnoutFilters):
    """People by name, and by what they took part in. `took_part`: leaves out who only signed up."""

    took_part = choice(_("Took part"), [(YES, _("yes"))], method="by_turnout")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        search = SpellingFilter(["search_key"])
        search.parent = self
        self.filters = {"search": search, **self.filters}

    @cached_property
    def events(self):
        """Who keeps some lists only counts what he keeps."""
        if can_view_people(self.user, self.parent):
            return None
        kept = Event.objects.kept_by(self.user).filter(project=self.parent)
        return frozenset(kept.order_by().values_list("pk", flat=True))

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        asked = self.answers.keys() & {"since", "until", "times", "activity", "took_part"}
        if asked:
            return rows.filter(pk__in=self.turnout.ones)
        members = self.answers.keys() & {"partner", "audience", "county"}
        if not members:
            return rows
        return rows.filter(pk__in=[
            one for one, person in described(self.parent).items()
            if all((getattr(person, name) or 0) == getattr(self.choice, name) for name in members)
        ])
