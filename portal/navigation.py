"""The ways through the portal: what the header, the account menu and the footer offer to this reader."""
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class NavItem:
    """One way. `current` marks the part of the portal the reader is in."""

    label: str
    url: str
    current: bool = False
    icon: str = ""
    count: int = 0


def item(request, label, name, icon=""):
    """A way to a named page; it is current on every page whose address begins with its own."""
    url = reverse(name)
    return NavItem(label, url, request.path.startswith(url), icon)


def items(request):
    """The main ways. Whoever is signed in begins at home."""
    home = [item(request, _("Home"), "dashboards:home")] if request.user.is_authenticated else []
    return home + [
        item(request, _("Projects"), "projects:project-list"),
        item(request, _("Communities"), "communities:community-list"),
        item(request, _("Calendar"), "trainings:event-list"),
        item(request, _("Toolbox"), "trainings:resource-list"),
    ]


def account(request):
    """One's own things, in the menu under one's name."""
    notices = item(request, _("Notices"), "projects:notice-list")
    ways = [
        replace(notices, count=getattr(request.user, "new_notices", 0)),
        item(request, _("My name and language"), "projects:user-profile"),
        item(request, _("My money"), "budgets:my-money"),
        item(request, _("My calendar"), "trainings:calendarfeed-edit"),
        item(request, _("Deadlines"), "dashboards:deadlines"),
        item(request, _("Saved views"), "projects:savedfilter-list"),
        item(request, _("E-mail address"), "account_email"),
        item(request, _("Password"), "account_change_password"),
        item(request, _("Second step and passkeys"), "mfa_index"),
        item(request, _("Where I am signed in"), "usersessions_list"),
    ]
    if request.user.is_staff:
        ways += [item(request, _("Data quality"), "dashboards:quality"), item(request, _("Administration"), "admin:index")]
    return ways


def footer(request):
    return [
        item(request, _("Projects"), "projects:project-list"),
        item(request, _("Organisations"), "projects:organisation-list"),
        item(request, _("Communities"), "communities:community-list"),
        item(request, _("Calendar"), "trainings:event-list"),
        item(request, _("Toolbox"), "trainings:resource-list"),
        item(request, _("News"), "trainings:news-list"),
        item(request, _("For whom"), "site:audience-list"),
        item(request, _("Documents"), "projects:all-documents"),
        item(request, _("Glossary"), "search:glossary"),
    ]
