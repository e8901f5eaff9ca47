"""What the filter bars of communities share. `ProjectFilterSet` is the base of every list of records behind a figure."""
from functools import cached_property

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared.filters import LONGEST_SEARCH, MOST_WORDS, PortalFilterSet
from portal.shared.once import once, rows_of
from portal.shared.reading import parts_of
from portal.shared.seen import reader, seen_by
from portal.shared.text import fold
from projects.models import Activity, Partnership, Project, ProjectArea
from projects.summaries.promises import subtree

MOST_OFFERED, SEVERAL = 100, 5
ALL = _("All")
YES = "true"


def choice(label, choices=(), **kwargs):
    """A choice among texts; lists read from the database are put in by the filter set, once per request."""
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=ALL, **kwargs)


@once
def projects_offered(person, most):
    """`most`: in letters, since it is no key."""
    return Project.objects.visible_to(reader(person))[: int(most)]


class ProjectFilterSet(PortalFilterSet):
    """`?project=<address>&activity=<number>`: an activity means itself and all below it, as on the promise board.

    `project_path`, `activity_path`: where the rows keep them. Activities are offered once a project is chosen; within
    a workspace (`parent`) the project is settled and not asked for.
    """

    project_path = "project"
    activity_path = "activity"

    project = choice(_("Project"), method="by_project")
    activity = choice(_("Activity"), method="by_activity")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.parent is not None:
            del self.filters["project"]
        else:
            self.offer_projects()
        if self.chosen_project is None:
            del self.filters["activity"]
        else:
            self.filters["activity"].extra["choices"] = [(str(row.pk), str(row)) for row in self.activities]

    def offer_projects(self):
        """To choose from while they are few enough for a list; otherwise one writes the name, and no page carries thousands."""
        if len(self.projects) <= MOST_OFFERED:
            self.filters["project"].extra["choices"] = [(row.slug, row.acronym) for row in self.projects]
            return
        named = django_filters.CharFilter(label=_("Project"), method="by_project", validators=[self.must_be_one])
        named.parent, named.model = self, self.queryset.model
        self.filters["project"] = named

    @cached_property
    def projects(self):
        """The projects to choose from, or one more than are offered."""
        return rows_of(seen_by(projects_offered, self.user, str(MOST_OFFERED + 1)))

    @cached_property
    def projects_meant(self):
        """Those with the address or the name that was written: one, if the filter is to hold."""
        wanted = self.data.get("project") if self.data else None
        if not wanted or len(self.projects) <= MOST_OFFERED:
            return [row for row in self.projects if row.slug == wanted]
        here = Project.objects.visible_to(self.user)
        meant = list(here.filter(Q(slug=wanted) | Q(acronym__iexact=wanted))[: SEVERAL + 1])
        exact = [row for row in meant if row.slug == wanted]
        if meant or "\0" in wanted:
            return exact or meant
        for word in fold(wanted)[:LONGEST_SEARCH].split()[:MOST_WORDS]:
            here = here.filter(search_key__contains=word)
        return list(here[: SEVERAL + 1])

    def must_be_one(self, _value):
        if not self.projects_meant:
            raise ValidationError(_("No project is called so."), code="no_project")
        if len(self.projects_meant) > 1:
            names = ", ".join(row.acronym for row in self.projects_meant[:SEVERAL])
            raise ValidationError(_("Several projects are called so: %(names)s."), code="several", params={"names": names})

    @cached_property
    def chosen_project(self):
        if self.parent is not None:
            return self.parent
        return self.projects_meant[0] if len(self.projects_meant) == 1 else None

    @cached_property
    def activities(self):
        return rows_of(parts_of(Activity, self.chosen_project.pk))

    def branch(self, value):
        """The keys of the activity and of everything below it."""
        return subtree((row.pk, row.parent_id) for row in self.activities)[int(value)]

    def by_project(self, rows, _name, _value):
        return rows.filter(**{self.project_path: self.chosen_project})

    def by_activity(self, rows, _name, value):
        return rows.filter(**{f"{self.activity_path}__in": self.branch(value)})


class PartFilterSet(ProjectFilterSet):
    """Of a project also one partner's rows, or those of one area: a partner's figures and the parts of a promise lead here.

    `partner_path`, `area_path`: where the rows keep the organisation and the area. Both are offered once somebody came by one.
    """

    partner_path = ""
    area_path = ""

    partner = choice(_("Partner"), method="by_partner")
    area = choice(_("Area"), method="by_area")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, offered in (("partner", partners_of), ("area", areas_of)):
            asked = self.data.get(name) if self.data else ""
            if not (asked and self.chosen_project and getattr(self, f"{name}_path")):
                del self.filters[name]
            else:
                self.filters[name].extra["choices"] = offered(self.chosen_project)

    def by_partner(self, rows, _name, value):
        return rows.filter(**{self.partner_path: value})

    def by_area(self, rows, _name, value):
        return rows.filter(**{self.area_path: value})


def partners_of(project):
    rows = rows_of(parts_of(Partnership, project.pk, ("organisation",)))
    return [(str(row.organisation_id), str(row)) for row in rows]


def areas_of(project):
    return [(str(row.pk), row.name) for row in rows_of(parts_of(ProjectArea, project.pk))]
