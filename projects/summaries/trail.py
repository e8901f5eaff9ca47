"""Whose history belongs to a project: every model with a history from which foreign keys lead up to it.

Found in the models themselves, so a new kind of row is on the history page from the day it exists, whichever floor it
stands on, and this floor needs to import none of them.
"""
from functools import lru_cache

from django.apps import apps

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
    """The historical querysets of a project and of all that belongs to it, removed rows included."""
    return [manager_of(Project).filter(id=project.pk), *(history_of(model, project) for model in ways_to_project())]


def history_of(model, project):
    key = ways_to_project()[model]
    above = model._meta.get_field(key).related_model
    if above is Project:
        return manager_of(model).filter(**{f"{key}_id": project.pk})
    # Through the histories above, because the row in between may be gone.
    keys = history_of(above, project).order_by().values(above._meta.pk.attname)
    return manager_of(model).filter(**{f"{key}_id__in": keys})


def manager_of(model):
    return getattr(model, model._meta.simple_history_manager_attribute)
