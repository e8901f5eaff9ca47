"""Which registrations a browser belongs to: a signed cookie, set where somebody opens his private link.

At the door one tap is then enough. The cookie holds keys and no names, and opens nothing but the button "I am here".
"""
from django.conf import settings

DAYS, MOST = 120, 8
SALT = "trainings.places"


def cookie_name():
    return "__Host-places" if settings.SESSION_COOKIE_SECURE else "places"


def remembered(request):
    """Keys of the registrations, the latest last."""
    text = request.get_signed_cookie(cookie_name(), default="", salt=SALT, max_age=DAYS * 86400)
    return [int(part) for part in text.split("-") if part]


def remember(request, response, registration):
    """This browser is this registration's from now on."""
    kept = [pk for pk in remembered(request) if pk != registration.pk][-(MOST - 1):]
    response.set_signed_cookie(
        cookie_name(), "-".join(str(pk) for pk in [*kept, registration.pk]), salt=SALT, max_age=DAYS * 86400,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )
    return response
