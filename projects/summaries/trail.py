"""Whose history belongs to a project: every model with a history from which foreign keys lead up to it.

Found in the models themselves, so a new kind of row is on the history page from the day it exists, whichever floor it
stands on, and this floor needs to import none of them.
"""
from functools import cache, lru_cache

from django.apps import apps

from portal.shared.once import once
from portal.shared.verbs import tracked
from projects.models import Project


@lru_cache(maxsize=1)
def ways_to_project():
    """{model: name of the foreign key that leads one step nearer to the project}; the shortest way, stated keys first."""
    ways, nearest = {}, [Project]
    while nearest:
        step = {}
        for model in apps.get_models():
            if model is Project or model in ways or not tracked(model):
                continue
            keys = [field for field in model._meta.concrete_fields if field.is_relation and field.related_model in nearest]
            if keys:
                step[model] = min(keys, key=lambda field: field.null).name
        ways |= step
        nearest = list(step)
    return ways


def histories_of(project):
    """The histories of a project and of all that belongs to it, removed rows included: questions, for `portal.shared.history`."""
    return [history_asked(model, project.pk) for model in (Project, *ways_to_project())]


@once
def history_asked(model, project):
    return manager_of(Project).filter(id=project) if model is Project else history_of(model, project)


def history_of(model, project):
    key = ways_to_project()[model]
    above = model._meta.get_field(key).related_model
    if above is Project:
        return manager_of(model).filter(**{f"{key}_id": project})
    # Through the histories above, because the row in between may be gone.
    keys = history_of(above, project).order_by().values(above._meta.pk.attname)
    return manager_of(model).filter(**{f"{key}_id__in": keys})


def manager_of(model):
    return getattr(model, model._meta.simple_history_manager_attribute)


# Nothing counts what belongs to none of these before something of a project names it, and a new one is named by nothing.
SHARED = {"communities.community", "communities.municipality", "communities.county", "communities.region"}


@cache
def path_to_project(model):
    """The keys that lead from a row to its project, nearest first, also where no history is kept; None where none does."""
    ways, path = ways_to_project(), []
    while model is not Project:
        nearest = ways.get(model) or next(
            (key.name for key in model._meta.concrete_fields if key.is_relation and key.related_model in {Project, *ways}), None
        )
        if nearest is None:
            return None
        path.append(nearest)
        model = model._meta.get_field(nearest).related_model
    return tuple(path)


def projects_of(writings):
    """{model: {key of a project}} of rows that were written; None in it: any project may be concerned. What the rows do not have
    at hand is asked, one query for all of a kind."""
    found, asked = {}, {}
    for written in writings:
        for row in filter(None, (written.row, written.before)):
            model = type(row)
            path = path_to_project(model)
            if model is Project:
                continue  # a project's own words and days are in no figure
            if path is None:
                if written.verb != "create" or model._meta.label_lower not in SHARED:
                    found.setdefault(model, set()).add(None)
                continue
            known, key = key_at_hand(row, path)
            (found if known else asked).setdefault(model, set()).add(key)
    for model, keys in asked.items():
        path = path_to_project(model)
        above = model._meta.get_field(path[0]).related_model
        found.setdefault(model, set()).update(
            above._base_manager.filter(pk__in=keys).values_list("__".join([*path[1:], "pk"]), flat=True)
        )
    return {model: keys - {None} if path_to_project(model) is not None else keys for model, keys in found.items()}


def key_at_hand(row, path):
    """(True, the project's key), or (False, the key of what is nearest) where that must be asked."""
    nearest = getattr(row, row._meta.get_field(path[0]).attname)
    for name in path[:-1]:
        if not row._meta.get_field(name).is_cached(row) or getattr(row, name) is None:
            return nearest is None, nearest
        row = getattr(row, name)
    return True, getattr(row, row._meta.get_field(path[-1]).attname)
