"""Every choice of every form, answered with a row of somebody else's project (P-04)."""
import pytest
from django import forms

from projects.models import Organisation, Project, Target
from tests.house import asking, hostile
from tests.house.asking import FOREIGN, HIDDEN, OWN
from tests.house.sampling import steps
from tests.house.worlds import _django_db_helper, built, quietly  # noqa: F401 - fixtures of this file

pytestmark = pytest.mark.django_db

# Fewer probes than these would mean that nobody looks any more.
PROBES = {"coordinator": 60, "editor": 25}


def belongs_to_a_project(model, above=()):
    """Whether rows of a model are one project's: it has a project, or something that has one."""
    if model is Project:
        return True
    links = [field.related_model for field in model._meta.fields if field.is_relation and not field.null]
    return any(link not in (model, *above) and belongs_to_a_project(link, (*above, model)) for link in links)


def choices_of(form):
    """{field: model} of the choices among one project's rows."""
    fields = form.fields if form is not None else {}
    return {
        name: field.queryset.model for name, field in fields.items()
        if isinstance(field, forms.ModelChoiceField) and belongs_to_a_project(field.queryset.model)
    }  # fmt: skip


def probes(page, ids):
    """(field, values): somebody else's row alone, and among one's own where several may be chosen."""
    for name, model in choices_of(page.form).items():
        foreign = ids[model._meta.model_name]
        yield name, [foreign]
        field = page.form.fields[name]
        own = field.queryset.values_list("pk", flat=True).first()
        if isinstance(field, forms.ModelMultipleChoiceField) and own is not None:
            yield name, [str(own), foreign]


@pytest.mark.parametrize("role", PROBES)
def test_P04_no_form_takes_a_row_of_another_project(role, world):
    client, wrong, asked = world.client(role), set(), 0
    for place, page in enumerate(hostile.pages_with_forms(client, asking.routes(), lambda route: world.address(route, OWN))):
        for walker, whose in enumerate((FOREIGN, HIDDEN)):
            for name, values in steps(probes(page, world.ids[whose]), place + walker):
                typed = page.data | {name: values}
                answer = hostile.send(client, page.url, typed, files=page.on_page.files)
                found = hostile.faults(typed, answer, refused=name)
                wrong |= {f"{page.route.name}: {fault}" for fault in found}
                asked += 1
    assert not wrong, "\n".join(sorted(wrong))
    assert asked >= len(steps(range(PROBES[role]))), asked


@pytest.fixture
def world(built):  # noqa: F811
    with quietly():
        yield built


# --- planted faults ---


def test_it_is_known_which_rows_are_a_projects():
    assert belongs_to_a_project(Target)
    assert not belongs_to_a_project(Organisation)


def test_a_form_that_takes_every_projects_rows_is_found(world):
    """A form without a scope takes the foreign row, and that is no refusal."""

    class Unscoped(forms.Form):
        target = forms.ModelChoiceField(Target.objects.all())
        organisation = forms.ModelChoiceField(Organisation.objects.all())

    page = hostile.Page(None, "/x/", None, Unscoped(), {})
    assert dict(probes(page, world.ids[FOREIGN])) == {"target": [world.ids[FOREIGN]["target"]]}
    taken = Unscoped({"target": world.ids[FOREIGN]["target"], "organisation": world.ids[OWN]["organisation"]})
    assert taken.is_valid()
    assert hostile.faults({"target": ["9"]}, hostile.Answer(302, "", taken, []), refused="target") == ["took ['9'] in target"]
