"""The yardstick: two bare pages behind Django's own middleware, sessions and people, served in the same process as ours.

B1: a session, a signed-in person, one indexed query and a hundred rows of six cells formatted in Python, about 28 kB.
B0: the session and the person alone, plain text. See "What our pages must reach" in docs/speed.md.
"""
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Engine
from django.test import override_settings
from django.urls import path, reverse
from django.utils import formats
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

MIDDLEWARE = [
    "portal.bench.bare.own_addresses",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.bench.bare.person_of_the_session",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROWS = 100
FROM_HERE = (
    "SELECT id, object_id, action_flag, action_time, object_repr, change_message FROM django_admin_log"
    " WHERE id > %s ORDER BY id LIMIT %s"
)
PAGE = Engine().from_string("""<!doctype html>
<html lang="et"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><header><a href="/">{{ title }}</a> {{ person }}</header>
<main><h1>{{ title }}</h1>
<table class="table"><thead><tr>{% for head in heads %}<th scope="col">{{ head }}</th>{% endfor %}
</tr></thead>
<tbody>{% for row in rows %}
<tr><td><a href="{{ row.0 }}">{{ row.1 }}</a></td><td>{{ row.2 }}</td><td class="numeric">{{ row.3 }}</td>
<td class="numeric">{{ row.4 }}</td><td>{{ row.5 }}</td><td>{{ row.6 }}</td></tr>{% endfor %}
</tbody></table></main></body></html>""")


def own_addresses(get_response):
    def follow(request):
        request.urlconf = "portal.bench.bare"
        return get_response(request)
    return follow


def person_of_the_session(get_response):
    """Django's AuthenticationMiddleware with Django's ModelBackend: what makes ours faster must not make the yardstick so."""
    backend = ModelBackend()

    def known(session):
        user = backend.get_user(session[SESSION_KEY])
        if user is None or not constant_time_compare(session[HASH_SESSION_KEY], user.get_session_auth_hash()):
            raise LookupError("The yardstick's visitor is not signed in.")
        return user

    def follow(request):
        request.user = SimpleLazyObject(lambda: known(request.session))
        return get_response(request)
    return follow


def b0(request):
    return HttpResponse(f"{request.user.email} {request.session.session_key}", content_type="text/plain")


def b1(request):
    with connection.cursor() as cursor:
        cursor.execute(FROM_HERE, [0, ROWS])
        found = cursor.fetchall()
    rows = [
        (
            reverse("row", args=[pk]), name, formats.date_format(moment, "SHORT_DATE_FORMAT"),
            formats.number_format(int(number) * 1000), f"{formats.number_format(int(number) / 100, 2)} €", flag, words,
        )
        for pk, number, flag, moment, name, words in found
    ]
    heads = ["Nimi", "Päev", "Osalejaid", "Summa", "Olek", "Märkus"]
    return HttpResponse(PAGE.render(Context({"title": "Sada rida", "person": request.user, "heads": heads, "rows": rows})))


def row(request, pk):
    return HttpResponse(str(pk))


urlpatterns = [path("b0", b0), path("b1", b1), path("rows/<int:pk>/", row, name="row")]


def handler():
    """A WSGI application of the bare pages alone; its middleware stays when the settings are ours again."""
    with override_settings(MIDDLEWARE=MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db"):
        return WSGIHandler()
