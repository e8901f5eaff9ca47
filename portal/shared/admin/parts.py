"""Small helpers for declaring admin pages: columns, rows of fields, actions for many rows."""
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared import verbs


def three(base):
    """The three languages of a text side by side: `three("title")` in a fieldset."""
    return (f"{base}_et", f"{base}_lv", f"{base}_en")


def shown(name, label, order=None):
    """A column with a text in the reader's language, sorted by its Estonian one or by `order`."""

    @admin.display(description=label, ordering=order or f"{name}_et")
    def column(row):
        return getattr(row, name)

    column.__name__ = name
    return column


def dated(field, title, no, yes):
    """A filter of rows by whether a date stands in the field; `no` and `yes` are what the two choices say."""

    class Dated(admin.SimpleListFilter):
        parameter_name = field

        def lookups(self, request, model_admin):
            return [("no", no), ("yes", yes)]

        def queryset(self, request, queryset):
            if self.value() not in {"no", "yes"}:
                return queryset
            return queryset.filter(**{f"{field}__isnull": self.value() == "no"})

    Dated.title = title
    return Dated


ARCHIVE_FILTER = dated(
    "archived_at", gettext_lazy("archive"), gettext_lazy("In use"), gettext_lazy("In the archive")
)


def bulk(label, verb, name):
    """An action for the chosen rows: `verb(row, by=)` one by one; what it refuses is said, the others go through."""

    @admin.action(description=label, permissions=["change"])
    def action(model_admin, request, rows):
        done = 0
        for row in rows:
            try:
                verb(row, by=request.user)
                done += 1
            except ValidationError as error:
                messages.error(request, f"{row}: {' '.join(error.messages)}")
            except verbs.StaleSave:
                messages.error(request, _("%(row)s: somebody changed this at the same moment. Repeat.") % {"row": row})
        if done:
            messages.success(request, _("%(label)s: %(count)d done.") % {"label": label, "count": done})

    action.__name__ = name
    return action


put_away = bulk(gettext_lazy("Put into the archive"), verbs.archive, "put_away")
take_out = bulk(gettext_lazy("Take back out of the archive"), verbs.restore, "take_out")
