"""The first and last day of an event are kept by the database, whoever writes its days and whichever way."""
import threading
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_migrate, pre_migrate

from portal.shared import edges, guards
from tests.shared import world
from tests.trainings import world as here
from trainings import actions
from trainings.models import Event, EventDay

MONDAY, TUESDAY, FRIDAY = date(2024, 6, 3), date(2024, 6, 4), date(2024, 6, 7)


def kept(event):
    return Event.objects.values_list("first_day", "last_day").get(pk=event.pk)


@pytest.mark.django_db
def test_they_follow_every_day_that_is_written(talgud, mari):
    event, other = here.event(talgud), here.event(talgud)
    assert kept(event) == (None, None)
    day = actions.add_event_day(EventDay(event=event, date=TUESDAY), by=mari)
    EventDay.objects.bulk_create([EventDay(event=event, date=FRIDAY), EventDay(event=event, date=MONDAY)])
    assert kept(event) == (MONDAY, FRIDAY)
    actions.change_event(Event.objects.get(pk=event.pk), by=mari, version=1, audiences=[])
    event.save()  # read before there was any day
    assert kept(event) == (MONDAY, FRIDAY)
    EventDay.objects.filter(date=FRIDAY).update(event=other)
    assert (kept(event), kept(other)) == ((MONDAY, TUESDAY), (FRIDAY, FRIDAY))
    EventDay.objects.filter(date=MONDAY).delete()
    day.date = FRIDAY
    actions.change_event_day(day, by=mari, version=1)
    assert kept(event) == (FRIDAY, FRIDAY)
    actions.remove_event_day(day, by=mari)
    assert kept(event) == (None, None)
    assert edges.wrong() == []


@pytest.mark.django_db
def test_the_night_tells_of_a_wrong_one_and_puts_it_right(talgud, capsys):
    event = here.event(talgud)
    here.day(event, on=MONDAY)
    Event.objects.update(last_day=FRIDAY)
    with pytest.raises(SystemExit):
        call_command("rollups_verify")
    assert f"WRONG first or last day of trainings_event {event.pk}" in capsys.readouterr().out
    call_command("rollups_verify", rebuild=True)
    assert kept(event) == (MONDAY, MONDAY)


def while_one_goes(day, write):
    """Somebody deletes this day, and before he has committed another one writes."""
    deleted, may_end = threading.Event(), threading.Event()

    def remove():
        with transaction.atomic():
            EventDay.objects.filter(pk=day.pk).delete()
            deleted.set()
            may_end.wait(20)
        connection.close()

    thread = threading.Thread(target=remove)
    thread.start()
    deleted.wait(20)
    threading.Timer(0.2, may_end.set).start()
    write()
    thread.join()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_write_days_of_one_event_lose_neither():
    event = here.event(world.project("talgud"))
    first, last = (here.day(event, on=on) for on in (MONDAY, FRIDAY))
    while_one_goes(first, EventDay.objects.filter(pk=last.pk).delete)  # waits; then it must not count the Monday that is gone
    assert kept(event) == (None, None)
    _first, last = (here.day(event, on=on) for on in (MONDAY, FRIDAY))
    # Between the two, but not for long; and not by the verb, which locks the event itself.
    while_one_goes(last, lambda: EventDay.objects.bulk_create([EventDay(event=event, date=TUESDAY)]))
    assert kept(event) == (MONDAY, TUESDAY)


@pytest.mark.django_db(transaction=True)
def test_a_table_named_by_a_trigger_can_be_rebuilt():
    guards.stand_aside(using="default")
    if connection.vendor == "sqlite":
        with connection.schema_editor() as editor:
            editor._remake_table(Event)
    else:
        assert guards.is_installed(EventDay), "where no table is rebuilt, nothing steps aside"
    guards.make_again(using="default")
    assert guards.is_installed(EventDay)
    assert {guards.stand_aside, guards.make_again} <= {
        receiver[1]() for signal in (pre_migrate, post_migrate) for receiver in signal.receivers
    }
