"""Signing in to the demo with one click. The route exists only where DEMO is set, and production refuses that setting."""
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views import View

from portal.demo.people import PEOPLE
from portal.shared.rules import RuleRequired, demo_only


@dataclass(frozen=True)
class Visitor:
    """One of the demo's people; the story is in the reader's language."""

    email: str
    name: str
    story: str


def visitors():
    """Everybody one can sign in as, in the order of the story."""
    language = get_language() or settings.LANGUAGE_CODE
    return [Visitor(person.email, person.name, getattr(person.story, language, person.story.et)) for person in PEOPLE]


class DemoSignIn(RuleRequired, View):
    """POST `email` of one of the ready-made people, and `next`; nobody else can be entered like this."""

    rule = demo_only
    http_method_names = ["post"]

    def post(self, request):
        email = request.POST.get("email", "")
        if email not in {person.email for person in PEOPLE}:
            raise Http404
        user = get_user_model().objects.filter(email=email, is_active=True).first()
        if user is None:
            raise Http404
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        onward = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
            onward = resolve_url(settings.LOGIN_REDIRECT_URL)
        return HttpResponseRedirect(onward)


urlpatterns = [path("demo/", DemoSignIn.as_view(), name="demo-sign-in")] if settings.DEMO else []
