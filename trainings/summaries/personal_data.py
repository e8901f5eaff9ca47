"""All that the portal knows of one person, for himself: what he asks for by right (P-64).

Whatever points to a person, or to his registration, is either told here or named in NOT_TOLD with the reason; a test walks the
models and finds what is in neither.
"""
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Q
from django.utils.text import capfirst

from portal.shared import compare, outbox
from trainings.models import (
    Attendance,
    Consent,
    Event,
    EventDay,
    Person,
    PersonApart,
    Registration,
    SpecialNeeds,
    SupportAssignment,
    TripNote,
)

# Model: the lookup that leads to the person.
TOLD = {
    Registration: "person", SpecialNeeds: "registration__person", Consent: "registration__person", Attendance: "person",
    SupportAssignment: "registration__person", TripNote: "person",
}
NOT_TOLD = {
    PersonApart: "it names somebody else; of this person it says nothing",
    Person: "the rows that are counted as one are told one by one",
}
# Whoever has the link is taken for the person: it does not belong into a file.
SECRET = {"token"}
BOOKKEEPING = {"is_demo"}


def people_with(email, project=None):
    """All rows of whoever has, or ever had, this e-mail address: those counted as one with them as well."""
    email = email.strip()
    had = Person.history.filter(email__iexact=email).order_by().values("id")
    rows = Person.objects.filter(Q(email__iexact=email) | Q(pk__in=had)) if email else Person.objects.none()
    return rows_of_all(rows if project is None else rows.filter(project=project))


def rows_of_all(rows):
    """Every row that is counted as one with some of these."""
    ones = rows.order_by().with_one().values("one")
    return Person.objects.filter(Q(pk__in=ones) | Q(root__in=ones)).order_by("project", "pk")


def everything_about(people):
    """{"people": [...], "mails": [...]} as plain JSON values: each row with its history and whatever hangs on it, and the mails
    to him that wait or were just sent.
    """
    rows = list(people.select_related("project", "community", "municipality", "partner"))
    addresses = {state.email for row in rows for state in row.history.all()} | {row.email for row in rows}
    return {"people": [one_row(row) for row in rows], "mails": [in_brief(task) for task in mails_to(addresses - {""})]}


def mails_to(addresses):
    """The rows of the outbox with a mail to one of these addresses."""
    wanted = {address.casefold() for address in addresses}
    return [task for task in outbox.waiting() if wanted & {to.casefold() for to in letter_of(task).get("to", ())}]


def letter_of(task):
    return (task.args_kwargs.get("args") or [{}])[0]


def in_brief(task):
    """Without the text: it may hold the private link."""
    letter = letter_of(task)
    return {"when": task.enqueued_at.isoformat(), **{name: letter.get(name) for name in ("to", "subject")}}


def one_row(person):
    found = {"project": str(person.project), **told(person), "history": history_of(person)}
    for model, path in TOLD.items():
        rows = model._base_manager.filter(**{path: person}).order_by("pk")
        kind = str(model._meta.verbose_name_plural)
        found[kind] = [{**told(row), **when_and_where(row), "history": history_of(row)} for row in rows]
    return found


def told(row):
    """{label: value} of what stands in a row, or in an earlier state of it."""
    found = {}
    for field in compare.own_fields(original(row)):
        if field.name in SECRET | BOOKKEEPING or not hasattr(row, field.attname):
            continue
        value = getattr(row, field.attname)
        if value in (None, ""):
            continue
        found[capfirst(str(field.verbose_name))] = plain(row, field, value)
    return found


def plain(row, field, value):
    if field.is_relation:
        if issubclass(field.related_model, Person):
            return value
        other = field.related_model._base_manager.filter(pk=value).first()
        return str(other) if other is not None and not isinstance(other, Registration | SpecialNeeds) else value
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value) if isinstance(value, Decimal) else value


def original(row):
    return getattr(type(row), "instance_type", type(row))


def history_of(row):
    """Earlier states, the latest first; who changed it is told as his role in the portal: an account, or the portal itself."""
    if not hasattr(row._meta, "simple_history_manager_attribute"):
        return []
    states = getattr(row, row._meta.simple_history_manager_attribute).order_by("-history_date", "-history_id")
    return [{"when": state.history_date.isoformat(), **told(state)} for state in states]


def when_and_where(row):
    """An event is told by its name; its days are told too, and the words that were agreed to."""
    if isinstance(row, Consent):
        return {"text": row.text.text}
    day = getattr(row, "day", None)
    event = day.event if isinstance(day, EventDay) else getattr(row, "event", None)
    if not isinstance(event, Event):
        return {}
    days = [day.date] if isinstance(day, EventDay) else event.days.order_by("date").values_list("date", flat=True)
    return {"event": str(event), "days": [each.isoformat() for each in days]}
