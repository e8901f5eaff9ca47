"""The first or last day of a row's parts, in a column that the database itself keeps; see `portal.shared.edges`."""
from django.db import models
from django.db.models import F


class EdgeField(models.DateField):
    """None while there is no part. Nobody's `save()` writes it: what he read may be old by then."""

    kept = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **(kwargs | {"null": True, "blank": True, "editable": False}))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        for said in ("null", "blank", "editable"):
            kwargs.pop(said, None)
        return name, "portal.shared.fields.EdgeField", args, kwargs

    def pre_save(self, model_instance, add):
        return None if add else F(self.attname)
