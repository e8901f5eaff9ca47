"""One project with one row of everything, several times over, and the people who look at it."""
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.shared import verbs
from projects import actions
from projects import models as it
from projects.choices import PartnerRole, Publication, Role
from tests.portal.rows import Rows

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


class OneProject(Rows):
    """`of(Model)` gives the project's one row of it, made when first asked for."""

    def __init__(self, slug, number, publication=Publication.ACTIVE):
        super().__init__()
        self.slug, self.number, self.publication, self.made = slug, number, publication, {}

    def of(self, model):
        if model not in self.made:
            self.made[model] = super().of(model)
        return self.made[model]

    def project(self, n):
        row = super().project(n)
        row.slug, row.acronym, row.publication = self.slug, self.slug.title(), self.publication
        return row

    def partnership(self, n):
        row = super().partnership(n)
        row.role = PartnerRole.LEAD
        return row

    def document(self, n):
        row = it.Document(project=self.of(it.Project), title=f"Leping {n}")
        return actions.add_document(row, SimpleUploadedFile("leping.pdf", PDF), by=None)

    def invitation(self, n):
        row = it.Invitation(project=self.of(it.Project), email=f"kutse{n}@example.org", role=Role.COORDINATOR)
        made, self.token = actions.invite(row, by=self.of(it.User))
        return made

    def fill(self, models):
        """One row of every model; returns {model name: row}."""
        for model in models:
            self.of(model)
        return {model._meta.model_name: row for model, row in self.made.items()}


def person(name, **rights):
    return it.User.objects.create_user(f"{name}@example.org", "parool-parool", name=name.title(), **rights)


def member(name, world, role, organisation=None, activity=None):
    user = person(name)
    project = world.of(it.Project)
    verbs.create(it.Membership(user=user, project=project, role=role, organisation=organisation, activity=activity), by=None)
    return user


def other_partner(world, name):
    organisation = verbs.create(it.Organisation(name=name), by=None)
    verbs.create(it.Partnership(project=world.of(it.Project), organisation=organisation), by=None)
    return organisation


# Who looks, seen from the world "own".
ROLES = {
    "anonymous": lambda own, foreign: None,
    "stranger": lambda own, foreign: person("stranger"),
    "reader": lambda own, foreign: member("reader", own, Role.READER, own.of(it.Organisation)),
    "editor": lambda own, foreign: member("editor", own, Role.EDITOR, own.of(it.Organisation)),
    "neighbour": lambda own, foreign: member("neighbour", own, Role.EDITOR, other_partner(own, "Naaber")),
    "one_activity": lambda own, foreign: member(
        "one_activity", own, Role.EDITOR, other_partner(own, "Haapsalu"), own.of(it.Activity)
    ),
    "coordinator": lambda own, foreign: member("coordinator", own, Role.COORDINATOR),
    "other_coordinator": lambda own, foreign: member("other_coordinator", foreign, Role.COORDINATOR),
    "auditor": lambda own, foreign: member("auditor", own, Role.AUDITOR),
    "staff": lambda own, foreign: person("staff", is_staff=True, is_superuser=True),
}
