"""Signing in: e-mail and password, a second factor or a passkey as a choice. Imported by base."""
from portal.settings import env

AUTHENTICATION_BACKENDS = ["portal.visitors.VisitorBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:home"
LOGOUT_REDIRECT_URL = "site:home"

# scrypt needs much memory per guess and half the time of Django's default per sign-in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "portal.shared.passwords.MaximumLengthValidator", "OPTIONS": {"max_length": 1024}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "portal.shared.passwords.ContextWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60

ACCOUNT_ADAPTER = "portal.shared.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An account comes from an invitation, and the invitation's link has proven the address already.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# "key" is the account seen from one address (AccountAdapter), so nobody can lock somebody else out.
# The account comes first: tries refused there do not use up the address's share.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/15m/key,20/15m/ip",
    "reset_password": "3/h/key,20/h/ip",
    "reset_password_from_key": "20/h/ip",
    "confirm_email": "3/h/key",
    "manage_email": "10/h/user",
    "change_password": "5/15m/user",
    "reauthenticate": "10/15m/user",
    "signup": "20/h/ip",
}
# How many proxies of our own stand in front; only that many hops of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = env.text("BRAND_NAME", "Talgud")
MFA_TOTP_TOLERANCE = 1
# Sign-up is closed, so nobody can hold another person's unproven address and lock it with a factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True

SESSION_IDLE_SECONDS = env.number("SESSION_IDLE_SECONDS", 2 * 60 * 60)
SESSION_ABSOLUTE_SECONDS = env.number("SESSION_ABSOLUTE_SECONDS", 12 * 60 * 60)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
