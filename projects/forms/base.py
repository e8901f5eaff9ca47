"""What the forms of a project's parts share: choices come from this project, and from what all projects share."""
from django.utils.translation import gettext_lazy as _

from portal.shared.fields import ProseFormField
from portal.shared.forms import PortalForm
from portal.shared.options import OfferedTogether
from projects.models import Activity, Organisation, ProjectArea, Source, Target

IN_ESTONIAN = _("In Estonian")


def of_project(model):
    """{a form's scope}: only rows of the project the form stands in (P-04)."""
    return lambda user, project: model.objects.filter(project=project)


def live_of_project(model):
    return lambda user, project: model.objects.filter(project=project).live()


def live_organisations(_user, _project):
    """Organisations belong to nobody: every project may name each of them."""
    return Organisation.objects.live()


class CalmForm(PortalForm):
    """A form with its long texts in short boxes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ProseFormField):
                field.widget.attrs["rows"] = 5


class PartForm(OfferedTogether, CalmForm):
    """A form whose `parent` is the project. Fields of these names are narrowed on every such form."""

    scope = {
        "activity": live_of_project(Activity),
        "after": live_of_project(Activity),
        "area": of_project(ProjectArea),
        "areas": of_project(ProjectArea),
        "left": live_of_project(Target),
        "right": live_of_project(Target),
        "source": of_project(Source),
        "formed_by": live_organisations,
        "organisation": live_organisations,
        "publisher": live_organisations,
    }


def trio(name):
    return [f"{name}_et", f"{name}_lv", f"{name}_en"]


def others(*names):
    """The Latvian and English columns of some texts: they may wait."""
    return [f"{name}_{language}" for name in names for language in ("lv", "en")]
