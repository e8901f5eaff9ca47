"""Which row stands for `<id:event_pk>` in an address: the first one of the project that is measured."""
from functools import cache

from django.apps import apps
from django.db.models import ForeignKey

from projects.models import Project

DEEPEST = 4
OURS = ("projects", "communities", "trainings", "budgets", "reports")


@cache
def ways_to_project(model):
    """Lookups from a model to its project, the shortest first: ["event__project", ...]; [""] for the project itself."""
    if model is Project:
        return [""]
    found, level = [], [("", model)]
    for _depth in range(DEEPEST):
        deeper = []
        for prefix, each in level:
            for field in each._meta.get_fields():
                if not isinstance(field, ForeignKey) or field.related_model._meta.app_label not in OURS:
                    continue
                name = f"{prefix}{field.name}"
                if field.related_model is Project:
                    found.append(name)
                deeper.append((f"{name}__", field.related_model))
        level = deeper
    return found


def first_of(model, project):
    """The first row of this model in the project, or of all where the model belongs to no project; None without any."""
    rows = model._base_manager.order_by("pk")
    if any(field.name == "archived_at" for field in model._meta.fields):
        rows = rows.filter(archived_at=None)
    for way in ways_to_project(model):
        found = rows.filter(**({way: project} if way else {"pk": project.pk})).first()
        if found is not None:
            return found
    return None if ways_to_project(model) else rows.first()


@cache
def models_by_name():
    return {model.__name__.lower(): model for label in OURS for model in apps.get_app_config(label).get_models()}


def arguments(route, view, project):
    """{name: value} for the address of a route, or None where the data has no such row."""
    found, own = {}, None
    if "pk" in route.converters and getattr(view, "model", None) is not None:
        own = first_of(view.model, project)
    for name in route.converters:
        if name == "slug":
            found[name] = project.slug
        elif name == "pk" or name.endswith("_pk"):
            above = getattr(own, name.replace("_pk", "_id"), None)
            if name != "pk" and above is not None:
                found[name] = above
                continue
            model = None if name == "pk" else models_by_name().get(name.removesuffix("_pk"))
            row = own if name == "pk" else model and first_of(model, project)
            if row is None:
                return None
            found[name] = row.pk
        elif name == "kind":
            found[name] = "xlsx"
        else:
            return None
    return found
