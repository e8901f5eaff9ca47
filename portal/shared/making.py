"""Rows as they come from the database, made without ceremony.

`Model.__init__` sets each value as an attribute, and asks defaults, properties and listeners. A list of fifty rows with three
rows beside each makes two hundred of them on each visit.
"""
from django.apps import apps
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init

AS_DJANGO = Model.from_db.__func__


def follow():
    """Called when all models are there: those that make their rows as Django does, and of which nobody is told, make them so."""
    for model in apps.get_models(include_auto_created=True):
        if model.from_db.__func__ is AS_DJANGO and model.__init__ is Model.__init__:
            model.from_db = classmethod(made)


def made(model, db, field_names, values):
    """As `Model.from_db`. A column that was not read (`defer`) is one that has no value yet: it is read when somebody asks."""
    if (pre_init.receivers or post_init.receivers) and (pre_init.has_listeners(model) or post_init.has_listeners(model)):
        return AS_DJANGO(model, db, field_names, values)
    row = model.__new__(model)
    row.__dict__["_state"] = state = ModelState()
    state.adding, state.db = False, db
    row.__dict__.update(zip(field_names, values, strict=True))
    return row
