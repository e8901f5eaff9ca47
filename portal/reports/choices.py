"""The vocabulary of reports."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportState(TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a report", "Draft")
    FROZEN = "frozen", pgettext_lazy("state of a report", "Frozen")


class SectionKey(TextChoices):
    """The chapters of a report, in their order; each is prefilled from what happened."""

    SUMMARY = "summary", _("In short")
    ACTIVITIES = "activities", _("What was done")
    PROMISES = "promises", _("Where we are against what we promised")
    PEOPLE = "people", _("Who took part")
    COMMUNITIES = "communities", _("Communities and their plans")
    MONEY = "money", _("Money")
    CHANGES = "changes", _("Changes and differences, with reasons")
    NEXT = "next", _("What comes next")
