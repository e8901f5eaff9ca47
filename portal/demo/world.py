"""The world that the demo built, as plain data: who can sign in, and which rows belong to which project."""
from collections import defaultdict

from django.apps import apps

from communities.models import Community
from portal.demo.people import DEMO_PASSWORD, PEOPLE
from projects.models import Membership, Organisation, Project, User

APPS = ("projects", "communities", "trainings", "budgets", "reports")
# Rows that belong to no project by a key of their own, but stand in it.
BESIDES = {Community: "enrolments__project__slug", Organisation: "partnerships__project__slug"}


def world():
    """{"users": [{key, login, password, name, role, roles}], "projects": {slug: {"app.model": [ids]}}}"""
    return {"users": users(), "projects": projects()}


def users():
    """Everybody of the demo, with the roles as they are now; `role` is the first of them."""
    roles = defaultdict(list)
    found = Membership.objects.valid().select_related("project", "user", "organisation", "activity")
    for row in found.order_by("user_id", "pk"):
        roles[row.user.email].append(
            {
                "project": row.project.slug, "role": row.role,
                "organisation": row.organisation.name if row.organisation_id else None,
                "activity": row.activity_id, "until": row.until.isoformat() if row.until else None,
            }
        )
    there = set(User.objects.values_list("email", flat=True))
    return [
        {
            "key": person.key, "login": person.email, "password": DEMO_PASSWORD, "name": person.name,
            "role": "admin" if person.staff else (roles[person.email] or [{"role": "stranger"}])[0]["role"],
            "roles": roles[person.email],
        }
        for person in PEOPLE if person.email in there
    ]


def projects():
    """Per project the ids of every model, in one query per model."""
    ids = {slug: {} for slug in Project.objects.order_by("pk").values_list("slug", flat=True)}
    for model, way in ways():
        label = model._meta.label_lower
        for row in ids.values():
            row[label] = []
        for slug, pk in model._base_manager.filter(**{f"{way}__isnull": False}).values_list(way, "pk").distinct().order_by("pk"):
            ids[slug][label].append(pk)
    return ids


def ways():
    """(model, its way to the project's slug) of every model of ours that belongs to a project."""
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            way = BESIDES.get(model) or way_to_project(model)
            if way and not model.__name__.startswith("Historical"):
                yield model, way


def way_to_project(model, seen=()):
    """"event__project__slug" for a day of an event; None for what belongs to no project."""
    if model is Project:
        return "slug"
    keys = [
        field for field in model._meta.concrete_fields
        if (field.many_to_one or field.one_to_one) and field.related_model not in (*seen, model) and not field.null
    ]
    for field in sorted(keys, key=lambda key: key.name != "project"):
        way = way_to_project(field.related_model, (*seen, model))
        if way:
            return f"{field.name}__{way}"
    return None
