"""The routes of `projects` with rows that exist, for tests that walk over all of them."""
from django.urls import reverse

from projects import urls
from tests.projects import world

PATTERNS = {pattern.name: pattern for pattern in urls.urlpatterns}
OWNERS = {"activitypartner": "activity", "activitydependency": "activity", "groupmembership": "cooperationgroup"}


def all_rows(act, mark="1"):
    """One row of every kind, with the organisation and its other name."""
    made = world.one_of_each(act, mark)
    firm = made["partnership"].organisation
    name = world.add(firm.names.model(organisation=firm, text=f"Ü {mark}"))
    return made | {"organisation": firm, "organisationname": name}


def address(name, project, rows):
    """The address of a route, filled with the keys of those rows."""
    stem = name.rpartition("-")[0]
    known = {"slug": project.slug, "owner_pk": rows[OWNERS.get(stem, "organisation")].pk}
    if stem in rows:
        known["pk"] = rows[stem].pk
    return reverse(f"projects:{name}", kwargs={key: known[key] for key in PATTERNS[name].pattern.converters})
