"""So many times within so many seconds, and for each address apart."""
import pytest

from portal.shared import throttles


@pytest.fixture
def clock(monkeypatch):
    """`clock[0]`: the time in seconds."""
    now = [7200.0]
    monkeypatch.setattr(throttles.time, "time", lambda: now[0])
    return now


def test_the_fourth_within_the_hour_waits_and_others_do_not(clock):
    limit = {"most": 3, "seconds": 3600}
    found = []
    for minute in (0, 10, 20, 30):
        clock[0] = 7200 + minute * 60
        found.append(throttles.hit("mail", "a@example.org", **limit))
    assert found == [0, 0, 0, 1800]
    assert throttles.hit("mail", "b@example.org", **limit) == 0
    assert throttles.hit("else", "a@example.org", **limit) == 0


def test_any_hour_counts_not_only_that_of_the_clock(clock):
    clock[0] = 7199
    assert throttles.hit("mail", "a", most=1, seconds=3600) == 0
    clock[0] = 7201
    assert throttles.hit("mail", "a", most=1, seconds=3600) == 3598
    clock[0] = 7199 + 3600
    assert throttles.hit("mail", "a", most=1, seconds=3600) == 0


def test_mails_stand_in_line_three_an_hour_and_not_for_longer_than_a_day(clock):
    turns = [throttles.turn("mail", "a", most=3, seconds=3600) for _ in range(76)]
    assert turns[:7] == [0, 0, 0, 3600, 3600, 3600, 7200]
    assert (turns[74], turns[75]) == (24 * 3600, None)
    clock[0] += 24 * 3600
    assert throttles.turn("mail", "a", most=3, seconds=3600) == 3600
