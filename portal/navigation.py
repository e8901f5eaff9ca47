"""The ways through the portal: what the header, the account menu and the footer offer to this reader."""
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext as _

from portal.shared.frames import here
from portal.shared.ways import reverse


@dataclass(frozen=True)
class NavItem:
    """One way. `current` marks the part of the portal the reader is in."""

    label: str
    url: str
    current: bool = False
    icon: str = ""
    count: int = 0


def way(label, name):
    """A way to a named page."""
    return NavItem(label, reverse(name))


def standing(ways, path):
    """The ways as somebody on this page sees them: a way is current on every page whose address begins with its own."""
    return [replace(way, current=True) if path.startswith(way.url) else way for way in ways]


@lru_cache
def main_ways(place, at_home):
    home = [way(_("Home"), "dashboards:home")] if at_home else []
    return home + [
        way(_("Projects"), "projects:project-list"),
        way(_("Communities"), "communities:community-list"),
        way(_("Calendar"), "trainings:event-list"),
        way(_("Toolbox"), "trainings:resource-list"),
    ]


@lru_cache
def own_ways(place, of_staff):
    """One's notices first."""
    ways = [
        way(_("Notices"), "projects:notice-list"),
        way(_("My name and language"), "projects:user-profile"),
        way(_("My money"), "budgets:my-money"),
        way(_("My calendar"), "trainings:calendarfeed-edit"),
        way(_("Deadlines"), "dashboards:deadlines"),
        way(_("Saved views"), "projects:savedfilter-list"),
        way(_("E-mail address"), "account_email"),
        way(_("Password"), "account_change_password"),
        way(_("Second step and passkeys"), "mfa_index"),
        way(_("Where I am signed in"), "usersessions_list"),
    ]
    if of_staff:
        ways += [way(_("Data quality"), "dashboards:quality"), way(_("Administration"), "admin:index")]
    return ways


@lru_cache
def foot_ways(place):
    return [
        way(_("Projects"), "projects:project-list"),
        way(_("Organisations"), "projects:organisation-list"),
        way(_("Communities"), "communities:community-list"),
        way(_("Calendar"), "trainings:event-list"),
        way(_("Toolbox"), "trainings:resource-list"),
        way(_("News"), "trainings:news-list"),
        way(_("For whom"), "site:audience-list"),
        way(_("Documents"), "projects:all-documents"),
        way(_("Glossary"), "search:glossary"),
    ]


def items(request):
    """The main ways. Whoever is signed in begins at home."""
    return standing(main_ways(here(), request.user.is_authenticated), request.path)


def account(request):
    """One's own things, in the menu under one's name."""
    notices, *others = standing(own_ways(here(), request.user.is_staff), request.path)
    return [replace(notices, count=getattr(request.user, "new_notices", 0)), *others]


def footer(request):
    return standing(foot_ways(here()), request.path)
