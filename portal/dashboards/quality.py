"""The data-quality console: what is not in order, each row with the way to its fix. One query, however many kinds there are."""
from dataclasses import dataclass
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets.summaries import quality as of_budgets
from communities.summaries import quality as of_communities
from portal.shared.filters import PortalFilterSet
from portal.shared.requests import query_with
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.views import ListPage
from portal.shared.ways import reverse
from projects import permissions
from projects.models import Project
from projects.summaries import quality as of_projects
from projects.summaries.waiting import answers, coordinated_by
from trainings.summaries import quality as of_trainings

FLOORS = (of_projects, of_communities, of_trainings, of_budgets)
KINDS = {kind: told for floor in FLOORS for kind, told in floor.KINDS.items()}


@dataclass(frozen=True)
class Kind:
    """One kind of finding: its figure opens exactly that many rows."""

    key: str
    label: Any
    count: int
    url: str
    is_chosen: bool


def findings(projects, today):
    """[Finding] about these Projects, by kind in the order of KINDS, the oldest first: one query."""
    known = {project.pk: project for project in projects}
    asked = [question for floor in FLOORS for question in floor.questions(known, today)]
    found = [*of_projects.seen_at_once(known, today), *answers(asked)]
    order = {kind: place for place, kind in enumerate(KINDS)}
    names = {project.pk: bytes(project.sort_key) for project in known.values()}
    return sorted(found, key=lambda row: (
        order[row.kind], row.since is None, row.since or today, names[row.project.pk] if row.project else b"", row.where
    ))


class QualityFilters(PortalFilterSet):
    """`projects`: those the page is about; the rows are chosen in Python, after all of them were found."""

    project = django_filters.ChoiceFilter(label=_("Project"), method="as_it_is")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), method="as_it_is", choices=[(kind, label) for kind, (_group, label) in KINDS.items()]
    )

    class Meta:
        model = Project
        fields = ["project", "kind"]

    def __init__(self, *args, projects=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["project"].extra["choices"] = [(row.slug, str(row)) for row in projects]

    def as_it_is(self, queryset, _name, _value):
        return queryset

    def chosen(self, name):
        return self.form.cleaned_data.get(name) or "" if self.form.is_valid() else ""


class QualityPage(ListPage):
    """For staff about everything; whoever coordinates sees his own projects."""

    rule = staticmethod(permissions.can_keep_texts)
    template_name = "dashboards/quality.html"
    page_title = _("Data quality")
    page_lead = _("What does not add up, is missing, overdue or there twice. Each row leads to the page where it is put right.")
    paginate_by = 50
    empty_title = _("Everything is in order")
    columns = [
        Column("kind", _("Kind"), value=lambda row: str(KINDS[row.kind][1])),
        Column(
            "project", _("Project"), value=lambda row: str(row.project) if row.project else None, empty=_("all projects"),
            proper=True,
        ),
        Column("where", _("Where"), url=lambda row: row.url),
        Column("detail", _("What is wrong")),
        Column("since", _("Since"), kind="date", empty=""),
    ]

    @cached_property
    def projects(self):
        user = self.request.user
        return list(Project.objects.all() if permissions.is_staff(user) else coordinated_by(user))

    @cached_property
    def filterset(self):
        return QualityFilters(
            self.request.GET, Project.objects.none(), user=self.request.user, request=self.request, projects=self.projects
        )

    @cached_property
    def of_project(self):
        """Every kind, of the chosen project."""
        slug, found = self.filterset.chosen("project"), findings(self.projects, timezone.localdate())
        return [row for row in found if not slug or (row.project and row.project.slug == slug)]

    def get_rows(self):
        kind = self.filterset.chosen("kind")
        return [row for row in self.of_project if not kind or row.kind == kind]

    def kinds(self):
        """[(heading, [Kind])]; kinds of which there are none are left out."""
        counts, groups = {}, {}
        for row in self.of_project:
            counts[row.kind] = counts.get(row.kind, 0) + 1
        chosen = self.filterset.chosen("kind")
        for key, (group, label) in KINDS.items():
            if key in counts:
                url = query_with(self.request, kind=key, page=None, format=None)
                groups.setdefault(str(group), []).append(Kind(key, label, counts[key], url, key == chosen))
        return list(groups.items())

    def count_text(self, count):
        return ngettext("%(count)d thing to put right", "%(count)d things to put right", count) % {"count": count}

    def actions(self):
        ways = [Action(_("Texts to translate anew"), reverse("projects:staletext-list"))]
        if permissions.is_staff(self.request.user):
            ways.append(Action(_("Compare all the money"), reverse("dashboards:quality-money")))
        return ways

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=self.kinds(), **kwargs)
