"""Activities: the coordinator's whole form, and the share that a partner's editor keeps."""
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import IN_OTHERS
from projects.forms.base import IN_ESTONIAN, PartForm, live_of_project, others, trio
from projects.models import Activity, ActivityDependency, ActivityPartner

WHAT = (_("What"), ["number", "title_et", "alias_et", "text_et"])
WHEN = (_("When"), ["status", "start", "end"])
# Ticking is easier than holding a key while clicking, and works on a phone.
MANY = {name: forms.CheckboxSelectMultiple for name in ("audiences", "areas", "topics")}
TRANSLATED = (IN_OTHERS, others("title", "alias", "text"))


class ActivityForm(PartForm):
    together = ("parent", "audiences", "areas", "topics")
    scope = PartForm.scope | {"parent": live_of_project(Activity)}
    layout_groups = [
        WHAT,
        WHEN,
        (_("Where it belongs"), ["parent", "order", "kind", "is_joint", "sensitive"]),
        (_("For whom and where"), ["audiences", "areas", "topics"]),
        TRANSLATED,
    ]

    class Meta:
        model = Activity
        fields = [
            "number", *trio("title"), *trio("alias"), *trio("text"), "status", "start", "end", "parent", "order", "kind",
            "is_joint", "sensitive", "audiences", "areas", "topics",
        ]
        widgets = MANY


class ActivityShareForm(PartForm):
    """What a partner who answers for the activity keeps up to date; its place in the project is the coordinator's."""

    form_name = "activity"
    together = ("audiences", "topics")
    layout_groups = [
        (IN_ESTONIAN, ["alias_et", "text_et"]),
        WHEN,
        (_("For whom"), ["audiences", "topics"]),
        (IN_OTHERS, others("alias", "text")),
    ]

    class Meta:
        model = Activity
        fields = [*trio("alias"), *trio("text"), "status", "start", "end", "audiences", "topics"]
        widgets = MANY


class ActivityPartnerForm(PartForm):
    class Meta:
        model = ActivityPartner
        fields = ["organisation", "role", *trio("description")]
        help_texts = {"organisation": _("Leave empty when the partner is only described so far.")}


class ActivityDependencyForm(PartForm):
    class Meta:
        model = ActivityDependency
        fields = ["after"]
        labels = {"after": _("Should come after")}
        help_texts = {"after": _("A wrong order is pointed out; it never stops anybody.")}
