"""Addresses put together from parts are Django's own, in every language, and are refused as Django refuses them."""
import pytest
from django.urls import NoReverseMatch, set_script_prefix
from django.urls import reverse as worked_out
from django.utils.translation import override

from portal.shared.ways import reverse

CASES = [
    ("projects:organisation-detail", {"args": [7]}), ("projects:organisation-detail", {"args": ["7"]}),
    ("projects:organisation-detail", {"kwargs": {"pk": 2**40}}),
    ("communities:plan-section", {"args": ["talgud-2", 5, "services"]}), ("projects:project-list", {}),
    ("communities:plan-section", {"kwargs": {"slug": "a_b", "pk": 1, "code": "x"}}),
]
REFUSED = [("projects:organisation-detail", [0]), ("projects:organisation-detail", [-3]), ("projects:organisation-detail", ["x"]),
           ("projects:nowhere", [1]), ("communities:plan-section", ["a/b", 1, "x"])]


def answer(function, name, **values):
    try:
        return function(name, **values)
    except NoReverseMatch:
        return NoReverseMatch


@pytest.mark.parametrize("language", ["et", "en"])
def test_the_same_addresses_as_djangos(language):
    with override(language):
        for name, values in CASES * 2:
            assert answer(reverse, name, **values) == answer(worked_out, name, **values)
        for name, args in REFUSED * 2:
            assert answer(reverse, name, args=args) == answer(worked_out, name, args=args)


def test_a_portal_below_an_address_of_another_site():
    plain = reverse("projects:organisation-detail", args=[7])
    set_script_prefix("/talgud/")
    try:
        assert reverse("projects:organisation-detail", args=[7]) == f"/talgud{plain}"
    finally:
        set_script_prefix("/")
