"""The pages of whatever belongs to a project: add, edit, remove, put away, take back out.

Kinds are declared in `urls.py`: `PartCreate.as_view(model=Challenge, form_class=ChallengeForm, tab="content")`.
"""
from django.db.models import Max
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Action
from portal.shared.views import ActionPage, ArchivePage, CreatePage, RestorePage, UpdatePage
from projects import actions, permissions
from projects.views.rows import NestedMixin
from projects.views.workspace import WorkspaceMixin


class PartPage(WorkspaceMixin):
    """A page that changes a project: for those who may edit the project, as long as it is open."""

    rule = staticmethod(permissions.can_edit_project)


class PartCreate(PartPage, CreatePage):
    verb = staticmethod(actions.add_part)

    def get_initial(self):
        """New rows go to the end of their list."""
        if "order" not in self.form_class.base_fields:
            return {}
        rows = self.model.objects.filter(**{self.link_to_parent(): self.parent})
        return {"order": min((rows.aggregate(last=Max("order"))["last"] or 0) + 1, 32767)}


class PartUpdate(PartPage, UpdatePage):
    """`away`: how a row goes: "remove" (deleted, its history stays) or "archive"."""

    verb = staticmethod(actions.change_part)
    away = "remove"
    AWAY = {"remove": _("Remove"), "archive": _("Archive"), "": ""}

    def get_page_title(self):
        """Promises and facts are sentences; a heading needs only their beginning."""
        return self.page_title or _("Edit: %(name)s") % {"name": Truncator(str(self.object)).chars(60)}

    def actions(self):
        return [Action(self.AWAY[self.away], self.sibling(self.away), danger=True)] if self.away else []


class RemoveRow(ActionPage):
    """Remove a row. `verb`: callable(row, by=)."""

    verb = staticmethod(actions.remove_part)
    submit_label = _("Remove")
    dangerous = True
    success_message = _("It is removed.")

    def perform(self, _subject):
        self.verb(self.object, by=self.request.user)


class PartRemove(PartPage, RemoveRow):
    question = _("Remove this?")
    explanation = _("It disappears from the project. Who removed it, and what it said, stays in the history.")


class PartArchive(PartPage, ArchivePage):
    verb = staticmethod(actions.archive_part)

    def perform(self, _project):
        self.verb(self.object, by=self.request.user)


class PartRestore(PartPage, RestorePage):
    verb = staticmethod(actions.restore_part)

    def perform(self, _project):
        self.verb(self.object, by=self.request.user)


class NestedCreate(NestedMixin, PartCreate):
    """Add a row below its owner."""

    def get_initial(self):
        return {}


class NestedUpdate(NestedMixin, PartUpdate):
    """Change a row below its owner."""


class NestedRemove(NestedMixin, PartRemove):
    """Remove a row below its owner."""
