"""The ways through the portal: what the header, the account menu and the footer offer to this reader."""
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class NavItem:
    """One way. `current` marks the part of the portal the reader is in."""

    label: str
    url: str
    current: bool = False
    icon: str = ""


def item(request, label, name, *starts, icon=""):
    """A way to a named page; it is current on that page and on all pages whose route names begin with `starts`."""
    match = request.resolver_match
    here = match.view_name if match else ""
    return NavItem(label, reverse(name), here == name or here.startswith(starts or (name,)), icon)


def items(request):
    """The main ways. Whoever is signed in begins at home."""
    signed_in = request.user.is_authenticated
    home = [item(request, _("Home"), "dashboards:home")] if signed_in else []
    return home + [
        item(request, _("Projects"), "projects:project-list", "projects:project", "site:project", "dashboards:overview"),
        item(request, _("Communities"), "communities:community-list", "communities:"),
        item(request, _("Calendar"), "trainings:event-list", "trainings:"),
    ]


def account(request):
    """One's own things, in the menu under one's name."""
    ways = [
        item(request, _("E-mail address"), "account_email"),
        item(request, _("Password"), "account_change_password"),
        item(request, _("Second step and passkeys"), "mfa_index", "mfa_"),
        item(request, _("Where I am signed in"), "usersessions_list"),
    ]
    if request.user.is_staff:
        ways.append(item(request, _("Administration"), "admin:index", "admin:"))
    return ways


def footer(request):
    return [
        item(request, _("Projects"), "projects:project-list"),
        item(request, _("Organisations"), "projects:organisation-list", "projects:organisation"),
        item(request, _("Communities"), "communities:community-list"),
        item(request, _("Calendar"), "trainings:event-list"),
    ]
