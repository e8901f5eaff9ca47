"""What is publicly known of an organisation."""
from portal.shared.once import once
from portal.shared.reading import group, read
from projects.models import ActivityPartner, Organisation, OrganisationName, Partnership, Project


def known_of(organisation):
    """{units, predecessors, partnerships, activity_roles}: lists, of public projects only. Its names are fetched. One query."""
    key = organisation.pk
    names, units, predecessors, partnerships, roles = read([
        names_of(key), units_of(key), predecessors_of(key), partnerships_of(key), activity_roles_of(key),
    ])
    group([organisation], "names", names, "organisation_id")
    return {"units": units, "predecessors": predecessors, "partnerships": partnerships, "activity_roles": roles}


@once
def names_of(organisation):
    return OrganisationName.objects.filter(organisation=organisation)


@once
def units_of(organisation):
    return Organisation.objects.filter(parent=organisation).live()


@once
def predecessors_of(organisation):
    return Organisation.objects.filter(successor=organisation)


@once
def partnerships_of(organisation):
    rows = Partnership.objects.filter(organisation=organisation, project__in=Project.objects.public())
    return rows.select_related("project", "activity").order_by("project__sort_key", "pk")


@once
def activity_roles_of(organisation):
    rows = ActivityPartner.objects.filter(
        organisation=organisation, activity__project__in=Project.objects.public(), activity__archived_at=None
    )
    return rows.select_related("activity__project").order_by("activity__project__sort_key", "activity__order", "pk")
