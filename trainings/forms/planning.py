"""Forms that make whole events: in under a minute, as a copy, as a series; and the warnings about a date."""
from datetime import timedelta

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from communities.forms import YOURS_ONLY, project_activities, project_organisations, propose_only
from communities.models import Community, County, Municipality
from portal.shared.boxes import Drawn
from portal.shared.dates import validate_day
from portal.shared.forms import PortalForm, PortalFormMixin
from portal.shared.options import OfferedTogether
from projects.forms.base import live_of_project
from projects.models import Audience
from projects.permissions import coordinates
from trainings.actions.planning import MOST_EVENTS, copy_of
from trainings.choices import EventKind
from trainings.forms.programme import needs_of
from trainings.models import Event, EventDay, TrainingProgramme
from trainings.permissions import can_edit_event
from trainings.summaries.clashes import clash_warnings, clashes_on, order_warnings_of
from trainings.summaries.hours import academic_hours_of, hours_warning

PLACES = {
    "municipality": lambda user, project: Municipality.objects.select_related("county"),
    "county": lambda user, project: County.objects.all(),
    "community": lambda user, project: Community.objects.visible_to(user).live(),
    "audiences": lambda user, project: Audience.objects.all(),
}
EACH_DAY, EACH_GROUP = "days", "groups"
MOST_IN_A_ROW = 14
# Where enough is said, the button stands; what follows may wait.
SEND = object()


def date_warnings(days, event, user, *, audiences=None, without=None, stored=False):
    """Sentences about the days of an event: clashes, what should be finished first, hours that want personal data.

    `without`: the key of a stored day that these days replace; `stored`: they are the event's own, nothing is added.
    """
    warnings = clash_warnings(clashes_on(days, event, user=user, audiences=audiences))
    first = min(day.date for day in days)
    hours = 0 if stored else sum(map(academic_hours_of, days))
    # Whether the hours cross a limit is asked of the programme on the day itself.
    wanted = hours_warning(event, hours, on=first, without=without)
    return [*warnings, *order_warnings_of(event, first), *([wanted] if wanted else [])]


def of_day(name, **kwargs):
    """The form field of an EventDay, under its own words."""
    return EventDay._meta.get_field(name).formfield(**kwargs)


class DayFields(forms.Form):
    """Hours and kind of the days that a form makes."""

    starts_at = of_day("starts_at", help_text=_("For example 10:00."))
    ends_at = of_day("ends_at")
    day_kind = of_day("kind")
    half_days = of_day("half_days")
    signup = forms.BooleanField(
        label=_("People can sign up"), required=False, initial=True,
        help_text=_("A page for signing up opens with the event; it can be changed later."),
    )


class MakingForm(OfferedTogether, PortalForm):
    """What the forms that make events share: whose event it is, and the days it gets."""

    together = ("municipality", "audiences", "activity", "organiser", "programme")
    scope = PLACES | {
        "activity": project_activities, "organiser": project_organisations,
        "programme": live_of_project(TrainingProgramme), "needs": needs_of,
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not coordinates(self.user, self.parent):
            propose_only(self, "organiser")
            propose_only(self, "activity")
        programmes = list(self.fields["programme"].queryset[:2])
        if not programmes:
            del self.fields["programme"]
        elif len(programmes) == 1 and self.initial.get("programme") is None:
            self.initial["programme"] = programmes[0].pk

    @property
    def helper(self):
        """Short fields that are read together stand beside each other: a tuple in `layout_groups`."""
        helper = Drawn()
        sets = [
            Fieldset(legend, *filter(None, (self.beside(part) for part in parts)), css_class="form-group-set")
            for legend, parts in self.layout_groups
        ]
        hidden = [name for name, field in self.fields.items() if field.widget.is_hidden]
        helper.layout = Layout(*sets, *hidden)
        return helper

    def beside(self, part):
        if part is SEND:
            return StrictButton(_("Plan it"), type="submit", css_class="btn-primary")
        names = [name for name in (part if isinstance(part, tuple) else (part,)) if name in self.fields]
        if len(names) < 2:
            return names[0] if names else None
        return Row(*(Column(name, css_class="col-sm") for name in names))

    def clean(self):
        data = super().clean()
        begins, ends = data.get("starts_at"), data.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", ValidationError(_("The end must be after the beginning."), code="times"))
        for part in (data.get("activity"), data.get("programme")):
            if part is not None:
                part.project = self.parent
        written = Event(project=self.parent, activity=data.get("activity"), organiser=data.get("organiser"))
        if not self.errors and not can_edit_event(self.user, written):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data

    def day(self, on=None):
        """An unsaved day with the hours and kind of this form."""
        data = self.cleaned_data
        return EventDay(
            event=self.instance, date=on, starts_at=data.get("starts_at"), ends_at=data.get("ends_at"),
            kind=data["day_kind"], half_days=data["half_days"],
        )

    def get_warnings(self):
        return date_warnings(
            self.all_days(), self.instance, self.user, audiences=list(self.cleaned_data.get("audiences") or ())
        )


class QuickEventForm(DayFields, MakingForm):
    """The few things an event needs; the rest can wait."""

    form_name = "quick-event"
    date = forms.DateField(label=_("Date"), validators=[validate_day])
    in_a_row = forms.IntegerField(
        label=_("Days in a row"), min_value=1, max_value=MOST_IN_A_ROW, initial=1, required=False
    )
    layout_groups = [
        (_("In short"), [
            "title_et", ("kind", "capacity"), ("date", "starts_at", "ends_at"), ("venue", "municipality"), "signup", SEND,
        ]),
        (_("For whom"), ["audiences"]),
        (_("Where it belongs"), ["activity", "organiser", "programme"]),
        (_("How it is counted"), ["in_a_row", ("day_kind", "half_days")]),
    ]

    class Meta:
        model = Event
        fields = [
            "kind", "title_et", "venue", "municipality", "audiences", "capacity", "activity", "organiser", "programme", "needs",
        ]
        widgets = {"audiences": forms.CheckboxSelectMultiple, "needs": forms.MultipleHiddenInput}

    def all_days(self):
        many = self.cleaned_data.get("in_a_row") or 1
        return [self.day(self.cleaned_data["date"] + timedelta(days=number)) for number in range(many)]


class SeriesForm(DayFields, MakingForm):
    """The same event again and again, or the same days for several groups of people (C-11)."""

    form_name = "event-series"
    shape = forms.ChoiceField(
        label=_("What is made"), initial=EACH_DAY, widget=forms.RadioSelect,
        choices=[(EACH_DAY, _("Each date is an event")), (EACH_GROUP, _("Each group is an event with several days"))],
    )
    groups = forms.IntegerField(
        label=_("Groups"), min_value=1, max_value=12, initial=2, required=False,
        help_text=_("Only for groups: the dates are shared out among them in their order."),
    )
    first = forms.DateField(label=_("First date"), required=False, validators=[validate_day])
    times = forms.IntegerField(label=_("How many times"), min_value=1, max_value=MOST_EVENTS, required=False)
    weeks = forms.IntegerField(label=_("Every … weeks"), min_value=1, max_value=26, initial=1, required=False)
    listed = forms.CharField(
        label=_("Or list the dates"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One per line. An empty line begins the next group."),
    )
    layout_groups = [
        (_("In short"), ["title_et", ("kind", "capacity"), ("venue", "municipality"), "signup"]),
        (_("Dates"), ["shape", "groups", ("first", "times", "weeks"), "listed", ("starts_at", "ends_at")]),
        (_("For whom"), ["audiences"]),
        (_("Where it belongs"), ["activity", "organiser", "programme"]),
        (_("How it is counted"), [("day_kind", "half_days")]),
    ]

    class Meta:
        model = Event
        fields = ["kind", "title_et", "capacity", "venue", "municipality", "audiences", "activity", "organiser", "programme"]
        widgets = {"audiences": forms.CheckboxSelectMultiple}

    def clean_listed(self):
        """[[date]], a list per group of lines."""
        blocks, field = [[]], forms.DateField(validators=[validate_day])
        for number, line in enumerate(self.cleaned_data["listed"].splitlines(), 1):
            if not line.strip():
                blocks.append([])
                continue
            try:
                blocks[-1].append(field.clean(line.strip(" ,;\t") or "?"))
            except ValidationError as error:
                raise ValidationError(
                    _("Line %(number)d is no date: %(text)s"), code="invalid", params={"number": number, "text": line[:40]}
                ) from error
        return [block for block in blocks if block]

    def clean(self):
        data = super().clean()
        if not self.errors:
            data["made"] = self.made(data)
        return data

    def made(self, data):
        """[(name of the group or "", [date])]; raises ValidationError when the dates do not add up."""
        blocks, count = data["listed"], data.get("groups") or 1
        in_groups = data["shape"] == EACH_GROUP
        if not blocks:
            if not data.get("first") or not data.get("times"):
                raise ValidationError(_("Say the first date and how many times, or list the dates."), code="no_days")
            step = timedelta(weeks=data.get("weeks") or 1)
            blocks = [[data["first"] + step * number for number in range(data["times"])]]
        dates = [date for block in blocks for date in block]
        if len(dates) > MOST_EVENTS:
            raise ValidationError(_("At most %(most)d events at a time."), code="too_many", params={"most": MOST_EVENTS})
        if not in_groups:
            return [("", [date]) for date in sorted(set(dates))]
        if len(blocks) == 1:
            size, left = divmod(len(dates), count)
            if left or not size:
                raise ValidationError(
                    _("%(dates)d dates cannot be shared out among %(groups)d groups."), code="uneven",
                    params={"dates": len(dates), "groups": count},
                )
            blocks = [dates[place * size:(place + 1) * size] for place in range(count)]
        return [(_now("Group %(n)d") % {"n": number}, block) for number, block in enumerate(blocks, 1)]

    def all_days(self):
        return [self.day(date) for _name, dates in self.cleaned_data["made"] for date in dates]


class CopyForm(PortalForm):
    """A copy of an event: what it is called and when it begins."""

    form_name = "event-copy"
    first_day = forms.DateField(label=_("First day of the new event"), required=False, validators=[validate_day])
    nested = forms.BooleanField(label=_("Copy what is within it, too"), required=False, initial=True)

    class Meta:
        model = Event
        fields = ["title_et", "title_lv", "title_en"]

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        self.days = list(source.days.order_by("date", "starts_at", "pk"))
        if not self.days:
            del self.fields["first_day"]
        else:
            self.fields["first_day"].required = True
        if not source.children.live().exists():
            del self.fields["nested"]

    def get_warnings(self):
        if not self.days:
            return []
        shift = self.cleaned_data["first_day"] - self.days[0].date
        days = [copy_of(day, date=day.date + shift) for day in self.days]
        return date_warnings(days, copy_of(self.source), self.user, audiences=list(self.source.audiences.all()))


class ClashForm(PortalFormMixin, forms.Form):
    """What a form knows of an event while its date is being chosen; nothing of it is required."""

    event = forms.ModelChoiceField(Event.objects.none(), required=False)
    kind = forms.ChoiceField(choices=EventKind.choices, required=False)
    date = forms.DateField(required=False)
    first = forms.DateField(required=False)
    first_day = forms.DateField(required=False)
    starts_at = forms.TimeField(required=False)
    ends_at = forms.TimeField(required=False)
    venue = forms.CharField(required=False, max_length=200)
    municipality = forms.ModelChoiceField(Municipality.objects.none(), required=False)
    audiences = forms.ModelMultipleChoiceField(Audience.objects.none(), required=False)
    activity = forms.ModelChoiceField(None, required=False)
    scope = {
        "municipality": PLACES["municipality"], "audiences": PLACES["audiences"], "activity": project_activities,
        "event": lambda user, project: Event.objects.visible_to(user).filter(project=project)
        .select_related("municipality__county", "county"),
    }

    def warnings_now(self):
        """Sentences about the date as it stands, [] without one."""
        self.full_clean()
        data = self.cleaned_data
        on = data.get("date") or data.get("first") or data.get("first_day")
        if on is None:
            return []
        event = data.get("event")
        audiences = None if event else list(data.get("audiences") or ())
        event = event or Event(
            project=self.parent, kind=data.get("kind") or EventKind.TRAINING, venue=data.get("venue", ""),
            municipality=data.get("municipality"), activity=data.get("activity"),
        )
        day = EventDay(date=on, starts_at=data.get("starts_at"), ends_at=data.get("ends_at"))
        clashes = clashes_on([day], event, user=self.user, audiences=audiences)
        return [*clash_warnings(clashes), *order_warnings_of(event, on)]

