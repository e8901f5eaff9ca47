"""The pages of a project's templates: read what is shared, make one's own, change it."""
import pytest
from django.urls import reverse

from communities.actions import standard
from communities.actions import templates as verbs_of_templates
from communities.models import FieldTemplate, SectionTemplate, Statement
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db


def at(talgud, name, *args):
    return reverse(f"communities:{name}", args=[talgud.slug, *args])


@pytest.fixture
def own(talgud, mari):
    return verbs_of_templates.copy_plan_template(talgud, by=mari)


def test_looking_makes_nothing(client, talgud, mari):
    client.force_login(mari)
    for name in ("plantemplate-list", "assessmenttemplate-detail"):
        assert client.get(at(talgud, name)).status_code == 200
    assert not SectionTemplate.objects.exists()


def test_what_is_shared_is_only_read(client, talgud, mari):
    standard.ensure_plan_template(talgud, by=mari)
    client.force_login(mari)
    page = client.get(at(talgud, "plantemplate-list"))
    assert [line.row.code for line in page.context["lines"]][:2] == ["general", "today"]
    assert not any(line.links or line.move for line in page.context["lines"])
    section = SectionTemplate.objects.get(code="vision")
    assert client.get(at(talgud, "sectiontemplate-detail", section.pk)).status_code == 200
    for name in ("edit", "archive", "move"):
        assert client.get(at(talgud, f"sectiontemplate-{name}", section.pk)).status_code == 404
    assert client.get(at(talgud, "sectiontemplate-create")).status_code == 404


def test_from_a_copy_to_a_question_of_ones_own(client, talgud, mari, django_assert_max_num_queries):
    client.force_login(mari)
    assert client.post(at(talgud, "plantemplate-copy")).status_code == 302
    made = client.post(at(talgud, "sectiontemplate-create"), {"title_et": "Meie lugu", "kind": "fields", "help_et": "Jutustage."})
    section = SectionTemplate.objects.get(code="meie-lugu")
    assert made["Location"] == at(talgud, "sectiontemplate-detail", section.pk) and not section.required
    asked = {"label_et": "Lugu", "kind": "choice", "options_et": "pikk\r\nlühike", "required": "on"}
    assert client.post(at(talgud, "fieldtemplate-create", section.pk), asked).status_code == 302
    field = FieldTemplate.objects.get(section=section)
    assert (field.code, field.options_et) == ("lugu", "pikk\nlühike")
    wrong = client.post(at(talgud, "fieldtemplate-edit", section.pk, field.pk), asked | {"options_et": "pikk", "version": 1})
    assert wrong.status_code == 422
    client.post(at(talgud, "sectiontemplate-move", section.pk), {"way": "up"})
    client.post(at(talgud, "fieldtemplate-archive", section.pk, field.pk))
    with django_assert_max_num_queries(15):
        page = client.get(at(talgud, "plantemplate-list"))
    assert [line.row.code for line in page.context["lines"]][-2:] == ["meie-lugu", "indicators"]
    assert len(client.get(at(talgud, "sectiontemplate-detail", section.pk)).context["away"]) == 1


def test_statements_of_ones_own(client, talgud, mari):
    client.force_login(mari)
    assert client.post(at(talgud, "assessmenttemplate-copy")).status_code == 302
    client.post(f"{at(talgud, 'statement-create')}?block=c", {"text_et": "Meil on kiik."})
    made = Statement.objects.get(text_et="Meil on kiik.")
    assert made.block.code == "c"
    client.post(at(talgud, "statement-archive", made.pk))
    page = client.get(at(talgud, "assessmenttemplate-detail"))
    assert [line.row.pk for line in page.context["blocks"][2]["lines"]][-1] == made.pk
    assert len(page.context["bands"]) == 4


def test_only_the_projects_coordinator_and_only_its_own(client, talgud, own, jaan, stranger):
    section = own.sections.first()
    client.force_login(jaan)
    assert client.get(at(talgud, "plantemplate-list")).status_code == 403
    other = world.project("teine")
    client.force_login(here.coordinator(other, "Liis"))
    assert client.get(at(other, "sectiontemplate-edit", section.pk)).status_code == 404
    assert client.get(at(other, "fieldtemplate-create", section.pk)).status_code == 404
    client.force_login(stranger)
    assert client.get(at(talgud, "plantemplate-list")).status_code == 404


def test_ones_own_template_has_a_name_and_says_who_endorses(client, talgud, own, mari):
    client.force_login(mari)
    url = at(talgud, "plantemplate-edit", own.pk)
    form = client.get(url).context["form"]
    answer = client.post(url, {"version": form["version"].value(), "name_et": "Meie mall"})
    assert (answer.status_code, answer.url) == (302, at(talgud, "plantemplate-list"))
    own.refresh_from_db()
    assert (own.name_et, own.needs_endorsement, own.version) == ("Meie mall", False, 2)
