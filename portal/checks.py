"""Checks that stop the start: a page that nobody guards must not be served."""
from django.core.checks import Error, Tags, Warning, register

from portal import access


@register(Tags.urls)
def every_route_has_a_rule(app_configs=None, **kwargs):
    """Unnamed routes and routes without a rule are errors; a rule whose route is gone is a warning, for it opens nothing."""
    routes = access.routes()
    return [
        *(unnamed(route) for route in routes if not route.is_named and not from_library(route)),
        *(without_rule(route) for route in routes if route.rule is None),
        *(leads_nowhere(name) for name in sorted(access.NAMES.keys() - {route.name for route in routes})),
    ]


def from_library(route):
    """Django admin leaves some redirects unnamed; its namespace has a rule as a whole."""
    return route.name.split(":", 1)[0] in access.NAMESPACES


def unnamed(route):
    return Error(f"The route {route.path!r} has no name.", hint="Name it after its model: actionplan-approve.", id="portal.E001")


def without_rule(route):
    return Error(
        f"The route {route.name} ({route.path!r}) has no access rule.",
        hint="Give its view a `rule`, or list a library's route in portal/access.py.",
        id="portal.E002",
    )


def leads_nowhere(name):
    return Warning(f"portal/access.py names {name}, but there is no such route.", hint="Take it out.", id="portal.W003")
