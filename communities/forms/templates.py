"""The parts of a project's own templates."""
from django.utils.translation import gettext_lazy as _

from communities.choices import SectionKind
from communities.models import FieldTemplate, PlanTemplate, SectionTemplate, Statement
from portal.shared.forms import PortalForm

OWN_KINDS = (SectionKind.FIELDS, SectionKind.TABLE)


class PlanTemplateForm(PortalForm):
    class Meta:
        model = PlanTemplate
        fields = ["name_et", "needs_endorsement", "name_lv", "name_en"]


class SectionTemplateForm(PortalForm):
    """What a section holds is settled once; its title, help and whether it is required may change."""

    class Meta:
        model = SectionTemplate
        fields = ["title_et", "kind", "help_et", "required", "title_lv", "title_en", "help_lv", "help_en"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in OWN_KINDS]


class FieldTemplateForm(PortalForm):
    layout_groups = [
        (_("The question"), ["label_et", "kind", "in_table", "options_et", "required", "limit"]),
        (_("Help and example"), ["help_et", "example_et"]),
        (_("In Latvian"), ["label_lv", "options_lv", "help_lv", "example_lv"]),
        (_("In English"), ["label_en", "options_en", "help_en", "example_en"]),
    ]

    class Meta:
        model = FieldTemplate
        fields = [
            "label_et", "kind", "in_table", "options_et", "required", "limit", "help_et", "example_et", "label_lv",
            "options_lv", "help_lv", "example_lv", "label_en", "options_en", "help_en", "example_en",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["options_et"].help_text = _("Only for one or several of a list: at least two, one per line.")
        self.fields["limit"].help_text = _("Empty means: 2000 for long texts, 200 for one line.")
        if self.instance.section.kind != SectionKind.TABLE:
            del self.fields["in_table"]


class StatementForm(PortalForm):
    layout_groups = [
        (_("The statement"), ["text_et", "training_et"]),
        (_("In Latvian"), ["text_lv", "training_lv"]),
        (_("In English"), ["text_en", "training_en"]),
    ]

    class Meta:
        model = Statement
        fields = ["text_et", "training_et", "text_lv", "training_lv", "text_en", "training_en"]
