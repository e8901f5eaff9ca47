"""Checking in at the door: the poster with its code, and what the code opens on a participant's phone.

Nobody types a name, and no answer tells who is registered: a browser that opened the private link before knows whose it is,
and everybody else is sent a letter to the address he signed up with.
"""
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared import errors, throttles
from portal.shared.rules import public
from portal.shared.tables import format_day
from portal.shared.views.base import Page, ShowPage
from portal.shared.views.edit import CONFLICT, WRONG
from portal.shared.ways import reverse
from projects.views.people import public_address
from trainings.actions import checkin as verbs_of_checkin
from trainings.exports.sheet import hours
from trainings.forms.attendance import CheckInMailForm
from trainings.models import Attendance, EventDay, Registration, Signup
from trainings.views.attendance import OfDay
from trainings.views.remembered import remember, remembered

HOUR = 60 * 60
# A whole hall stands behind one address; one letter box gets no more than this.
MOST_OF_CLIENT, MOST_OF_EMAIL = 120, 3
QUIET = 4  # modules of white around a code, without which phones do not find it


def drawing_of(text):
    """(path of the dark modules, side): a QR code for an SVG, a unit each module."""
    import segno

    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    path = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                path.append(f"M{x + QUIET} {y + QUIET}h{run - x}v1h-{run - x}z")
            x = run + 1
    return "".join(path), len(rows) + 2 * QUIET


class CheckInCode(OfDay, ShowPage):
    """The poster: print it or show it at the door."""

    template_name = "trainings/checkin_code.html"
    page_title = _("Code at the door")

    def get_context_data(self, **kwargs):
        day = self.object
        language = Signup.objects.filter(event=self.owner).values_list("language", flat=True).first() or get_language()
        opens, closes = verbs_of_checkin.window_of(day).shown()
        with translation.override(language):
            link = public_address(self.request, reverse("trainings:checkin", args=[verbs_of_checkin.door_token(day)]))
            words = (str(self.owner), day_text(day), _now("I am here"), _now(
                "Point your phone's camera at the code and say that you are here. Or tell the organiser."
            ))
        path, side = drawing_of(link)
        return super().get_context_data(
            event=self.owner, day=day, link=link, path=path, side=side, words=words, language=language,
            opens=opens, closes=closes, host=urlsplit(link).netloc, **kwargs,
        )


def day_text(day):
    return " ".join(part for part in (format_day(day.date)[0], hours(day)) if part)


class AtTheDoor(Page):
    """Pages for phones at the door. No cache keeps them, no search engine lists them."""

    rule = public
    model = EventDay
    page_title = _("I am here")

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def breadcrumbs(self):
        return []

    @property
    def state(self):
        """"soon", "open" or "over"."""
        window, now = verbs_of_checkin.window_of(self.day), timezone.now()
        return "open" if window.is_open(now) else "soon" if now < window.opens else "over"

    def check_in(self, registration):
        """What was wrong, in words, or "" when it is noted."""
        try:
            verbs_of_checkin.check_in(self.day, registration)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    def get_context_data(self, **kwargs):
        opens, closes = verbs_of_checkin.window_of(self.day).shown()
        context = {
            "event": self.day.event, "day_text": day_text(self.day), "state": self.state, "problem": "", "opens": opens,
            "closes": closes,
        }
        return super().get_context_data(**context | kwargs)


class CheckIn(AtTheDoor):
    """What the code on the poster opens."""

    template_name = "trainings/checkin.html"

    def load(self):
        self.day = verbs_of_checkin.find_day(self.kwargs["token"])
        if self.day is None:
            raise Http404
        return None

    def mine(self):
        """[(Registration, whether it is noted)] of this event that this browser knows."""
        rows = Registration.objects.filter(
            pk__in=remembered(self.request), event=self.day.event_id, person__erased_at=None
        ).standing().select_related("person").order_by("pk")
        noted = set(Attendance.objects.present().filter(day=self.day, person__in=[row.person_id for row in rows]).values_list(
            "person", flat=True
        ))
        return [(row, row.person_id in noted) for row in rows]

    def get(self, request, *args, **kwargs):
        return self.answer(CheckInMailForm())

    def answer(self, form, status=200, **context):
        return self.show(status, form=form, mine=self.mine(), **context)

    def post(self, request, *args, **kwargs):
        if "place" in request.POST:
            return self.tap(request.POST["place"])
        form = CheckInMailForm(request.POST)
        if not form.is_valid():
            return self.answer(form, WRONG)
        wait = throttles.hit("checkin", throttles.client_of(request), most=MOST_OF_CLIENT, seconds=HOUR)
        if wait:
            return errors.too_many(request, retry_after=wait)
        if self.state == "open":
            self.write_to(form.cleaned_data["email"].strip().lower())
        messages.success(request, _(
            "If somebody signed up with this address, a letter is on its way: open it and tap once. Or tell the organiser."
        ))
        return HttpResponseRedirect(request.path)

    def tap(self, place):
        """Somebody says "I am here" on a browser that knows who he is; a key it does not know is nobody's."""
        registration = next((row for row, _noted in self.mine() if str(row.pk) == place), None)
        if registration is None:
            return self.answer(CheckInMailForm(), WRONG, problem=_("This device does not know you any more. Ask for a letter."))
        problem = self.check_in(registration)
        if problem:
            return self.answer(CheckInMailForm(), CONFLICT, problem=problem)
        messages.success(self.request, _("You are on the list. Welcome!"))
        return remember(self.request, HttpResponseRedirect(self.request.path), registration)

    def write_to(self, email):
        """One letter with a link for each who signed up with this address; none to a stranger's, none to one that got three."""
        rows = verbs_of_checkin.registrations_at(self.day, email)
        # Counted together with the letters that signing up sets off.
        if not rows or throttles.hit("signup-mail", rows[0].person.email, most=MOST_OF_EMAIL, seconds=HOUR):
            return
        with translation.override(rows[0].language):
            # No names: a stranger may have typed them. The page says whose it is.
            paths = [reverse("trainings:checkin-own", args=[verbs_of_checkin.pass_token(self.day, row)]) for row in rows]
            links = [public_address(self.request, path) for path in paths]
            context = {"event": self.day.event, "day": day_text(self.day), "links": links, "brand": settings.BRAND_NAME}
            send_mail(
                _now("I am here: %(event)s") % {"event": self.day.event},
                render_to_string("trainings/mail/checkin.txt", context), None, [rows[0].person.email],
            )


class CheckInOwn(AtTheDoor):
    """What the letter opens: one person, one day, one button."""

    template_name = "trainings/checkin_own.html"

    def load(self):
        found = verbs_of_checkin.find_pass(self.kwargs["token"])
        if found is None:
            raise Http404
        self.day, self.registration = found
        return None

    def get(self, request, *args, **kwargs):
        return self.show(name=self.registration.person.name)

    def post(self, request, *args, **kwargs):
        problem = self.check_in(self.registration)
        if problem:
            return self.show(CONFLICT, name=self.registration.person.name, problem=problem)
        messages.success(request, _("You are on the list. Welcome!"))
        response = HttpResponseRedirect(reverse("trainings:registration-own", args=[self.registration.token]))
        return remember(request, response, self.registration)
