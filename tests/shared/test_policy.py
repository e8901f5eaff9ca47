"""The content security policy, put together once, is the library's own."""
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from portal.shared.middleware import PolicyMiddleware


def policies(**changes):
    """(ours, the library's) of an answer with these changes."""
    found = []
    for middleware in (PolicyMiddleware, CSPMiddleware):
        def answer(request):
            response = HttpResponse()
            response.__dict__.update(changes)
            return response

        found.append(middleware(answer)(RequestFactory().get("/")).headers.get(HEADER))
    return found


def test_every_answer_carries_the_policy_of_the_library():
    ours, theirs = policies()
    assert ours == theirs and "default-src 'none'" in ours


def test_an_answer_may_have_a_policy_of_its_own():
    ours, theirs = policies(_csp_replace={"frame-ancestors": ["https://valla.example"]})
    assert ours == theirs and "https://valla.example" in ours
    assert policies(_csp_exempt=True) == [None, None]
