"""The project's own facts, and the word on where it stands."""
from django import forms
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import IN_OTHERS, PlainForm
from portal.shared.ways import reverse
from projects.choices import Phase, Publication
from projects.forms.base import IN_ESTONIAN, CalmForm, others
from projects.models import Project

PERIOD = ["planned_start", "planned_end", "actual_start", "actual_end"]
FIELDS = [
    "acronym", "title_et", "summary_et", *others("title", "summary"), "type", "programme", "reference_code", "countries",
    "legal_basis_et", "legal_basis_lv", "legal_basis_en", *PERIOD, "period_is_tentative", "sensitive",
]
GROUPS = [
    (_("Name"), ["acronym", "slug"]),
    (IN_ESTONIAN, ["title_et", "summary_et"]),
    (IN_OTHERS, others("title", "summary")),
    (_("Programme"), ["programme", "type", "reference_code", "countries"]),
    (_("Period"), [*PERIOD, "period_is_tentative"]),
    (_("Legal basis"), ["legal_basis_et", *others("legal_basis")]),
    (_("Who may see it"), ["sensitive"]),
]


class ProjectForm(CalmForm):
    layout_groups = GROUPS

    class Meta:
        model = Project
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.publication == Publication.ACTIVE and self.instance.planned_end:
            self.fields["planned_end"].help_text = format_html(
                '{} <a href="{}">{}</a>', _("It is published, so moving it asks why, and for the paper it rests on."),
                reverse("projects:periodchange-create", args=[self.instance.slug]), _("Move the end"),
            )


class ProjectCreateForm(CalmForm):
    """As above, with the address, which stays as it is once people have linked to it."""

    form_name = "project"
    layout_groups = GROUPS

    class Meta:
        model = Project
        fields = [FIELDS[0], "slug", *FIELDS[1:]]
        help_texts = {"slug": _("The last part of the page's address. Empty: made from the name.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean_slug(self):
        return self.cleaned_data["slug"] or free_slug(self.cleaned_data.get("acronym", ""))


def free_slug(name):
    """The name as an address that no project has yet: "kogukondade-tugevus", then "kogukondade-tugevus-2"."""
    base = slugify(name)[:50].strip("-").replace("_", "-") or "project"
    taken = set(Project.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


class PhaseForm(PlainForm):
    form_name = "project-phase"
    phase = forms.ChoiceField(label=_("Where does the project stand?"), choices=Phase.choices, widget=forms.RadioSelect)
