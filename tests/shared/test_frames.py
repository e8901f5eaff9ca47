"""The head and foot of a page are rendered once for all; what is one reader's own never reaches another."""
import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.urls import resolve
from django.utils.translation import override

from portal.shared import context
from portal.shared.context import Shell
from portal.shared.frames import frame
from projects.models import User


class Nobody:
    is_authenticated = is_staff = False


def shell_of(user, path="/projects/", language="et"):
    request = RequestFactory().get(path)
    with override(language):
        request.resolver_match = resolve(request.path)
    request.user = user
    return Shell(request), request


def person(name, new_notices=0, **fields):
    user = User(pk=1, email="m@example.org", name=name, **fields)
    user.new_notices = new_notices
    return user


def tokens(html):
    return set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', html))


def test_two_people_share_a_frame_and_nothing_else():
    with override("et"):
        first, request = shell_of(person("Mari <b>& \ue000csrf_token\ue001"))
        one = str(first.head)
        before = frame.cache_info()
        second, other = shell_of(person("Jaan"))
        two = str(second.head)
        after = frame.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)
    assert "<span>Mari</span>" in one and "Mari" not in two
    assert "<span>Jaan</span>" in two
    assert len(tokens(one)) == len(tokens(two)) == 1
    assert tokens(one) != tokens(two)
    assert "\ue000" not in one + two


def test_a_name_is_printed_and_not_read():
    with override("et"):
        frame_of, _request = shell_of(User(pk=1, email="<b>\ue000address\ue001@example.org"))
        html = str(frame_of.head)
    assert "<span>&lt;b&gt;\ue000address\ue001@example.org</span>" in html


def test_nobody_gets_no_token_and_no_menu_of_somebody():
    with override("et"):
        str(shell_of(person("Mari", is_staff=True))[0].head)
        frame_of, request = shell_of(Nobody())
        html = str(frame_of.head) + str(frame_of.foot)
    assert "csrfmiddlewaretoken" not in html and "sign-out" not in html and "Mari" not in html
    assert "CSRF_COOKIE" not in request.META


def test_counts_places_and_languages_are_told_apart():
    with override("et"):
        three, none = (str(shell_of(person("Mari", new_notices=number))[0].head) for number in (3, 0))
        here, there = (str(shell_of(person("Mari"), path)[0].head) for path in ("/projects/", "/communities/"))
        staff = str(shell_of(person("Mari", is_staff=True))[0].head)
    with override("lv"):
        latvian = str(shell_of(person("Mari"), "/lv/projects/?q=a&b", "lv")[0].head)
    assert (three.count(">3<"), none.count("nav-count")) == (5, 0)
    assert re.findall(r'href="(\S+)" aria-current="page"', here) == ["/projects/"] * 2
    assert re.findall(r'href="(\S+)" aria-current="page"', there) == ["/communities/"] * 2
    assert "/admin/" in staff and "/admin/" not in here
    assert 'href="/en/projects/?q=a&amp;b"' in latvian and 'href="/lv/home/"' in latvian


@pytest.mark.parametrize("path, language", [("/projects/a-b/", "et"), ("/lv/calendar/?month=2026-11", "lv"), ("/en/home/", "en")])
def test_an_address_seen_once_is_only_given_another_prefix(path, language, monkeypatch):
    context.plain_routes.clear()
    with override(language):
        _frame_of, request = shell_of(Nobody(), path, language)
        asked = context.addresses(request)
        monkeypatch.setattr(context, "translate_url", None)
        assert context.addresses(request) == asked
    bare = path if language == "et" else path.removeprefix(f"/{language}")
    assert asked == {"et": bare, "lv": f"/lv{bare}", "en": f"/en{bare}"}


@override_settings(BRAND_NAME="Külakoda", BRAND_STYLESHEET="css/public.css", BRAND_TAGLINE="Koos")
def test_the_brand_is_part_of_the_look():
    with override("et"):
        frame_of, _request = shell_of(Nobody())
        html = Template("{{ shell.links }}{{ shell.head }}{{ shell.foot }}").render(Context({"shell": frame_of}))
    assert html.count("Külakoda") == 2 and "Koos" in html and "css/public.css" in html
