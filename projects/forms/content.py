"""The story of a project and what it rests on: one small form for each kind of row."""
from django.utils.translation import gettext_lazy as _

from projects.forms.base import PartForm, of_project, trio
from projects.models import (
    Challenge,
    Contact,
    Contradiction,
    Deliverable,
    FundingLink,
    Narrative,
    Result,
    Source,
    Stage,
    StatedFact,
    TargetGroup,
)


class NarrativeForm(PartForm):
    class Meta:
        model = Narrative
        fields = ["kind", *trio("text"), *trio("level"), "order"]


class ChallengeForm(PartForm):
    class Meta:
        model = Challenge
        fields = [*trio("text"), "order"]


class ResultForm(PartForm):
    class Meta:
        model = Result
        fields = [*trio("text"), "direction", "intended_only", *trio("subject"), "baseline", "order"]


class StageForm(PartForm):
    class Meta:
        model = Stage
        fields = [*trio("title"), *trio("status"), "order"]


class TargetGroupForm(PartForm):
    scope = PartForm.scope | {"parent": of_project(TargetGroup)}

    class Meta:
        model = TargetGroup
        fields = [*trio("name"), "kind", "parent", "sensitive", "order"]


class ContactForm(PartForm):
    class Meta:
        model = Contact
        fields = [
            *trio("role"), *trio("place"), "organisation", "area", "person", "email", "phone", "is_public", "consent_on",
            "order",
        ]

    def clean(self):
        """The model refuses it too; here it is said at the field that is missing."""
        data = super().clean()
        if data.get("is_public") and not data.get("consent_on") and "consent_on" not in self.errors:
            self.add_error("consent_on", _("A contact is shown to the public only with a dated consent."))
        return data


class FundingLinkForm(PartForm):
    class Meta:
        model = FundingLink
        fields = ["role", "organisation", "programme", *trio("label"), "order"]


class SourceForm(PartForm):
    class Meta:
        model = Source
        fields = ["title", "publisher", "publisher_note", *trio("perspective"), "read_on", "text", "order"]


class StatedFactForm(PartForm):
    class Meta:
        model = StatedFact
        fields = [
            "source", "code", *trio("statement"), "value", "location", "quote", "state", *trio("note"), "is_public", "order",
        ]


class ContradictionForm(PartForm):
    """Who decided is whoever may decide: the people who coordinate the project."""

    class Meta:
        model = Contradiction
        fields = [*trio("title"), *trio("first"), *trio("second"), *trio("decision"), "decided_on", "order"]


class DeliverableForm(PartForm):
    class Meta:
        model = Deliverable
        fields = [*trio("title"), "activity", "state", "url", "order"]
