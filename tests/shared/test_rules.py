"""Every route has a rule, and the check that says so catches what is missing."""
import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.views import View

from portal import access, checks
from portal.shared import rules
from portal.shared.views import May


class Guarded(rules.RuleRequired, View):
    rule = rules.public


class Bare(View):
    pass


def page(request):
    return HttpResponse()


def planted(*patterns):
    """A URLconf with these routes, checked."""
    conf = type("conf", (), {"urlpatterns": list(patterns)})
    with override_settings(ROOT_URLCONF=conf):
        return [(problem.id, problem.msg) for problem in checks.every_route_has_a_rule() if problem.id != "portal.W003"]


def test_the_portal_has_nothing_to_complain_about():
    assert checks.every_route_has_a_rule() == []


def test_a_guarded_route_passes():
    assert planted(path("a/", Guarded.as_view(), name="a"), path("b/", rules.guard(rules.public)(page), name="b")) == []
    assert planted(path("a/", Guarded.as_view(rule=rules.signed_in), name="a")) == []


@pytest.mark.parametrize("view", [Bare.as_view(), page], ids=["class", "function"])
def test_a_route_without_a_rule_stops_the_start(view):
    inner = ([path("b/", view, name="b")], "inner")
    assert [problem[0] for problem in planted(path("a/", include(inner)))] == ["portal.E002"]
    assert "inner:b" in planted(path("a/", include(inner)))[0][1]


def test_a_route_without_a_name_stops_the_start():
    assert planted(path("a/", Guarded.as_view())) == [("portal.E001", "The route 'a/' has no name.")]


def test_a_rule_whose_route_is_gone_is_told(monkeypatch):
    monkeypatch.setitem(access.NAMES, "account_gone", rules.public)
    assert [(problem.id, problem.level) for problem in checks.every_route_has_a_rule()] == [("portal.W003", 30)]


def test_library_routes_take_their_rule_by_name_before_namespace():
    found = {route.name: route.rule_name for route in access.routes()}
    assert found["admin:index"] == "staff_only" and found["admin:login"] == "public"
    assert found["account_login"] == "public" and found["account_email"] == "signed_in"


def test_a_page_that_forgot_its_rule_shows_nothing(rf):
    class Forgot(rules.RuleRequired, View):
        def get(self, request):
            return HttpResponse("secret")

    request = rf.get("/")
    request.user = type("Somebody", (), {"is_authenticated": True})()
    with pytest.raises(TypeError):
        Forgot.as_view()(request)


def test_may_asks_once_and_refuses_unknown_questions():
    asked = []
    may = May({"edit": lambda user, row: asked.append((user, row)) or True}, "mari", "ring")
    assert (may.edit, may.edit, asked) == (True, True, [("mari", "ring")])
    with pytest.raises(AttributeError, match="fly"):
        assert may.fly
