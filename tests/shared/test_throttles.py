"""So many times within so many seconds, and for each address apart."""
from portal.shared import throttles


def test_the_fourth_within_the_hour_waits_and_others_do_not(monkeypatch):
    monkeypatch.setattr(throttles.time, "time", lambda: 7200 + 600)
    limit = {"most": 3, "seconds": 3600}
    assert [throttles.hit("mail", "a@example.org", **limit) for _ in range(4)] == [0, 0, 0, 3000]
    assert throttles.hit("mail", "b@example.org", **limit) == 0
    assert throttles.hit("else", "a@example.org", **limit) == 0


def test_after_the_hour_it_is_allowed_again(monkeypatch):
    monkeypatch.setattr(throttles.time, "time", lambda: 7200)
    assert [bool(throttles.hit("mail", "a", most=1, seconds=60)) for _ in range(2)] == [False, True]
    monkeypatch.setattr(throttles.time, "time", lambda: 7260)
    assert throttles.hit("mail", "a", most=1, seconds=60) == 0
