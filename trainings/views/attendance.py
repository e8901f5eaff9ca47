"""Who was there: the list of a day, those who came, the scan of the signature sheet, and thanks."""
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.tables import Column, Table, format_day
from portal.shared.ui import Action, Crumb
from portal.shared.views import ActionPage, CreatePage, ListPage, UpdatePage
from portal.shared.views.base import Page, find
from portal.shared.views.edit import CONFLICT, WRONG
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.document import sent
from projects.views.people import public_address
from projects.views.workspace import route_of
from trainings import permissions
from trainings.actions import attendance as verbs_of_attendance
from trainings.actions.thanks import thank_participants, thanked_registrations
from trainings.choices import DayKind, EventStatus
from trainings.exports.sheet import hours
from trainings.forms.attendance import AttendanceListForm, SignedSheetEditForm, SignedSheetForm, ThankForm
from trainings.models import EventDay, EvidenceItem, Person, SignedSheet, Signup
from trainings.summaries.attendance import difference_in_words, figures_of, lines_of, taken_part
from trainings.views.below import BelowEvent, OneEvent

THANKED_WITHIN = timedelta(days=90)


class OfDay(BelowEvent):
    """Pages about one day of an event."""

    model = EventDay
    has_object = True

    def get_object(self):
        return find(self.get_queryset(), pk=self.kwargs["eventday_pk"])

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.parent.slug, self.owner.pk, *args])

    def list_url(self):
        return self.to("attendance-edit", self.object.pk)

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner.get_absolute_url())]

    def day_text(self):
        return " ".join(part for part in (format_day(self.object.date)[0], hours(self.object)) if part)


class AttendanceEdit(OfDay, Page):
    """Ticks, minutes and those who came without signing up: one form, saved as a whole, over nobody's head."""

    template_name = "trainings/attendance_edit.html"
    page_title = _("Who was there")

    def get_form(self, data=None, conflicts=()):
        return AttendanceListForm(
            data, lines=lines_of(self.object, waiting=True), conflicts=conflicts, user=self.request.user, parent=self.parent
        )

    def actions(self):
        day = self.object
        return [
            Action(_("Print the signature sheet"), self.to("attendance-sheet", day.pk)),
            Action(_("Code at the door"), self.to("checkin-code", day.pk)),
            Action(_("Add a scan of the sheet"), self.to("signedsheet-create", day.pk)),
        ]

    def get(self, request, *args, **kwargs):
        return self.show(form=self.get_form())

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(WRONG, form=form)
        try:
            changed, conflicts = verbs_of_attendance.save_list(
                self.object, form.ticks(), by=request.user, walk_ins=form.walk_ins(), language=self.language(),
                everyone="everyone" in request.POST,
            )
        except ValidationError as error:
            form.add_verb_errors(error)
            return self.show(WRONG, form=form)
        if conflicts:
            return self.show(CONFLICT, form=self.with_mine(form, conflicts))
        messages.success(request, saved_text(changed))
        return HttpResponseRedirect(self.list_url())

    def with_mine(self, form, conflicts):
        """The list as it is now, and in the lines in conflict what this person wanted: sent again, it is saved."""
        fresh = self.get_form(conflicts=conflicts)
        for key in conflicts:
            for name in (f"here-{key}", f"minutes-{key}"):
                fresh.initial[name] = form.cleaned_data[name]
        return fresh

    def language(self):
        """In which language somebody who just came is written to later."""
        found = Signup.objects.filter(event=self.owner).values_list("language", flat=True).first()
        return found or get_language()

    def get_context_data(self, **kwargs):
        day, rows = self.object, kwargs["form"].rows
        sheets = list(day.sheets.select_related("document"))
        came = sum(row.line.is_present for row in rows)
        noted = any(row.line.attendance for row in rows)
        signed = sum(sheet.signatures for sheet in sheets) if sheets else None
        return super().get_context_data(
            event=self.owner, day=day, sheet_url=self.to("attendance-sheet", day.pk), lead=f"{self.owner} · {self.day_text()}",
            is_ahead=day.date > timezone.localdate(), came=came, expected=sum(row.line.waiting is None for row in rows),
            difference=difference_in_words(signed, came if noted else None), agrees=signed == came,
            sheets=[(row, self.to("signedsheet-edit", row.pk), self.to("signedsheet-download", row.pk)) for row in sheets],
            **kwargs,
        )


def saved_text(changed):
    if not changed:
        return _now("Nothing was changed.")
    return ngettext("%(n)d line is saved.", "%(n)d lines are saved.", changed) % {"n": changed}


class AttendanceList(BelowEvent, ListPage):
    """Everybody who came to the event, once each, with days and hours; leads to the certificates."""

    model = Person
    rule = staticmethod(permissions.can_read_event_papers)
    page_title = _("Who came")
    default_sort = "name"
    empty_title = _("Nobody is noted yet")
    empty_text = _("Open a day of the event and tick those who were there.")

    @cached_property
    def taken(self):
        return {taken.person.pk: taken for taken in taken_part(self.owner)}

    def get_queryset(self):
        return Person.objects.filter(project=self.parent, pk__in=list(self.taken))

    def get_columns(self):
        slug, event = self.parent.slug, self.owner
        found = [
            Column("name", _("Name"), sort="sort_key", url=lambda row: route_of("trainings:person-detail", slug, row.pk)),
            Column("organisation", _("Organisation"), sort="organisation"),
            Column("village", _("Village or town"), sort="village"),
            Column("days", _("Days"), kind="number", value=lambda row: len(self.taken[row.pk].days)),
            Column("hours", _("Academic hours"), kind="number", value=lambda row: plain(self.taken[row.pk].hours)),
        ]
        if event.status == EventStatus.HELD and "format" not in self.request.GET:
            found.append(Column(
                "certificate", _("Certificate"), value=lambda row: "PDF",
                url=lambda row: reverse("trainings:certificate", args=[slug, event.pk, row.pk]),
            ))
        return found

    def actions(self):
        if self.owner.status != EventStatus.HELD or not self.taken:
            return []
        address = reverse("trainings:certificate-all", args=[self.parent.slug, self.owner.pk])
        return [Action(_("All certificates"), address)]

    def count_text(self, count):
        return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


def plain(hours):
    return int(hours) if hours == int(hours) else hours


# --- the scan of the signature sheet


class SheetCreate(OfDay, CreatePage):
    form_class = SignedSheetForm
    page_title = _("Add a scan of the sheet")
    submit_label = _("Upload")

    def get_form(self, data=None, files=None):
        sheet = SignedSheet(day=self.object)
        return self.form_class(data, files, instance=sheet, user=self.request.user, parent=self.parent)

    def save(self, form):
        answer = form.cleaned_data
        verbs_of_attendance.add_signed_sheet(
            form.instance, answer["file"], by=self.request.user, key=answer.get("idempotency_key")
        )
        return self.done(self.object)

    def get_success_url(self):
        return self.list_url()

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [*super().crumbs_below(), Crumb(_("Who was there"), self.list_url())]


class OfSheet(BelowEvent):
    """Pages about one scan of an event."""

    model = SignedSheet
    has_object = True
    owner_field = "day__event"

    def get_queryset(self):
        """All of the event: who may open one, the rule says."""
        rows = SignedSheet.objects.filter(day__event=self.kwargs[self.owner_kwarg], day__event__project=self.parent)
        return rows.select_related("day", "document")

    def adopt(self, row):
        row.day.event = self.owner
        return row


class SheetEdit(OfSheet, UpdatePage):
    form_class = SignedSheetEditForm
    verb = staticmethod(verbs_of_attendance.change_signed_sheet)
    page_title = _("Signatures on the sheet")

    def get_success_url(self):
        return reverse("trainings:attendance-edit", args=[self.parent.slug, self.owner.pk, self.object.day_id])

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner.get_absolute_url()), Crumb(_("Who was there"), self.get_success_url())]


class SheetDownload(OfSheet, Page):
    """The scan itself: names and signatures stand on it, so not even everybody of the project opens it."""

    rule = staticmethod(permissions.can_read_event_papers)

    def get(self, request, *args, **kwargs):
        return sent(self.object.document)


# --- thanks


class EventThank(OneEvent, ActionPage):
    """Thanks with certificate and materials, once, to those who came."""

    rule = staticmethod(permissions.can_change_event)
    form_class = ThankForm
    question = _("Thank those who came?")
    submit_label = _("Send the thanks")
    success_message = _("The thanks are on their way.")

    def perform(self, event):
        thank_participants(
            event, by=self.request.user, address=lambda path: public_address(self.request, path),
            message=self.form.cleaned_data["message"],
        )

    def get_context_data(self, **kwargs):
        letters = thanked_registrations(self.object).count()
        files = EvidenceItem.objects.live().filter(event=self.object, for_participants=True).count()
        told = ngettext(
            "%(n)d letter goes out, only to those who were there and left an e-mail.",
            "%(n)d letters go out, only to those who were there and left an e-mail.", letters,
        ) % {"n": letters}
        told += " " + (
            ngettext(
                "Behind its link there are the certificate and %(n)d file.",
                "Behind its link there are the certificate and %(n)d files.", files,
            ) % {"n": files} if files else _now("Behind its link there is the certificate; no files are given out yet.")
        )
        return super().get_context_data(**{"explanation": told} | kwargs)


# --- on the page of the event


def block(page):
    """Days with expected and present people, for the project's people; names and papers only for who keeps the event."""
    event, user = page.object, page.request.user
    if not can_view_workspace(user, event.project):
        return None
    figures = figures_of(event)
    if not figures:
        return None
    keeps = page.may.change
    reads = keeps or permissions.can_read_event_papers(user, event)
    report = getattr(event, "report", None)
    thanked = report.thanked_at if reads and report else None
    came = any(row.came for row in figures)
    held = event.status == EventStatus.HELD
    return {
        "table": Table(block_columns(page, reads, keeps), figures, caption=_("Attendance")),
        "list_url": page.to("attendance-list") if reads and came else "",
        "certificates_url": page.to("certificate-all") if reads and came and held else "",
        "thank_url": page.to("event-thank") if keeps and came and held and not thanked and is_fresh(figures) else "",
        "thanked_on": format_day(thanked)[0] if thanked else "",
    }


def is_fresh(figures):
    """Thanks for something of the year before last only puzzle people."""
    return timezone.localdate() - max(row.day.date for row in figures) < THANKED_WITHIN


def day_name(day):
    """Two halves of one date are told apart by their kind."""
    kind = day.get_kind_display() if day.kind != DayKind.OTHER else ""
    return " ".join(part for part in (format_day(day.date)[0], hours(day), kind) if part)


def block_columns(page, reads, keeps):
    def to(name):
        return lambda row: page.to(name, row.day.pk)

    found = [
        Column("date", _("Day"), value=lambda row: day_name(row.day), url=to("attendance-edit") if keeps else None),
        Column("expected", _("Have a place"), kind="number"),
        Column("came", _("Came"), kind="number", empty=_("not noted")),
        Column("signatures", _("Signatures"), kind="number", empty=_("no scan")),
    ]
    if reads:
        found.append(Column("difference", _("Compared"), empty="–"))
    if keeps:
        found += [
            Column("sheet", _("Signature sheet"), value=lambda row: _now("Print"), url=to("attendance-sheet")),
            Column("code", _("Code at the door"), value=lambda row: _now("Show"), url=to("checkin-code")),
        ]
    return found


