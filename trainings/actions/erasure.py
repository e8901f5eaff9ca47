"""Erase a person: name and contact go, from every row and its history; what was counted stays, without him (P-65)."""
import re
from dataclasses import dataclass, field

from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.shared import verbs
from portal.shared.models import ImportBatch
from projects.summaries.retention import retention_of
from trainings.actions.events import AHEAD
from trainings.actions.signup import cancel_registration
from trainings.models import (
    Attendance,
    Consent,
    EventDay,
    Feedback,
    Person,
    Registration,
    SignedSheet,
    SpecialNeeds,
    SupportAssignment,
    TripNote,
)
from trainings.summaries.feedback import TEXTS
from trainings.summaries.personal_data import mails_to, rows_of_all

GONE, SHORT = "–", 8
# What tells who somebody is. His village, municipality, audience and partner stay: the figures are made of them.
PERSON = {"email": "", "phone": "", "organisation": "", "role": None}
REGISTRATION = {"note": "", "cancel_reason": ""}
TRIP_NOTE = {"saw": GONE, "surprised": "", "idea": "", "whom_to_write": ""}


@dataclass
class Erasure:
    """`gone`: {what: how many}; `kept`: [(what, why)], in words."""

    people: list[int] = field(default_factory=list)
    gone: dict[str, int] = field(default_factory=dict)
    kept: list[tuple[str, str]] = field(default_factory=list)


class DryRun(Exception):
    """Takes everything back."""


def erase_person(person, *, by, reason, dry_run=False):
    """Erase somebody, with every row that is counted as him. Returns an Erasure; `dry_run`: what it would be, nothing changed.

    Of a closed project too: the right to it does not end with the project. Raises ValidationError(code="no_reason").
    """
    if not reason:
        raise ValidationError(_("Say why."), code="no_reason")
    done = Erasure()
    try:
        with transaction.atomic():
            everything = rows_of_all(Person.objects.filter(pk=person.pk))
            # Events first, people afterwards: in the order in which signing up locks them.
            leave_coming(Registration.objects.filter(person__in=everything.order_by().values("pk")), by)
            rows = list(everything.select_for_update(of=("self",)))
            for row in rows:
                erase_row(row, done, by=by, reason=reason)
            done.kept = kept_of(rows)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return done


def erase_row(row, done, *, by, reason):
    """One row with everything that hangs on it. Twice is once."""
    names = {state.name for state in row.history.all()} | {row.name}
    addresses = {state.email for state in row.history.all()} | {row.email}
    registrations = Registration.objects.filter(person=row)
    count(done, _("mails waiting or just sent"), sum(task.delete()[0] for task in mails_to(addresses - {""})))
    count(done, _("answers about food and needs"), SpecialNeeds.objects.filter(registration__in=registrations).delete()[0])
    count(done, _("entries of trip logs"), rewrite(TripNote, {"person": row.pk}, TRIP_NOTE))
    count(done, _("registrations"), rewrite(Registration, {"person": row.pk}, REGISTRATION))
    for registration in registrations:
        # The private link leads nowhere any more.
        Registration.objects.filter(pk=registration.pk).update(token=Registration._meta.get_field("token").get_default())
    count(done, _("tables brought in"), forget_tables(row, names | addresses))
    count(done, _("support"), forget_labels(registrations, names))
    count(done, _("rows about the person"), forget_removed(addresses - {""}, row.project))
    count(done, _("feedback"), forget_said(row, [*addresses - {""}, *(name for name in names if " " in name)]))
    forget_admin_log(names)
    if row.erased_at is None:
        row.erased_at = timezone.now()
        row.name = name_of(row)
        for name, value in PERSON.items():
            setattr(row, name, value)
        verbs.update(row, by=by, version=row.version, reason=reason)
        done.people.append(row.pk)
        count(done, _("rows about the person"), 1)
    keep_reason = row.history.latest().history_id
    row.history.update(name=row.name, **PERSON)
    row.history.exclude(history_id=keep_reason).update(history_change_reason=None)


def forget_removed(addresses, project=None):
    """A row that was removed lives on in its history: whoever had one of these addresses goes from there. Returns how many."""
    said = Q(pk__in=[])
    for address in addresses:
        said |= Q(email__iexact=address)
    states = Person.history.filter(said) if project is None else Person.history.filter(said, project=project)
    keys = set(states.exclude(id__in=Person.objects.values("pk")).order_by().values_list("id", flat=True))
    gone = Person.history.filter(id__in=keys)
    forget_admin_log(set(gone.order_by().values_list("name", flat=True)))
    gone.update(name=GONE, **PERSON, history_change_reason=None)
    return len(keys)


def name_of(row):
    """What stands in the place of the name, in every language; no two are alike."""
    return f"{GONE} {row.pk}"


def count(done, what, number):
    if number:
        done.gone[str(what)] = done.gone.get(str(what), 0) + number


def leave_coming(registrations, by):
    """A place at what has not begun yet goes to the next one."""
    begun = EventDay.objects.filter(event=OuterRef("event"), date__lte=timezone.localdate())
    ahead = registrations.standing().filter(~Exists(begun), event__status__in=AHEAD, event__archived_at=None)
    for registration in ahead.select_related("event__project"):
        if not registration.event.project.is_frozen:
            cancel_registration(registration, by=by)


def rewrite(model, where, values):
    """Put values into rows and all their earlier states, those of rows that were removed too, without a new one: it would tell
    what was there before. Returns how many rows there are, or were."""
    rows = model.objects.filter(**where).order_by()
    keys = set(rows.values_list("pk", flat=True)) | set(model.history.filter(**where).order_by().values_list("id", flat=True))
    rows.update(**values)
    model.history.filter(id__in=keys).update(**values, history_change_reason=None)
    return len(keys)


def forget_tables(row, words):
    """Tables somebody brought into the project in which he stands: the rows they made stay, the tables go."""
    gone = 0
    for batch in ImportBatch.objects.filter(about=f"{row.project._meta.label_lower}:{row.project_id}"):
        folded = batch.payload.casefold()
        if any(word and word.casefold() in folded for word in words):
            batch.payload = "[]"
            batch.save(update_fields=["payload"])
            gone += 1
    return gone


def forget_said(row, words):
    """Others may have written of him in their feedback: his full name and his address go from there. Returns how many answers."""
    gone, said = 0, re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words) or r"(?!)", re.IGNORECASE)
    for feedback in Feedback.objects.filter(event__project=row.project_id).only(*TEXTS):
        before = {name: getattr(feedback, name) for name in TEXTS}
        after = {name: said.sub(GONE, text) for name, text in before.items()}
        if after != before:
            gone += Feedback.objects.filter(pk=feedback.pk).update(**after)
    return gone


def forget_labels(registrations, names):
    """Support is noted by role; where somebody wrote the name instead, it goes."""
    gone = 0
    for assignment in SupportAssignment.objects.filter(registration__in=registrations):
        states = [assignment.label, *assignment.history.values_list("label", flat=True)]
        if any(name in label for name in names for label in states):
            gone += rewrite(SupportAssignment, {"id": assignment.pk}, {"label": GONE})
    return gone


def forget_admin_log(names):
    """Django admin writes down how the rows were called that somebody changed, also of those that are gone since."""
    for name in names:
        # A first name alone stands within many others.
        said = Q(object_repr__contains=name) if len(name) > SHORT else Q(object_repr=name) | Q(object_repr__startswith=f"{name}:")
        LogEntry.objects.filter(said, content_type__app_label=Person._meta.app_label).update(object_repr=GONE)


KEPT = {
    "attendance": gettext_lazy("The funder was told how many people came; without a name they say nothing about him."),
    "consents": gettext_lazy("They prove what was agreed to; they name nobody."),
    "place": gettext_lazy("Figures by village, county, audience and partner are made of them."),
    "sheets": gettext_lazy("A signed sheet is a document that must be kept: %(until)s."),
    "copies": gettext_lazy("Copies for safety are overwritten by the operator in their turn."),
}


def kept_of(rows):
    """[(what, why)] of what stays."""
    people = [row.pk for row in rows]
    kept = []
    stays = Attendance.objects.filter(person__in=people).count()
    if stays:
        kept.append((ngettext("%(n)d attendance", "%(n)d attendances", stays) % {"n": stays}, str(KEPT["attendance"])))
    consents = Consent.objects.filter(registration__person__in=people).count()
    if consents:
        kept.append((ngettext("%(n)d consent", "%(n)d consents", consents) % {"n": consents}, str(KEPT["consents"])))
    kept.append((_("village, municipality, audience, partner"), str(KEPT["place"])))
    sheets = SignedSheet.objects.filter(day__attendances__person__in=people).distinct().count()
    if sheets:
        until = retention_of(rows[0].project).text or _("until when is not known")
        what = ngettext("%(n)d signed sheet", "%(n)d signed sheets", sheets) % {"n": sheets}
        kept.append((what, str(KEPT["sheets"] % {"until": until})))
    kept.append((_("backup copies"), str(KEPT["copies"])))
    return kept
