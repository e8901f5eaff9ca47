"""The forms of an event's programme of the day, of partners' parts and of its report."""
import re
import uuid
from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PlainForm, PortalForm
from projects.models import ActivityPartner, Organisation, Partnership
from trainings.actions.details import MOST_LINES
from trainings.models import AgendaItem, EventDay, EventReport, EventShare

CLOCK = r"(\d{1,2})[.:](\d{2})"
LINE = re.compile(rf"\s*{CLOCK}\s*(?:(?:[-–—]|\bkuni\b|\blīdz\b|\bto\b|;|\t)\s*{CLOCK})?[\s;,]+(\S.*)", re.I)
LENGTHS = {"topic": 200, "method": 120, "led_by": 120}


class AgendaItemForm(PortalForm):
    class Meta:
        model = AgendaItem
        fields = ["day", "starts_at", "ends_at", "topic", "method", "led_by", "order"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].queryset = days_of(self.instance.event)
        self.fields["day"].label_from_instance = day_label


def days_of(event):
    return EventDay.objects.filter(event=event).order_by("date", "starts_at", "pk")


def day_label(day):
    return f"{day.date:%d.%m.%Y} {day.get_kind_display()}"


class AgendaPasteForm(PlainForm):
    """A block of lines as people have it: from when to when, what, in what manner, who leads it."""

    day = forms.ModelChoiceField(EventDay.objects.none(), label=_("Day"), required=False)
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    lines = forms.CharField(
        label=_("Lines"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("One line each: 10.00–10.30 Opening; talk; head of the village. Cells of a spreadsheet will do."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].queryset = days_of(self.parent)
        self.fields["day"].label_from_instance = day_label
        self.initial["idempotency_key"] = uuid.uuid4()
        self.fields["day"].initial = self.fields["day"].queryset.first()

    def clean_lines(self):
        written = [(number, line) for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1) if line.strip()]
        if len(written) > MOST_LINES:
            raise ValidationError(_("At most %(most)d lines at a time."), code="too_many", params={"most": MOST_LINES})
        if not written:
            raise ValidationError(_("Line %(number)d has no topic."), code="no_topic", params={"number": 1})
        return [read_line(number, line) for number, line in written]


def read_line(number, line):
    """{field of AgendaItem: value} of one line; raises ValidationError with the line's number for times that cannot be."""
    timed = LINE.fullmatch(line.rstrip())
    values = {"starts_at": None, "ends_at": None}
    try:
        if timed:
            hour, minute, end_hour, end_minute, rest = timed.groups()
            values["starts_at"] = time(int(hour), int(minute))
            values["ends_at"] = time(int(end_hour), int(end_minute)) if end_hour else None
        else:
            rest = line
        if values["ends_at"] and values["ends_at"] <= values["starts_at"]:
            raise ValueError("ends before it begins")
    except ValueError as error:
        raise ValidationError(
            _("Line %(number)d: these times cannot be."), code="times", params={"number": number}
        ) from error
    words = [part.strip() for part in re.split(r"[;\t]", rest, maxsplit=2)] + ["", ""]
    for (name, most), text in zip(LENGTHS.items(), words, strict=False):
        if len(text) > most:
            raise ValidationError(_("Line %(number)d is too long."), code="too_long", params={"number": number})
        values[name] = text
    if not values["topic"]:
        raise ValidationError(_("Line %(number)d has no topic."), code="no_topic", params={"number": number})
    return values


def partners_of(event):
    """Everybody who has a part in the project: a joint event is shared with others."""
    partners = Partnership.objects.filter(project=event.project_id).values("organisation")
    helpers = ActivityPartner.objects.filter(activity__project=event.project_id, organisation__isnull=False)
    return Organisation.objects.filter(Q(pk__in=partners) | Q(pk__in=helpers.values("organisation")))


class EventShareForm(PortalForm):
    class Meta:
        model = EventShare
        fields = ["organisation", "weight", "places"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = self._with_present_choice(
            "organisation", partners_of(self.instance.event)
        )

    def get_warnings(self):
        """More places promised to partners than there are."""
        event, places = self.instance.event, self.cleaned_data.get("places")
        if places is None or event.capacity is None:
            return
        others = EventShare.objects.filter(event=event).exclude(pk=self.instance.pk)
        given = sum(others.exclude(places=None).values_list("places", flat=True)) + places
        if given > event.capacity:
            yield _("The partners would have %(given)d places; the event has %(capacity)d.") % {
                "given": given, "capacity": event.capacity
            }


class EventReportForm(PortalForm):
    class Meta:
        model = EventReport
        fields = ["summary", "feedback_comment"]
