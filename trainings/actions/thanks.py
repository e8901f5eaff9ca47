"""Thanks, with materials and certificate, to those who came and to nobody else; once for each event."""
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.shared import verbs
from portal.shared.ways import reverse
from trainings.actions.events import locked_event
from trainings.actions.feedback import report_of
from trainings.choices import EventStatus, RegistrationStatus, TripDirection
from trainings.models import Attendance, Registration
from trainings.summaries.feedback import feedback_path
from trainings.summaries.trips import JOURNEYS


def thanked_registrations(event):
    """Registrations of those who were there and can be written to. Who gave his place up and came all the same is thanked too.

    Of several registrations of one person at the event, though he stand in two rows, the last one counts.
    """
    one = Coalesce("person__root", "person")
    there = Attendance.objects.present().annotate(one=one).filter(day__event=event, one=OuterRef("one"))
    rows = Registration.objects.filter(event=event).annotate(one=one).exclude(
        Q(person__email="") | Q(person__erased_at__isnull=False)
    )
    later = rows.filter(one=OuterRef("one"), pk__gt=OuterRef("pk"))
    return rows.filter(Exists(there), ~Exists(later)).select_related("person").order_by("pk")


@transaction.atomic
def thank_participants(event, *, by, address, message=""):
    """One letter to each who came, in the language of his messages. Returns how many.

    `address(path)`: the whole address of a page. `message`: what the organiser adds, as he wrote it. Raises ValidationError
    with code "wrong_state" (not held yet), "thanked" (already done) or "nobody" (nobody can be written to).
    """
    event = locked_event(event, {EventStatus.HELD})
    report = report_of(event, by=by)
    if report.thanked_at is not None:
        raise ValidationError(_("The thanks were sent already."), code="thanked")
    rows = list(thanked_registrations(event))
    if not rows:
        raise ValidationError(_("Nobody of those who came can be written to."), code="nobody")
    for row in rows:
        with translation.override(row.language):
            send_thanks(event, row, address, message)
    report.thanked_at = timezone.now()
    verbs.update(report, by=by, version=report.version)
    return len(rows)


def send_thanks(event, registration, address, message):
    """Hand one letter to the outbox, in the language that is switched on."""
    context = {
        "event": event, "name": registration.person.name, "message": message, "brand": settings.BRAND_NAME,
        "own": address(reverse("trainings:registration-own-came", args=[registration.token])),
        "feedback": address(feedback_path(event)),
        "log": address(reverse("trainings:tripnote-own", args=[registration.token])) if keeps_log(registration, event) else "",
    }
    send_mail(
        _("Thank you for coming: %(event)s") % {"event": event},
        render_to_string("trainings/mail/thanks.txt", context), None, [registration.person.email],
    )


def keeps_log(registration, event):
    """Those who had a place on a journey, and travelled, are asked to write down what they saw."""
    if registration.status != RegistrationStatus.PLACE or event.kind not in JOURNEYS:
        return False
    return hasattr(event, "trip") and event.trip.direction == TripDirection.OUT
