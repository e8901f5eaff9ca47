"""Two projects and a few people, made through the verbs; the tests of the ground stand on them."""
from portal.shared import verbs
from projects.choices import Publication, Role
from projects.models import Activity, Membership, Project, ProjectArea, User


def person(name, **fields):
    return User.objects.create_user(f"{name.lower()}@example.org", "parool-parool", name=name, **fields)


def project(slug, by=None, **fields):
    names = {"acronym": slug.title(), "title_et": f"Projekt {slug}", "publication": Publication.ACTIVE}
    return verbs.create(Project(slug=slug, **(names | fields)), by=by)


def member(user, project, role=Role.COORDINATOR, **fields):
    return verbs.create(Membership(user=user, project=project, role=role, **fields), by=None)


def activity(project, title="Koosolek", by=None, **fields):
    return verbs.create(Activity(project=project, title_et=title, **fields), by=by)


def area(project, name, order=0):
    return verbs.create(ProjectArea(project=project, name_et=name, order=order), by=None)
