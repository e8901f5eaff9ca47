"""The ways back that floors above leave on the models below: `activity.events`, `project.budget_set`."""
import ast
import re

from django.apps import apps

from tests.house.layers import APPS, floor_of


def own_models(label):
    return [model for model in apps.get_app_config(label).get_models() if not model.__name__.startswith("Historical")]


def names_from_above(floor_label):
    """{accessor or lookup name: the model above that leaves it} for the models of one floor.

    Names that mean something on this floor as well ("shares", "days") cannot be told apart in text and are left out.
    """
    number = APPS.index(floor_label)
    known, above = set(), {}
    for label in APPS:
        for model in own_models(label):
            for field in model._meta.get_fields():
                back = field.auto_created and not field.concrete
                source = field.related_model._meta.app_label if back else label
                if source not in APPS:
                    continue
                names = {field.name} | ({field.get_accessor_name()} if back else set())
                if APPS.index(label) <= number and back and APPS.index(source) > number:
                    above |= dict.fromkeys(names - {None}, f"{source}.{field.related_model.__name__}")
                elif APPS.index(label) <= number:
                    known |= names - {None}
    return {name: model for name, model in above.items() if name not in known}


def used_below(source, names):
    """Uses of these names in a Python file: `row.name`, `filter(name__x=…)`, `"name__x"`."""
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Attribute) and node.attr in names:
            yield f"{source.path}:{node.lineno} .{node.attr}"
        elif isinstance(node, ast.keyword) and (node.arg or "").split("__")[0] in names and "__" in node.arg:
            yield f"{source.path}:{node.value.lineno} {node.arg}="
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[a-z_]+(__[a-z_]+)+", node.value):
            if node.value.split("__")[0] in names:
                yield f'{source.path}:{node.lineno} "{node.value}"'


def borrowed(sources):
    """Every use, on a floor, of what only floors above define."""
    faults = []
    for label in APPS[:-1]:
        names = names_from_above(label)
        for source in sources:
            place = floor_of(source.module)
            if place and place[0] == label:
                faults += used_below(source, names)
    return faults
