"""Who may open what: the rule of every route, also of those that libraries bring along.

Our own views name their `rule`; a library's view cannot, so its routes stand here by name. `portal.checks` refuses to
start when a route has neither, and when a name here leads nowhere.
"""
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

from portal.shared.rules import name_of, public, signed_in, staff_only

# Everything in a namespace, unless its name stands below.
NAMESPACES = {"admin": staff_only}

NAMES = {
    "admin:login": public,
    # Signing in, and what one needs before one can.
    "account_login": public,
    "account_logout": public,
    "account_signup": public,
    "account_inactive": public,
    "account_email_verification_sent": public,
    "account_confirm_email": public,
    "account_confirm_login_code": public,
    "account_reset_password": public,
    "account_reset_password_done": public,
    "account_reset_password_from_key": public,
    "account_reset_password_from_key_done": public,
    "mfa_authenticate": public,
    "mfa_login_webauthn": public,
    # One's own account.
    "account_reauthenticate": signed_in,
    "account_email": signed_in,
    "account_change_password": signed_in,
    "account_set_password": signed_in,
    "mfa_index": signed_in,
    "mfa_reauthenticate": signed_in,
    "mfa_activate_totp": signed_in,
    "mfa_deactivate_totp": signed_in,
    "mfa_view_recovery_codes": signed_in,
    "mfa_generate_recovery_codes": signed_in,
    "mfa_download_recovery_codes": signed_in,
    "mfa_list_webauthn": signed_in,
    "mfa_add_webauthn": signed_in,
    "mfa_edit_webauthn": signed_in,
    "mfa_remove_webauthn": signed_in,
    "mfa_reauthenticate_webauthn": signed_in,
    "usersessions_list": signed_in,
}


@dataclass(frozen=True)
class Route:
    """One line of the URLconf. `name` holds the namespaces: "projects:activity-edit"; `rule` is None when nobody named one."""

    name: str
    path: str
    view: Any
    rule: Any

    @property
    def rule_name(self):
        return name_of(self.rule) if self.rule is not None else ""

    @property
    def is_named(self):
        return not self.name.endswith(UNNAMED)


UNNAMED = "<unnamed>"


def routes(resolver=None):
    """Every Route of the portal (or of one resolver), in the order of the URLconf."""
    return list(_walk(resolver or get_resolver(), "", ()))


def rule_of(name, namespaces, callback):
    """The rule of a route, or None."""
    if name in NAMES:
        return NAMES[name]
    if namespaces and namespaces[0] in NAMESPACES:
        return NAMESPACES[namespaces[0]]
    given = getattr(callback, "view_initkwargs", {})
    return given.get("rule") or getattr(getattr(callback, "view_class", callback), "rule", None)


def _walk(resolver, prefix, namespaces):
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, path, inner)
        else:
            name = ":".join((*namespaces, pattern.name or UNNAMED))
            yield Route(name, path, pattern.callback, rule_of(name, namespaces, pattern.callback))
