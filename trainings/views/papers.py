"""Papers of an event: the signature sheet of a day, certificates, and what somebody who came finds by his private link."""
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.papers import PdfUnavailable, html_pdf, paper_response, pdf_unavailable
from portal.shared.ui import Crumb
from portal.shared.views.base import Page, ShowPage, find
from portal.shared.ways import reverse
from projects.models import Programme
from projects.views.document import sent
from trainings import permissions
from trainings.choices import EventStatus
from trainings.exports.certificate import certificate_of, certificates_html, days_in_words, number
from trainings.exports.sheet import sheet_paper
from trainings.models import AgendaItem, EvidenceItem, Person, Registration
from trainings.summaries.attendance import lines_of, sheet_rules, taken_part
from trainings.summaries.feedback import OPEN, feedback_path, feedback_state
from trainings.views.attendance import OfDay
from trainings.views.below import BelowEvent
from trainings.views.own import ByToken

MOST_BLANK = 200


class OfPaper:
    """A paper as PDF, or with `?as=print` as a page of the browser. Names stand on it, so no cache keeps it."""

    owner_related = ("activity", "organiser", "municipality", "signup")

    @property
    def kind(self):
        return "html" if self.request.GET.get("as") == "print" else "pdf"

    def print_url(self):
        query = self.request.GET.copy()
        query["as"] = "print"
        return f"{self.request.path}?{query.urlencode()}"

    def get(self, request, *args, **kwargs):
        try:
            response = self.paper()
        except PdfUnavailable as error:
            return pdf_unavailable(request, error, print_url=self.print_url())
        response["Cache-Control"] = "private, no-store"
        return response

    def get_owner(self):
        """With the programme and those above it: their words stand on the paper. NestedMixin hands on the tab's project."""
        event = super().get_owner()
        above = Programme.objects.select_related("parent__parent")
        event.project.programme = above.filter(pk=self.parent.programme_id).first()
        return event


class AttendanceSheet(OfPaper, OfDay, Page):
    """A4, in the event's language. `?contact=0` leaves out the column for contacts, 1 shows it, otherwise the funder's rules say.

    `?names=0` leaves out the names, `?blank=30` sets how many empty rows there are.
    """

    def paper(self):
        day, query = self.object, self.request.GET
        people = [] if query.get("names") == "0" else [line.person for line in lines_of(day)]
        years, wanted = sheet_rules(self.owner.project.programme, day.date)
        paper = sheet_paper(
            day, people, contact={"0": False, "1": True}.get(query.get("contact"), wanted is not False),
            blank=blank_rows(query.get("blank", "")), years=years,
        )
        return paper_response(paper, self.kind, f"{paper.title} {day.date:%Y-%m-%d}")


def blank_rows(text):
    """How many empty rows somebody asked for, or None."""
    return min(int(text), MOST_BLANK) if text.isascii() and text.isdecimal() and len(text) < 5 else None


class CertificatePage(OfPaper, BelowEvent, Page):
    """The certificates of everybody who came, or of one person; only once the event was held."""

    rule = staticmethod(permissions.can_read_event_papers)

    def paper(self):
        person = self.person()
        taken = taken_part(self.owner, person) if self.owner.status == EventStatus.HELD else []
        if not taken:
            messages.warning(self.request, _("Certificates are there once the event was held and it is noted who came."))
            return redirect(self.owner.get_absolute_url())
        return certificates_response(self.owner, taken, self.kind)

    def person(self):
        if "person_pk" not in self.kwargs:
            return None
        return find(Person.objects.filter(project=self.parent), pk=self.kwargs["person_pk"])


def certificates_response(event, taken, kind):
    """The certificates of some `Taken`s as one document, each in the language of the person's messages."""
    taken = [row for row in taken if row.person.erased_at is None]
    if not taken:
        raise Http404
    languages = dict(Registration.objects.filter(event=event).order_by("pk").values_list("person", "language"))
    usual = event.signup.language if hasattr(event, "signup") else "et"
    items = list(AgendaItem.objects.filter(event=event).order_by("day__date", "starts_at", "order", "pk"))
    certificates = []
    for row in taken:
        there = {day.pk for day in row.days}
        topics = [item.topic for item in items if item.day_id is None or item.day_id in there]
        certificates.append(certificate_of(event, row, languages.get(row.person.pk, usual), topics))
    text = certificates_html(certificates, paged=kind == "pdf")
    if kind == "html":
        return HttpResponse(text)
    response = HttpResponse(html_pdf(text), content_type="application/pdf")
    word = _now("Certificate")
    name = f"{word} {event.pk}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


# --- by private link


class OwnCame(ByToken):
    """Whatever only those get who were there; for others these pages do not exist."""

    taken = None

    def load(self):
        subject = super().load()
        self.taken = own_part(self.registration)
        return subject

    def to(self, part, *args):
        return reverse(f"trainings:registration-own-{part}", args=[self.kwargs["token"], *args])

    @property
    def materials(self):
        return EvidenceItem.objects.live().filter(
            event=self.registration.event, for_participants=True, document__archived_at=None
        ).select_related("document")


def own_part(registration):
    """The `Taken` of a registration's own person under the name he gave, or None: a merge by mistake shows nobody else's."""
    found = taken_part(registration.event, registration.person)
    return replace(found[0], person=registration.person) if found else None


class OwnAfterwards(OwnCame, ShowPage):
    """After the event: what one attended, the certificate, the materials, and where to say how it was."""

    template_name = "trainings/registration_came.html"

    def get_page_title(self):
        return _("Thank you for coming") if self.taken else _("Certificate and materials")

    def breadcrumbs(self):
        return [Crumb(_("Your registration"), self.own()), Crumb(self.get_page_title())]

    def get_context_data(self, **kwargs):
        event, taken = self.registration.event, self.taken
        held = event.status == EventStatus.HELD
        return super().get_context_data(
            event=event, taken=taken, own_url=self.own(), eyebrow=str(event),
            days=days_in_words([day.date for day in taken.days]) if taken else "",
            hours=number(taken.hours) if taken and taken.is_stated else "",
            certificate_url=self.to("certificate") if taken and held else "",
            materials=[(item.document, self.to("material", item.pk)) for item in self.materials] if taken else [],
            feedback_url=feedback_path(event) if taken and feedback_state(event, timezone.localdate()) == OPEN else "", **kwargs,
        )


class OwnCertificate(OwnCame):
    def get_registration(self):
        registration = super().get_registration()
        rows = type(registration.event).objects.select_related("organiser", "signup", "project__programme__parent__parent")
        registration.event = rows.get(pk=registration.event_id)
        return registration

    def get(self, request, *args, **kwargs):
        event = self.registration.event
        if self.taken is None or event.status != EventStatus.HELD:
            raise Http404
        try:
            return certificates_response(event, [self.taken], "html" if request.GET.get("as") == "print" else "pdf")
        except PdfUnavailable as error:
            return pdf_unavailable(request, error, print_url=f"{request.path}?as=print")


class OwnMaterial(OwnCame):
    """A file that the organiser gives to those who came."""

    def get(self, request, *args, **kwargs):
        if self.taken is None:
            raise Http404
        return sent(find(self.materials, pk=self.kwargs["evidenceitem_pk"]).document)
