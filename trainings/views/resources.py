"""Materials of a project: add, edit, publish, withdraw, put away."""
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, ArchivePage, CreatePage, RestorePage, UpdatePage
from portal.shared.ways import reverse
from projects.choices import Visibility
from projects.permissions import can_create_project
from projects.views.rows import RowMixin
from trainings import permissions
from trainings.actions import resources as actions
from trainings.forms.resources import ResourceForm
from trainings.models import Event, Resource
from trainings.views.tab import TrainingsTab


class ResourceRows(RowMixin, TrainingsTab):
    """Pages about one material; afterwards one stands before it in the toolbox."""

    model = Resource
    part = "toolbox"
    rule = staticmethod(permissions.can_change_resource)

    def get_queryset(self):
        return super().get_queryset().select_related("document")

    def get_object(self):
        resource = super().get_object()
        resource.project = self.parent
        if resource.document is not None:
            resource.document.project = self.parent
        return resource


class ResourceCreate(ResourceRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_plan_event)
    form_class = ResourceForm
    verb = staticmethod(spread(actions.add_resource))
    page_title = _("Add a material")
    success_message = _("The material is saved. The public sees it once it is published.")

    def get_initial(self):
        """Coming from an event, the material belongs to it."""
        wanted = self.request.GET.get("event", "")
        if not wanted.isdecimal() or len(wanted) > 18:
            return {}
        event = Event.objects.filter(project=self.parent, pk=wanted).first()
        return {"event": event.pk} if event else {}

    def actions(self):
        if not can_create_project(self.request.user):
            return []
        return [Action(_("Kinds of materials"), reverse("trainings:resourcekind-list"))]

    def save(self, form):
        key = form.cleaned_data.get("idempotency_key")
        return self.done(
            self.verb(form.instance, by=self.request.user, key=key, m2m=form.m2m | {"upload": form.cleaned_data["file"]})
        )


class ResourceEdit(ResourceRows, UpdatePage):
    form_class = ResourceForm
    verb = staticmethod(spread(actions.change_resource))

    def write(self, instance, version, m2m):
        return super().write(instance, version, m2m | {"upload": self.request.FILES.get("file")})


class ResourcePublish(ResourceRows, ActionPage):
    rule = staticmethod(permissions.can_publish_resource)
    question = _("Show this material to everybody?")
    submit_label = _("Publish")
    success_message = _("The material is published.")

    @property
    def explanation(self):
        document = self.object.document
        if document is not None and document.visibility != Visibility.PUBLIC:
            return _("Its document becomes public too: everybody can download “%(name)s”.") % {"name": document.file_name}
        return _("It appears in the public toolbox.")

    def perform(self, resource):
        actions.publish_resource(resource, by=self.request.user)


class ResourceWithdraw(ResourceRows, ActionPage):
    rule = staticmethod(permissions.can_publish_resource)
    question = _("Take this material out of the public toolbox?")
    submit_label = _("Withdraw")
    success_message = _("Only the people of the project see it now.")

    @property
    def explanation(self):
        document = self.object.document
        if document is not None and document.visibility == Visibility.PUBLIC:
            return _("The people of the project still see it. Its document stays public until you change that in Documents.")
        return _("The people of the project still see it.")

    def perform(self, resource):
        actions.withdraw_resource(resource, by=self.request.user)


class ResourceArchive(ResourceRows, ArchivePage):
    verb = staticmethod(actions.archive_resource)
    question = _("Put this material into the archive?")

    def get_success_url(self):
        return self.tab_url()


class ResourceRestore(ResourceRows, RestorePage):
    rule = staticmethod(permissions.can_edit_resource)
    verb = staticmethod(actions.restore_resource)
    question = _("Take this material back out of the archive?")
