"""Pages and tables of rows that belong to a project: closed projects refuse, whoever asks."""
from django import forms
from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import PortalModelAdmin, StackedRows, TabularRows, bulk
from projects import actions, measures

NAMES_A_MEASURE = {"measure", "per_measure", "reachable_measure"}
PROJECT_FILTER = ("project", admin.RelatedOnlyFieldListFilter)

put_part_away = bulk(_("Put into the archive"), actions.archive_part, "put_part_away")
take_part_out = bulk(_("Take back out of the archive"), actions.restore_part, "take_part_out")


class PartVerbs:
    add_verb = staticmethod(actions.add_part)
    change_verb = staticmethod(actions.change_part)


class PartAdmin(PartVerbs, PortalModelAdmin):
    list_filter = [PROJECT_FILTER]
    list_select_related = ["project"]


class RemovablePartAdmin(PartAdmin):
    """Rows on which nothing rests; the verb refuses when something does."""

    remove_verb = staticmethod(actions.remove_part)


class PartTable(PartVerbs, TabularRows):
    remove_verb = staticmethod(actions.remove_part)


class PartBlocks(PartVerbs, StackedRows):
    remove_verb = staticmethod(actions.remove_part)


class MeasureChoices:
    """Offers the measures that some app counts, by name."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name not in NAMES_A_MEASURE:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.ChoiceField(
            choices=[("", "—"), *measures.choices()], required=False, label=capfirst(db_field.verbose_name),
            help_text=db_field.help_text,
        )
