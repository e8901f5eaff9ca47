"""Who may do what with events, their days, destinations and support. Pure questions, no HTTP, no writes."""
from django.db.models import Q

from communities.choices import DelegateKind
from communities.permissions import bonds, can_edit_enrolment
from projects.choices import Role
from projects.permissions import can_edit_activity, coordinates, memberships_in
from trainings.models import Event, Person


def can_plan_event(user, project):
    """The coordinator, and every partner's editor for his own part."""
    if project.is_frozen:
        return False
    return coordinates(user, project) or any(
        membership.role in {Role.EDITOR, Role.COORDINATOR} for membership in memberships_in(user, project)
    )


def can_see_participants(user, project):
    """Whoever keeps a list of people in this project, and the auditor; which people, the rows themselves say."""
    return coordinates(user, project) or any(
        membership.role in {Role.EDITOR, Role.COORDINATOR, Role.AUDITOR} for membership in memberships_in(user, project)
    )


def can_edit_event(user, event):
    """The coordinator; whoever may edit its activity; an editor of the organisation that holds it."""
    project = event.project
    if project.is_frozen:
        return False
    if coordinates(user, project):
        return True
    if event.activity_id and can_edit_activity(user, event.activity):
        return True
    return any(
        membership.role == Role.EDITOR
        and membership.activity_id is None
        and membership.organisation_id is not None
        and membership.organisation_id == event.organiser_id
        for membership in memberships_in(user, project)
    )


def can_change_event(user, event):
    """An archived event is taken back out before anything else."""
    return not event.is_archived and can_edit_event(user, event)


def keeps_event(user, event):
    """Whoever keeps the event's people and papers; unlike `can_edit_event` also when its project is closed."""
    return Event.objects.kept_by(user).filter(pk=event.pk).exists()


def can_see_needs(user, event):
    """What people eat and need: the coordinator alone."""
    return coordinates(user, event.project)


def can_read_event_papers(user, event):
    """Names stand in them: whoever keeps the event, and the auditor, who only reads."""
    return keeps_event(user, event) or any(
        membership.role == Role.AUDITOR and membership.activity_id is None
        for membership in memberships_in(user, event.project)
    )


def can_edit_programme(user, programme):
    """The coordinator; with an activity, whoever may edit that."""
    project = programme.project
    if project.is_frozen:
        return False
    return coordinates(user, project) or bool(programme.activity_id) and can_edit_activity(user, programme.activity)


def can_change_programme(user, programme):
    """An archived programme is taken back out before anything else."""
    return not programme.is_archived and can_edit_programme(user, programme)


def can_edit_destination(user, destination):
    """Of an event: whoever edits it. Of an activity: whoever edits that. Otherwise the coordinator."""
    project = destination.project
    if project.is_frozen:
        return False
    if coordinates(user, project):
        return True
    if destination.event_id:
        return can_change_event(user, destination.event)
    return bool(destination.activity_id) and can_edit_activity(user, destination.activity)


def can_edit_trip(user, trip):
    """As its event: the journey is a part of it."""
    return can_change_event(user, trip.event)


def can_read_trip_log(user, trip):
    """What participants wrote, with their names."""
    return can_read_event_papers(user, trip.event)


def can_edit_lesson(user, lesson):
    """Whoever edits the event it was learnt at; without an event every partner's editor."""
    if lesson.event_id:
        return can_edit_event(user, lesson.event)
    return can_plan_event(user, lesson.project)


def can_change_lesson(user, lesson):
    """An archived lesson is taken back out before anything else."""
    return not lesson.is_archived and can_edit_lesson(user, lesson)


def can_edit_support(user, assignment):
    """As the enrolment of the community that is supported."""
    return can_edit_enrolment(user, assignment.enrolment)


def can_log_support(user, assignment):
    """Whoever may edit the support, and the community's own expert: he writes what was done."""
    if can_edit_support(user, assignment):
        return True
    return not assignment.enrolment.project.is_frozen and bonds(user).get(assignment.enrolment_id) == DelegateKind.EXPERT


def can_edit_resource(user, resource):
    """The coordinator; every editor of the project as long as the public does not see the material yet."""
    project = resource.project
    if resource.published_on is None:
        return can_plan_event(user, project)
    return can_publish_resource(user, resource)


def can_change_resource(user, resource):
    """An archived material is taken back out before anything else."""
    return not resource.is_archived and can_edit_resource(user, resource)


def can_publish_resource(user, resource):
    """What the portal shows to everybody is the coordinator's word."""
    return not resource.project.is_frozen and coordinates(user, resource.project)


def keeps_person(user, person):
    """Whether somebody stands on a list that this person keeps; the coordinator keeps all."""
    rows = Person.objects.filter(Q(pk=person.pk) | Q(root=person.root_id or person.pk) | Q(pk=person.root_id)).values("pk")
    here = Q(registrations__person__in=rows) | Q(days__attendances__person__in=rows)
    return coordinates(user, person.project) or Event.objects.kept_by(user).filter(here, project=person.project_id).exists()


def can_see_person(user, person):
    """Whoever keeps a list he stands on, and the auditor of the whole project."""
    return keeps_person(user, person) or any(
        membership.role == Role.AUDITOR and membership.activity_id is None
        for membership in memberships_in(user, person.project)
    )


def can_edit_person(user, person):
    return not person.project.is_frozen and person.erased_at is None and keeps_person(user, person)


def can_merge_people(user, project):
    """Names of all events are compared: the coordinator's alone, as long as the project is open."""
    return not project.is_frozen and coordinates(user, project)


def can_answer_for_data(user, project):
    """Give somebody what is known of him, or erase it: the coordinator, of a closed project too."""
    return coordinates(user, project)


def can_edit_news(user, news):
    """The coordinator; as long as the public does not read it yet, every partner's editor, and of an activity its editor."""
    project = news.project
    if project.is_frozen:
        return False
    if coordinates(user, project):
        return True
    if news.published_on is not None:
        return False
    if news.activity_id:
        return can_edit_activity(user, news.activity)
    return any(row.role == Role.EDITOR and row.activity_id is None for row in memberships_in(user, project))


def can_change_news(user, news):
    """An archived piece is taken back out before anything else."""
    return not news.is_archived and can_edit_news(user, news)


def can_publish_news(user, news):
    """What the portal tells to everybody is the coordinator's word."""
    return not news.project.is_frozen and coordinates(user, news.project)
