"""How allauth behaves here: no open sign-up, throttles that lock nobody out, mails in the reader's language."""
from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.shared import errors
from portal.shared.ways import reverse

WRONG_PASSWORD_SECONDS = 15 * 60


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts come from invitations."""
        return False

    def pre_authenticate(self, request, **credentials):
        """Count the try before any hashing: a hash costs half a second of a core. Too many: 429."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            if error.code != "too_many_login_attempts":
                raise
            raise ImmediateHttpResponse(
                errors.too_many(request, retry_after=WRONG_PASSWORD_SECONDS)
            ) from error

    def _get_login_attempts_cache_key(self, request, **credentials):
        """The account as seen from one address: guessing from elsewhere does not shut its owner out."""
        return f"{self.get_client_ip(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"

    def login(self, request, user):
        super().login(request, user)
        vouch(user)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """`user` goes along, so that `render_mail` knows whose language it is."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def render_mail(self, template_prefix, email, context, headers=None):
        """In the language of the person it goes to; of the page, when nobody here has that address."""
        user = context.get("user")
        language = getattr(user, "language", "") or translation.get_language()
        with translation.override(language):
            return super().render_mail(
                template_prefix, email, {**context, "brand": settings.BRAND_NAME, "LANGUAGE_CODE": language}, headers
            )

    def format_email_subject(self, subject):
        return f"{subject} · {settings.BRAND_NAME}"

    def get_reset_password_from_key_url(self, key):
        return on_our_host(super().get_reset_password_from_key_url(key))

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")

    def get_email_confirmation_url(self, request, emailconfirmation):
        return on_our_host(super().get_email_confirmation_url(request, emailconfirmation))


def vouch(user):
    """Note the address somebody signs in with as confirmed: an invitation or an administrator has vouched for it.

    Without the row allauth takes the address for a pending one, and drops it as soon as another is asked for.
    """
    if not EmailAddress.objects.filter(user=user, primary=True).exists():
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def on_our_host(url):
    """The same address on the portal's own host: a forged Host header must not end up in a mail."""
    if not settings.PUBLIC_URL:
        return url
    path = "/" + url.split("/", 3)[3] if "://" in url else url
    return urljoin(settings.PUBLIC_URL + "/", path)
