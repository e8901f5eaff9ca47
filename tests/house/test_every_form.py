"""Every form of the portal through the HTTP stack, with what hostile and tired people type (P-04, P-30, P-31)."""
import pytest
from django import forms
from django.db import transaction
from django.urls import reverse

from projects.models import Project
from tests.house import asking, hostile
from tests.house.asking import OWN
from tests.house.hostile import BEYOND, HUGE, STRANGE, SURROGATE, Answer, OnPage
from tests.house.sampling import steps
from tests.house.worlds import _django_db_helper, built, quietly  # noqa: F401 - fixtures of this file

pytestmark = pytest.mark.django_db

# Fewer pages, and fields of forms, than these would mean that nobody looks any more.
FORMS, FIELDS = 110, 300


@pytest.fixture(scope="module")
def coordinator(built, django_db_blocker):  # noqa: F811
    """(client, pages): the coordinator, and every page that shows him a form; looked for once."""
    with django_db_blocker.unblock(), quietly():
        client = built.client("coordinator")
        return client, hostile.pages_with_forms(client, asking.routes(), lambda route: built.address(route, OWN))


@pytest.fixture(autouse=True)
def silence():
    with quietly():
        yield


def test_there_are_forms_to_walk_through(coordinator):
    assert len(coordinator[1]) >= FORMS


def test_P30_no_form_breaks_whatever_stands_in_all_its_fields(coordinator):
    (client, pages), wrong = coordinator, set()
    for walker, page in enumerate(pages):
        for typed in steps(hostile.each_field_at_once(page), walker):
            answer = hostile.send(client, page.url, typed, files=page.on_page.files, raw=SURROGATE)
            wrong |= {f"{page.route.name}: {fault}" for fault in hostile.faults(typed, answer)}
    assert not wrong, "\n".join(sorted(wrong))


def test_P31_one_wrong_field_is_refused_marked_and_kept_as_typed(coordinator):
    (client, pages), wrong, asked = coordinator, set(), set()
    for walker, page in enumerate(pages):
        for name, values, must in steps(hostile.one_field_at_a_time(page), walker):
            # Many pages share a form: "say why" is one field, wherever it is asked.
            if (type(page.form), name, must) in asked:
                continue
            asked.add((type(page.form), name, must))
            typed = page.data | {name: values}
            answer = hostile.send(client, page.url, typed, files=page.on_page.files, raw=SURROGATE)
            found = hostile.faults(typed, answer, refused=name if must else "")
            wrong |= {f"{page.route.name}: {fault}" for fault in found}
    assert not wrong, "\n".join(sorted(wrong))
    assert len(asked) >= len(steps(range(FIELDS))), len(asked)


# --- planted faults ---

RIGHT = """<div role="alert">Viga</div><form method="post" data-form="planted"><input name="day" value="{typed}" {mark}>
<textarea name="words">\nKüla &amp; linn</textarea><select name="kind"><option value="a" selected>A</option></select></form>"""
MARKED = RIGHT.format(typed="31.02", mark='aria-invalid="true"')


class Planted(forms.Form):
    day = forms.DateField()
    words = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    number = forms.IntegerField(required=False, max_value=9)


TYPED = {"day": ["31.02"], "words": ["Küla & linn"], "kind": ["a"]}


def planted(data=TYPED):
    form = Planted({name: values[0] for name, values in data.items()})
    form.full_clean()
    return form


def test_a_right_refusal_has_no_fault_and_its_form_is_read():
    assert OnPage(MARKED).data == TYPED
    assert hostile.faults(TYPED, Answer(422, MARKED, planted(), []), refused="day") == []


@pytest.mark.parametrize(
    ("status", "body", "writes", "fault"),
    [
        (500, MARKED, [], "answered 500"),
        (400, MARKED, [], "answered 400"),
        (302, "", [], "took ['31.02'] in day"),
        (422, MARKED, ["UPDATE x"], "wrote although it refused"),
        (422, MARKED.replace('role="alert"', ""), [], "has no alert"),
        (422, RIGHT.format(typed="31.02", mark=""), [], "does not mark day"),
        (422, RIGHT.format(typed="", mark='aria-invalid="true"'), [], "lost what was typed in day"),
        (422, MARKED.replace("Küla", "Linn"), [], "lost what was typed in words"),
    ],
)
def test_a_planted_answer_is_found(status, body, writes, fault):
    found = hostile.faults(TYPED, Answer(status, body, planted(), writes), refused="day")
    assert any(text.startswith(fault) for text in found), found


def test_a_field_that_nobody_calls_wrong_is_found():
    right = TYPED | {"day": ["2024-02-01"]}
    body = RIGHT.format(typed="2024-02-01", mark="")
    assert set(hostile.faults(right, Answer(422, body, planted(right), []), refused="kind")) == {
        "does not say that kind is wrong", "does not say why",
    }  # fmt: skip


def test_a_form_that_asks_to_sign_in_is_found():
    assert hostile.faults(TYPED, Answer(302, "", None, [], reverse("account_login") + "?next=/x/")) == ["asked to sign in"]


def test_no_field_but_a_text_takes_everything():
    assert {name for name, field in Planted().fields.items() if not hostile.never_right(field)} == {"words"}
    for field in Planted().fields.values():
        for value in hostile.never_right(field):
            with pytest.raises(forms.ValidationError):
                field.clean(value)
    assert {HUGE, BEYOND, STRANGE} <= set(hostile.TYPED)


def test_a_write_that_was_taken_back_is_none(built):  # noqa: F811
    with hostile.listening() as writes:
        with transaction.atomic():
            Project.objects.update(version=7)
            transaction.set_rollback(True)
        assert writes == []
        Project.objects.update(version=8)
        assert len(writes) == 1
    assert not Project.objects.filter(version=8).exists()
