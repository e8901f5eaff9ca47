"""Doors into a draft: a pasted text, a template, and the page on which each finding is taken, changed or left out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.intake import proposal
from portal.intake.summaries import projects_to_copy
from portal.shared.dates import PartialDate
from portal.shared.fields import LineFormField, MoneyFormField, PartialDateFormField, ProseFormField
from portal.shared.forms import PlainForm
from projects import measures
from projects.choices import ActivityKind, Comparator, Distribution, NarrativeKind, PartnerRole, ProjectType
from projects.codes import validate_reference_code
from projects.models import Programme, Project
from projects.models.person import LONGEST_TEXT

SHORTEST_TEXT = 40
LARGEST_NUMBER = 2_147_483_647
WHAT = [
    ("total", _("The project's total")),
    ("budget", _("A partner's budget")),
    ("grant", _("Grant")),
    ("own", _("Own contribution")),
    ("line", _("Budget line")),
    ("other", _("Other amount: only as a fact")),
]
STORY_KINDS = [
    *NarrativeKind.choices,
    ("result", _("Result")),
    ("hope", _("A hope, not a target")),
    ("for_whom", _("Who benefits")),
]
NO_ROLE = [("", _("not stated"))]


class OnceForm(PlainForm):
    """A form that makes one draft, however often it arrives."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["idempotency_key"] = uuid4()


class TextForm(OnceForm):
    """The whole text, as it stands on a page or in an application."""

    form_name = "intake-text"
    text = ProseFormField(
        label=_("Text of the project"),
        min_length=SHORTEST_TEXT,
        max_length=LONGEST_TEXT,
        help_text=_("Paste it as it is, menus and all. It is read by rules in this portal; nothing is sent anywhere."),
        widget=forms.Textarea(attrs={"rows": 18}),
    )


class TemplateForm(OnceForm):
    """A name, and what the new project should be like."""

    form_name = "intake-template"
    name = LineFormField(label=_("Name of the new project"), max_length=120)
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none(), required=False)
    project = forms.ModelChoiceField(
        label=_("Earlier project to copy"),
        queryset=Project.objects.none(),
        required=False,
        help_text=_(
            "Its activities, areas, promises and budget lines are copied; people, dates and amounts are not. "
            "Without one, the programme's rules give the outline."
        ),
    )
    scope = {
        "programme": lambda user, _parent: Programme.objects.all(),
        "project": lambda user, _parent: projects_to_copy(user),
    }

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("programme") and not cleaned.get("project") and not self.errors:
            self.add_error("programme", _("Choose a programme or an earlier project."))
        return cleaned


@dataclass(frozen=True)
class Row:
    """One item as it stands on the page: its box, its fields, its sentence."""

    key: str
    group: str
    take: object
    fields: list
    quote: tuple
    known: bool
    note: str

    @property
    def has_errors(self):
        return any(field.errors for field in self.fields)


def text(label, longest=200, **how):
    return LineFormField(label=label, max_length=longest, required=False, **how)


def choice(label, choices):
    return forms.ChoiceField(label=label, choices=choices, required=False)


def number(label):
    return forms.IntegerField(label=label, min_value=0, max_value=LARGEST_NUMBER, required=False)


class ReviewForm(PlainForm):
    """The draft's basic facts, and for every item whether it is taken and how. Nothing is required but a name."""

    form_name = "intake-review"
    acronym = LineFormField(
        label=pgettext_lazy("of a project", "Name"), max_length=120, help_text=_("The proper name; the same in every language.")
    )
    title_et = text(_("title"))
    summary_et = ProseFormField(label=_("summary"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    planned_start = PartialDateFormField(label=_("planned start"), required=False)
    planned_end = PartialDateFormField(label=_("planned end"), required=False)
    period_is_tentative = forms.BooleanField(label=_("the period is only planned"), required=False)
    programme = forms.ModelChoiceField(label=_("programme"), queryset=Programme.objects.none(), required=False)
    type = forms.ChoiceField(label=_("type"), choices=ProjectType.choices)
    reference_code = text(_("reference code"), 60, validators=[validate_reference_code])
    countries = text(_("countries"), 40)
    legal_basis_et = text(_("legal basis"), 300)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    scope = {"programme": lambda user, _parent: Programme.objects.all()}
    basics = (
        "acronym",
        "title_et",
        "summary_et",
        "planned_start",
        "planned_end",
        "period_is_tentative",
        "programme",
        "type",
        "reference_code",
        "countries",
        "legal_basis_et",
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.makers = {
            proposal.PARTNER: self.partner,
            proposal.AREA: lambda: {"name": text(_("area"), 120)},
            proposal.ACTIVITY: self.activity,
            proposal.TARGET: self.target,
            proposal.MONEY: self.money,
            proposal.STORY: self.story,
            proposal.FACT: lambda: {"statement": text(_("fact"), 300)},
            proposal.CLASH: self.clash,
        }
        self.activities = [("", _("the whole project"))] + [
            (row["key"], row["fields"]["title"]) for row in plan["items"] if row["group"] == proposal.ACTIVITY
        ]
        self.measures = [("", _("nothing counts it yet")), *((key, label) for key, label in measures.choices())]
        for row in plan["items"]:
            self.fields[f"{row['key']}-take"] = forms.BooleanField(label=_("Take this"), required=False)
            for name, field in self.makers[row["group"]]().items():
                self.fields[f"{row['key']}-{name}"] = field
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def partner(self):
        return {"name": text(_("organisation")), "role": choice(_("role"), NO_ROLE + PartnerRole.choices)}

    def activity(self):
        return {"title": text(_("activity")), "kind": choice(_("kind"), ActivityKind.choices), "who": text(_("responsible"))}

    def target(self):
        return {
            "statement": text(_("promise"), 300),
            "comparator": choice(_("how exact"), Comparator.choices),
            "value": number(_("number")),
            "unit": text(_("unit"), 60),
            "measure": choice(_("measure"), self.measures),
            "activity": choice(_("activity"), self.activities),
            "distribution": choice(_("divided"), Distribution.choices),
            "each": number(_("the same for each")),
            "shares": text(_("parts"), 300),
        }

    def money(self):
        return {
            "what": choice(_("what it is"), WHAT),
            "amount": MoneyFormField(label=_("amount"), required=False),
            "owner": text(_("partner")),
            "title": text(_("title"), 300),
            "as_of": forms.DateField(label=_("as of"), required=False),
        }

    def story(self):
        return {
            "kind": choice(_("kind"), STORY_KINDS),
            "text": ProseFormField(label=_("text"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})),
        }

    def clash(self):
        return {"first": text(_("one statement"), 300), "second": text(_("other statement"), 300)}

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("planned_start"), cleaned.get("planned_end")
        if start and end and start.lower and end.upper and end.upper < start.lower:
            self.add_error("planned_end", _("The end date cannot be before the start date."))
        for row in self.plan["items"]:
            if cleaned.get(f"{row['key']}-take"):
                self.check(row, cleaned)
        return cleaned

    def check(self, row, cleaned):
        """What is taken must say something."""
        needed = {
            proposal.PARTNER: "name",
            proposal.AREA: "name",
            proposal.ACTIVITY: "title",
            proposal.TARGET: "statement",
            proposal.STORY: "text",
            proposal.FACT: "statement",
            proposal.CLASH: "first",
        }.get(row["group"])
        name = f"{row['key']}-{needed}"
        if needed and name not in self.errors and not cleaned.get(name):
            self.add_error(name, _("Write something, or leave it out."))
        if row["group"] == proposal.TARGET and not cleaned.get(f"{row['key']}-unit"):
            self.add_error(f"{row['key']}-unit", _("Say what is counted."))

    def rows(self):
        """[(group, [Row])] in the order of the page."""
        found = {group: [] for group in proposal.GROUPS}
        known = set(self.plan.get("known", ()))
        for row in self.plan["items"]:
            key = row["key"]
            fields = [self[f"{key}-{name}"] for name in self.makers[row["group"]]()]
            found[row["group"]].append(
                Row(key, row["group"], self[f"{key}-take"], fields, marked(row), row["fields"].get("name") in known, note_of(row))
            )
        return [(group, rows) for group, rows in found.items() if rows]

    def answers(self):
        """What was decided, as `actions.save_answers` keeps it."""
        basic = {name: plain(self.cleaned_data[name]) for name in self.basics}
        items = {}
        for row in self.plan["items"]:
            mine = {name: plain(self.cleaned_data[f"{row['key']}-{name}"]) for name in self.makers[row["group"]]()}
            items[row["key"]] = {"take": self.cleaned_data[f"{row['key']}-take"], **mine}
        return {"basic": basic, "items": items}


def marked(row):
    """(before, the words themselves, after): the sentence in three pieces."""
    quote, said = row["quote"], " ".join(row["said"].split())
    if said and said != quote and said in quote:
        before, _said, after = quote.partition(said)
        return before, said, after
    return quote, "", ""


def note_of(row):
    factors = row["more"].get("factors")
    if factors:
        return " × ".join(f"{value} {label}" for value, label in factors)
    return row["more"].get("alias") or row["more"].get("short") or ""


def plain(value):
    """A cleaned value as JSON keeps it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    return getattr(value, "iso", None) or str(getattr(value, "pk", value))


def initial_of(draft, plan, answers):
    """{field: value} with which the page opens: what was proposed, then what was decided."""
    basic = {**plan["basic"], "programme": draft.programme_id, **answers.get("basic", {})}
    values = {name: basic.get(name, "") for name in ReviewForm.basics}
    for row in plan["items"]:
        answer = answers.get("items", {}).get(row["key"], {})
        values[f"{row['key']}-take"] = answer.get("take", row["take"])
        for name, value in row["fields"].items():
            values[f"{row['key']}-{name}"] = shown(name, answer.get(name, value))
    for name in ("planned_start", "planned_end"):
        values[name] = shown(name, values[name])
    return values


SHOWN = {"amount": Decimal, "as_of": date.fromisoformat, "planned_start": PartialDate.parse, "planned_end": PartialDate.parse}


def shown(name, value):
    """A value as JSON keeps it, as the field prints it in the reader's language."""
    return SHOWN[name](value) if value and name in SHOWN else value
