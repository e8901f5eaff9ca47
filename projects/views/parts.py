"""The pages of whatever belongs to a project: add, edit, remove, put away, take back out.

Kinds are declared in `urls.py`: `PartCreate.as_view(model=Challenge, form_class=ChallengeForm, tab="content")`.
"""
from django.db.models import Max
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Action, Crumb
from portal.shared.views import ActionPage, ArchivePage, CreatePage, RestorePage, UpdatePage
from portal.shared.views.base import find
from projects import actions, permissions
from projects.views.workspace import WorkspaceMixin


class PartPage(WorkspaceMixin):
    """A page that changes a project: for those who may edit the project, as long as it is open."""

    rule = staticmethod(permissions.can_edit_project)

    def sibling(self, verb):
        """The address of another page of the same row: "edit", "remove", "archive"."""
        match = self.request.resolver_match
        return reverse(f"{match.view_name.rpartition('-')[0]}-{verb}", kwargs=match.kwargs)


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


class PartRemove(PartPage, ActionPage):
    question = _("Remove this?")
    explanation = _("It disappears from the project. Who removed it, and what it said, stays in the history.")
    submit_label = _("Remove")
    dangerous = True
    success_message = _("It is removed.")

    def perform(self, _project):
        actions.remove_part(self.object, by=self.request.user)


class PartArchive(PartPage, ArchivePage):
    verb = staticmethod(actions.archive_part)

    def perform(self, _project):
        self.verb(self.object, by=self.request.user)


class PartRestore(PartPage, RestorePage):
    verb = staticmethod(actions.restore_part)

    def perform(self, _project):
        self.verb(self.object, by=self.request.user)


class NestedMixin:
    """A row that belongs to the project by way of another row, its owner: a partner of an activity, a member of a group.

    owner_model, owner_field    the row above, found by `owner_pk` in this project, and the foreign key to it
    """

    owner_model = None
    owner_field = ""
    owner = None

    @property
    def parent_link(self):
        return f"{self.owner_field}__project"

    def load(self):
        subject = super().load()
        rows = self.owner_model.objects.filter(project=self.parent)
        self.owner = find(rows, pk=self.kwargs["owner_pk"])
        self.owner.project = self.parent
        if self.object is not None:
            self.adopt(self.object)
        return subject

    def get_queryset(self):
        return super().get_queryset().filter(**{self.owner_field: self.kwargs["owner_pk"]})

    def get_instance(self):
        return self.adopt(super().get_instance())

    def adopt(self, row):
        setattr(row, self.owner_field, self.owner)
        return row

    def owner_url(self):
        if hasattr(self.owner, "get_absolute_url"):
            return self.owner.get_absolute_url()
        return self.tab_url()

    def get_success_url(self):
        return self.owner_url()

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner_url())]


class NestedCreate(NestedMixin, PartCreate):
    """Add a row below its owner."""

    def get_initial(self):
        return {}


class NestedUpdate(NestedMixin, PartUpdate):
    """Change a row below its owner."""


class NestedRemove(NestedMixin, PartRemove):
    """Remove a row below its owner."""
