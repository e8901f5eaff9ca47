"""The filter bars of `projects`. Each is a GET form; its address can be shared."""
from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared.dates import FIRST_YEAR, LAST_YEAR
from portal.shared.filters import PortalFilterSet, SearchField
from projects.choices import Country, NoticeKind, Phase, Publication
from projects.forms.base import live_of_project
from projects.models import Activity, Audience, Document, Notice, Organisation, Programme, Project
from projects.models.change import StaleText
from projects.summaries.documents import KEPT, PAST, UNKNOWN, by_retention
from projects.summaries.waiting import coordinated_by

MOST_OFFERED = 100


class NameFilter(django_filters.Filter):
    """Words that may stand in any of an organisation's names; both spellings find the one (D-14)."""

    field_class = SearchField

    def filter(self, queryset, words):
        return queryset.named(" ".join(words)) if words else queryset


class PhaseFilter(django_filters.ChoiceFilter):
    """What somebody confirmed, or else what the dates say today."""

    def filter(self, queryset, phase):
        if not phase:
            return queryset
        today = timezone.localdate()
        by_dates = {
            Phase.PLANNED: Q(starts_on__gt=today) & (Q(ends_on=None) | Q(ends_on__gte=today)),
            Phase.RUNNING: Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today)),
            Phase.COMPLETED: Q(ends_on__lt=today),
        }
        return queryset.filter(Q(phase=phase) | Q(phase="") & by_dates[phase])


class ProjectFilters(PortalFilterSet):
    search_in = ["search_key"]
    programme = django_filters.ModelChoiceFilter(queryset=Programme.objects.none(), label=_("Programme"))
    country = django_filters.ChoiceFilter(
        field_name="countries", lookup_expr="contains", choices=Country.choices, label=_("Country")
    )
    state = PhaseFilter(choices=Phase.choices, label=_("State"))
    year = django_filters.NumberFilter(
        method="active_in_year", label=_("Active in the year"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    audience = django_filters.ModelChoiceFilter(
        queryset=Audience.objects.none(), method="for_audience", label=_("For whom")
    )
    mine = django_filters.BooleanFilter(
        method="only_mine", label=_("Only projects I work in"), widget=forms.CheckboxInput
    )
    publication = django_filters.ChoiceFilter(choices=Publication.choices, label=_("Publication"))
    scope = {
        "programme": lambda user, _parent: Programme.objects.filter(
            pk__in=Project.objects.visible_to(user).order_by().values("programme")
        ),
        "audience": lambda _user, _parent: Audience.objects.all(),
    }

    class Meta:
        model = Project
        fields = ["programme", "type", "country", "state", "year", "audience"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not getattr(self.user, "is_authenticated", False):
            del self.filters["mine"], self.filters["publication"]

    def active_in_year(self, queryset, _name, year):
        """„active in 2024?“: the period touches the year; an unknown end is open (X-04)."""
        first = timezone.datetime(int(year), 1, 1).date()
        return queryset.active_in(first, first.replace(month=12, day=31))

    def for_audience(self, queryset, _name, audience):
        return queryset.filter(pk__in=Activity.objects.live().filter(audiences=audience).values("project"))

    def only_mine(self, queryset, _name, wanted):
        return queryset.filter(pk__in=Project.objects.of_member(self.user).values("pk")) if wanted else queryset


class OrganisationFilters(PortalFilterSet):
    search = NameFilter(label=_("Search"))

    class Meta:
        model = Organisation
        fields = ["kind", "country"]


class NoticeFilters(PortalFilterSet):
    """`new`: only what one has not seen yet."""

    kind = django_filters.ChoiceFilter(choices=NoticeKind.choices, label=_("Kind"))
    project = django_filters.ModelChoiceFilter(queryset=Project.objects.none(), label=_("Project"))
    new = django_filters.BooleanFilter(
        field_name="seen_at", method="only_new", label=_("Only what is new"), widget=forms.CheckboxInput
    )
    scope = {"project": lambda user, _parent: Project.objects.worked_on_by(user)}

    class Meta:
        model = Notice
        fields = ["kind", "project", "new"]

    def only_new(self, queryset, _name, wanted):
        return queryset.unseen() if wanted else queryset


class StaleTextFilters(PortalFilterSet):
    project = django_filters.ModelChoiceFilter(
        queryset=Project.objects.none(), to_field_name="slug", label=_("Project"), widget=forms.Select
    )
    scope = {"project": lambda user, _parent: Project.objects.all() if user.is_staff else coordinated_by(user)}

    class Meta:
        model = StaleText
        fields = ["project", "language"]


class DocumentFilters(PortalFilterSet):
    search_in = ["search_key"]
    scope = {"activity": live_of_project(Activity)}

    class Meta:
        model = Document
        fields = ["kind", "language", "activity"]


class AllDocumentFilters(PortalFilterSet):
    """`retentions()`: {project key: Retention} of every project with a document on the list; asked for only when it matters."""

    search_in = ["search_key"]
    project = django_filters.ChoiceFilter(field_name="project__slug", label=_("Project"))
    retention = django_filters.ChoiceFilter(
        choices=[(KEPT, _("Still kept")), (UNKNOWN, _("Not known")), (PAST, _("Time is over"))], method="by_keeping",
        label=_("How long it is kept"),
    )

    class Meta:
        model = Document
        fields = ["project", "kind", "language", "visibility", "retention"]

    def __init__(self, *args, retentions, **kwargs):
        super().__init__(*args, **kwargs)
        self.retentions = retentions
        here = Project.objects.filter(pk__in=self.queryset.order_by().values("project"))
        self.projects = list(here[: MOST_OFFERED + 1])
        if len(self.projects) <= MOST_OFFERED:
            self.filters["project"].extra["choices"] = [(row.slug, row.acronym) for row in self.projects]
        else:
            # Too many for a list: one writes the name, and no page carries thousands.
            wanted = self.data.get("project", "") if self.data else ""
            self.projects = list(here.filter(Q(slug=wanted) | Q(acronym__iexact=wanted))) if wanted and "\0" not in wanted else []
            named = django_filters.CharFilter(label=_("Project"), method="by_project", validators=[self.must_exist])
            named.parent, named.model = self, self.queryset.model
            self.filters["project"] = named
        if not getattr(self.user, "is_authenticated", False):
            # Everybody sees nothing but what is public.
            del self.filters["visibility"]

    @property
    def chosen_project(self):
        wanted = self.data.get("project") if self.data else None
        if isinstance(self.filters["project"], django_filters.ChoiceFilter):
            return next((row for row in self.projects if row.slug == wanted), None)
        return self.projects[0] if len(self.projects) == 1 else None

    def must_exist(self, _value):
        if not self.projects:
            raise ValidationError(_("No project is called so."), code="no_project")

    def by_project(self, queryset, _name, _value):
        return queryset.filter(project__in=self.projects)

    def by_keeping(self, queryset, _name, wanted):
        return by_retention(queryset, wanted, self.retentions())


class TargetFilters(PortalFilterSet):
    """The board is counted as a whole; this only says which promises one wants to see, and as of which day.

    `activities`: the project's, which the board has read already. `states`, `parts`: [(key, words)].
    """

    activity = django_filters.ChoiceFilter(label=_("Activity"))
    status = django_filters.ChoiceFilter(label=_("State"))
    part = django_filters.ChoiceFilter(label=_("Part"))
    on = django_filters.DateFilter(
        label=_("As it stood on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(FIRST_YEAR, 1, 1)), MaxValueValidator(date(LAST_YEAR, 12, 31))],
    )

    def __init__(self, *args, activities=(), states=(), parts=(), **kwargs):
        super().__init__(*args, **kwargs)
        choices = {"activity": [(str(row.pk), str(row)) for row in activities], "status": states, "part": parts}
        for name, known in choices.items():
            if known:
                self.filters[name].extra["choices"] = list(known)
            else:
                del self.filters[name]

    def chosen(self, name):
        """What was chosen, or "" where nothing was, or nothing that can be; one wrong field leaves the others as they are."""
        if not self.is_bound:
            return ""
        self.form.is_valid()
        return self.form.cleaned_data.get(name) or ""
