"""Signing up: a place or a place in the queue, given under the lock of the event's row, so that the last seat is given once.

Locks are taken in one order: event, person, registration.
"""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.dates import validate_day
from portal.shared.models import SubmittedForm
from portal.shared.text import fold
from projects.actions.project import require_open
from projects.choices import Language
from trainings.actions import mails
from trainings.actions.consents import ensure_consent_texts, give_consents
from trainings.actions.matching import person_for
from trainings.actions.needs import keep_needs
from trainings.choices import EventStatus, RegistrationSource, RegistrationStatus
from trainings.models import Event, Registration, SpecialNeeds
from trainings.summaries.places import Door, begins_at, door_of, places_of

PLACE, WAITING, CANCELLED = RegistrationStatus.PLACE, RegistrationStatus.WAITING, RegistrationStatus.CANCELLED
REFUSALS = {
    Door.NONE: (_("One cannot sign up for this event here."), "closed"),
    Door.NOT_OPEN: (_("The sign-up has not opened yet."), "not_open"),
    Door.CLOSED: (_("The sign-up is closed."), "closed"),
}


@transaction.atomic
def sign_up(
    event, *, name, email="", phone="", community=None, village="", organisation="", role=None, affiliation="", audience=None,
    partner=None, language=Language.ET, consents=(), diet="", access="", note="", source=RegistrationSource.WEB, by=None,
    key=None,
):
    """Give somebody a place, or put him on the waiting list, and mail him what he got. Returns the Registration.

    `consents`: kinds (ConsentKind) he agrees to. `source`: from the web the sign-up must be open; staff may write people
    down at any time; who walked in is there, whatever the number of places. Raises ValidationError with code "closed",
    "not_open", "full" or "already" (this person has a place here or waits for one), "frozen" in a closed project.
    """
    event = locked(event)
    before = made_before(key, by)
    if before is not None and before.status != CANCELLED:
        return before
    # Whoever gave his place back and sends the same form once more signs up anew.
    key = key if before is None else None
    if source == RegistrationSource.WEB:
        require_door(event)
    elif event.status == EventStatus.CANCELLED or event.is_archived:
        raise ValidationError(_("The event is cancelled."), code="closed")
    person = person_for(
        event.project, by=by, name=name, email=email, phone=phone, community=community, village=village,
        organisation=organisation, role=role, affiliation=affiliation, audience=audience, partner=partner,
    )
    status = PLACE if source == RegistrationSource.WALK_IN else status_for(event, person)
    if standing_of(event, person) is not None:
        raise ValidationError(_("This person is signed up already."), code="already")
    registration = verbs.create(
        Registration(event=event, person=person, status=status, source=source, language=language, note=note), by=by, key=key
    )
    give_consents(registration, consents, by=by)
    keep_needs(registration, diet=diet, access=access)
    if source != RegistrationSource.WALK_IN:
        mails.tell(registration, status)
    return registration


def locked(event):
    """The event as it is now, its row locked: places are counted and given one request after the other."""
    require_open(event.project)
    rows = Event.objects.select_for_update(of=("self",)).select_related("signup").prefetch_related("days")
    found = rows.get(pk=event.pk)
    found.project = event.project
    return found


def signup_of(event):
    """How one signs up for the event, or None."""
    return getattr(event, "signup", None)


def made_before(key, by):
    """What this very form made when it was sent the first time, or None."""
    sent = key and SubmittedForm.objects.filter(
        key=key, user_pk=str(by.pk) if by is not None else "", result_type=Registration._meta.label_lower
    ).first()
    return Registration.objects.filter(pk=sent.result_pk).first() if sent and sent.result_pk else None


def require_door(event):
    door = door_of(event, signup_of(event))
    if door != Door.OPEN:
        message, code = REFUSALS[door]
        raise ValidationError(message, code=code)


def status_for(event, person):
    """A place while there is one for this person, once those who wait have theirs; ValidationError("full") without a queue."""
    places = places_of(event)
    if places.waiting and fill_places(event, by=None):
        places = places_of(event)
    if places.has_room(person.partner_id):
        return PLACE
    signup = signup_of(event)
    if signup is not None and not signup.waiting_list:
        raise ValidationError(_("All places are taken."), code="full")
    return WAITING


def standing_of(event, person):
    """This person's place or turn at the event, whichever of his rows it stands on; None without one."""
    one = person.root_id or person.pk
    rows = Registration.objects.filter(Q(person=one) | Q(person__root=one), event=event).standing()
    return rows.select_related("person").first()


def remind(event, *, name, email):
    """Mail somebody who signs up a second time what he has already; the page tells a stranger nothing of it."""
    rows = Registration.objects.filter(event=event, person__email__iexact=email.strip()).standing().select_related("person")
    for registration in rows:
        if registration.person.name_key == fold(name):
            registration.event = event
            mails.tell(registration, registration.status)


@transaction.atomic
def cancel_registration(registration, *, by=None, reason=""):
    """Give the place back; whoever waits first and fits gets it. Twice is once.

    Raises ValidationError(code="past") when somebody cancels his own place of an event that has begun.
    """
    event = locked(registration.event)
    registration = held(registration, event)
    if registration.status == CANCELLED:
        return registration
    begins = begins_at(event)
    if by is None and begins is not None and begins <= timezone.now():
        raise ValidationError(_("The event has begun."), code="past")
    registration.status, registration.cancel_reason = CANCELLED, reason
    registration.cancelled_at = timezone.now()
    registration = verbs.update(registration, by=by, version=registration.version, reason=reason)
    SpecialNeeds.objects.filter(registration=registration).delete()
    mails.tell(registration, "cancelled", reason=reason if by is not None else "")
    fill_places(event, by=by)
    return registration


@transaction.atomic
def promote_waiting(event, *, by=None):
    """Give free places to those who wait, in their order. Call it after whatever may have freed one. Returns who got one."""
    return fill_places(locked(event), by=by)


def fill_places(event, *, by):
    """Everybody who waits and for whom there is room; who waits for a partner's full quota holds up nobody else."""
    if not still_ahead(event):
        return []
    places, promoted = places_of(event), []
    if not places.waiting:
        return promoted
    for registration in event.registrations.waiting().select_related("person").select_for_update(of=("self",)):
        partner = registration.person.partner_id
        if places.has_room(partner):
            registration.event = event
            promoted.append(give_place(registration, by=by))
            places = places.with_one(partner)
    return promoted


@transaction.atomic
def promote_registration(registration, *, by):
    """Give this very person a place before those who wait longer.

    Raises ValidationError with code "full" without a free one, "closed" when the event is cancelled, or "not_waiting".
    """
    event = locked(registration.event)
    registration = held(registration, event)
    if event.status == EventStatus.CANCELLED:
        raise ValidationError(_("The event is cancelled."), code="closed")
    if registration.status != WAITING:
        raise ValidationError(_("This person is not on the waiting list."), code="not_waiting")
    if not places_of(event).has_room(registration.person.partner_id):
        raise ValidationError(_("All places are taken. Make the number of places larger first."), code="full")
    return give_place(registration, by=by)


def give_place(registration, *, by):
    registration.status, registration.promoted_at = PLACE, timezone.now()
    registration = verbs.update(registration, by=by, version=registration.version)
    mails.tell(registration, "promoted")
    return registration


def still_ahead(event):
    """A place is given by itself only while somebody can still come."""
    begins = begins_at(event)
    return (
        event.status in {EventStatus.PLANNED, EventStatus.POSTPONED} and not event.is_archived
        and (begins is None or begins > timezone.now())
    )


def held(registration, event):
    """The registration as it is now, locked after its event."""
    found = Registration.objects.select_related("person").select_for_update(of=("self",)).get(pk=registration.pk)
    found.event = event
    return found


@transaction.atomic
def offer_signup(signup, *, by, key=None):
    """From now on people can sign up for the event. The standard wordings of the consents are there, too."""
    require_open(signup.event.project)
    require_moments(signup)
    ensure_consent_texts(by)
    return verbs.create(signup, by=by, key=key)


def change_signup(signup, *, by, version, reason=""):
    require_open(signup.event.project)
    require_moments(signup)
    return verbs.update(signup, by=by, version=version, reason=reason)


def require_moments(signup):
    """Opening and closing lie in the years the portal knows; no database could turn the first moment of year 1 into UTC."""
    for name in ("opens_at", "closes_at"):
        moment = getattr(signup, name)
        try:
            validate_day(moment.date() if moment else None)
        except ValidationError as error:
            raise ValidationError({name: error}) from error


@transaction.atomic
def change_own(person, registration, *, version, language, note, diet, access, by=None):
    """What somebody changes by his private link: how to reach him, where he is from, what he needs. Returns the person.

    `person` holds the wanted values and `version` is the one he started from; raises StaleSave as `verbs.update` does.
    """
    require_open(registration.event.project)
    person = verbs.update(person, by=by, version=version)
    found = verbs.locked(registration)
    if found.status == CANCELLED:
        raise ValidationError(_("This registration is cancelled."), code="cancelled")
    found.language, found.note = language, note
    verbs.update(found, by=by, version=found.version)
    keep_needs(found, diet=diet, access=access)
    return person
