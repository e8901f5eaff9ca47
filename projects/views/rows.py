"""Pages below a tab of the workspace: about a row that has a page of its own, or about what belongs to such a row."""
from portal.shared.ui import Crumb
from portal.shared.views.base import scoped
from projects.views.workspace import WorkspaceMixin


class RowMixin(WorkspaceMixin):
    """Pages about one row: the rule is asked about it, and from each of them one returns to it."""

    about_object = True

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_cancel_url(self):
        return self.object.get_absolute_url() if self.object is not None else self.tab_url()

    def crumbs_below(self):
        return [Crumb(str(self.object), self.object.get_absolute_url())] if self.object is not None else []


class NestedMixin:
    """A row that belongs to the project by way of another row, its owner: a day of an event, a line of a budget.

    owner_model, owner_field    the row above, found by `owner_kwarg` in this project, and the foreign key to it
    owner_related   what is fetched with the owner
    about_owner     True: the page's rule is asked about the owner instead of the project
    """

    owner_model = None
    owner_field = ""
    owner_kwarg = "owner_pk"
    owner_related = ()
    about_owner = False
    owner = None

    @property
    def parent_link(self):
        return f"{self.owner_field}__project"

    def load(self):
        subject = super().load()
        self.owner = self.get_owner()
        if self.object is not None:
            self.adopt(self.object)
        return self.owner if self.about_owner else subject

    def get_owner(self):
        owner = self.find_by("get_owners", "pk", self.kwargs[self.owner_kwarg])
        owner.project = self.parent
        return owner

    def get_owners(self):
        """The rows that can be an owner for this person."""
        rows = scoped(self.owner_model.objects.filter(project=self.parent), self.scope, self.request.user)
        return rows.select_related(*self.owner_related) if self.owner_related else rows

    def get_queryset(self):
        return super().get_queryset().filter(**{self.owner_field: self.kwargs[self.owner_kwarg]})

    def get_instance(self):
        return self.adopt(super().get_instance())

    def adopt(self, row):
        setattr(row, self.owner_field, self.owner)
        return row

    def get_success_url(self):
        return self.owner.get_absolute_url() if hasattr(self.owner, "get_absolute_url") else self.tab_url()

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.get_success_url())]
