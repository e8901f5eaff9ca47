"""A question whose words are kept must not hold what was true only when they were made."""
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from portal.shared import once as made_once
from portal.shared.models import SubmittedForm
from portal.shared.once import Blanks, as_it_is, once, rows_of, shape_of
from trainings.models import EventDay

pytestmark = pytest.mark.django_db


@once
def of_key(user):
    return EventDay.objects.filter(pk=user)


@once
def sent_since(moment):
    return SubmittedForm.objects.filter(made_at__gt=moment)


@once
def of_the_last_hour(user):
    return SubmittedForm.objects.filter(pk=user, made_at__gt=timezone.now() - timedelta(hours=1))


@once
def begun(day):
    return EventDay.objects.filter(pk=day, starts_at__lte=timezone.localtime().time())


@once
def before_nine(day):
    return EventDay.objects.filter(pk=day, starts_at__lte=time(9, 0))


@once
def sent_by(key, user, other):
    return SubmittedForm.objects.filter(user_pk=f"user {user}").exclude(pk__in=[key, other])


def shape(question):
    blanks = Blanks()
    for value in question.args:
        blanks.take(value)
    return shape_of(question, blanks, as_it_is)


def test_keys_and_moments_that_are_handed_on_are_filled_in():
    assert shape(of_key(7)).keep
    assert shape(sent_since(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))).keep


@pytest.mark.parametrize("question", [of_the_last_hour(7), begun(7), before_nine(7), sent_by(1, 2, 3)])
def test_whoever_looks_at_the_clock_or_into_a_number_is_put_into_words_each_time(question):
    assert not shape(question).keep
    rows_of(question)
    assert question.build not in [key[1] for key in made_once._shapes]
