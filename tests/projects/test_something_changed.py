"""Moment 11: the end moves with a reason and a paper, the old day stays, and texts that fell behind are found."""
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.shared import bulk_verbs, verbs
from portal.shared.dates import PartialDate
from portal.shared.sentences import changed_sentences, days_in, sentences, with_other_day
from projects import actions
from projects.choices import NoticeKind, Publication
from projects.models import (
    Activity,
    ActivityPartner,
    Challenge,
    Notice,
    Organisation,
    Partnership,
    PeriodChange,
    Project,
    StaleText,
    StatedFact,
)
from projects.summaries.stale import behind_of, freshness_of, name_of, stale_waiting
from tests.projects.world import PDF, add, coordinator
from tests.shared.world import member, person, project

pytestmark = pytest.mark.django_db
WHY = {"reason": "Tarned hilinesid.", "decided_on": date(2025, 5, 20), "decided_by": "Juhtrühm"}


def paper():
    return SimpleUploadedFile("otsus.pdf", PDF, content_type="application/pdf")


def running(**fields):
    return project(
        "talgud", publication=Publication.ACTIVE, planned_start="2024-07-01", planned_end="2025-06-30",
        summary_et="Viis küla teeb kavad. Projekt lõpeb 30.06.2025.", summary_lv="Pieci ciemi. Beidzas 2025. gada 30. jūnijā.",
        summary_en="Five villages plan.", **fields,
    )


@pytest.fixture
def talgud():
    return running()


def extend(row, mari, after="31.12.2025", **how):
    return actions.extend_period(row, after=after, upload=paper(), by=mari, **({"version": row.version} | WHY | how))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.08.2024 – 31.12.2025", ["2024-08-01", "2025-12-31"]),
        ("kuni 31. detsembrini 2024", ["2024-12-31"]),
        ("mai 2019 – aprillini 2021", ["2019-05", "2021-04"]),
        ("līdz 2024. gada 31. decembrim", ["2024-12-31"]),
        ("until December 31, 2024 or 1 Jan 2025", ["2024-12-31", "2025-01-01"]),
        ("2023–2026, 24 dialoogi, § 12", ["2023", "2026"]),
        ("31.02.2024 ja 45.13.2024", []),
    ],
)
def test_dates_are_found_in_the_texts_of_three_languages(text, found):
    assert [day.iso for _start, _end, day in days_in(text)] == found


def test_only_the_changed_sentence_is_told():
    text = "Lõpp on 31. detsembril 2024. Vt 2. Osa lk 5.\nKolmas."
    assert sentences(text) == ["Lõpp on 31. detsembril 2024.", "Vt 2. Osa lk 5.", "Kolmas."]
    assert changed_sentences(text, text.replace("2024", "2025")) == (
        ["Lõpp on 31. detsembril 2024."], ["Lõpp on 31. detsembril 2025."]
    )
    assert changed_sentences("Üks. Kaks.", "Kaks.   Üks.") == ([], [])
    new = with_other_day("Līdz 31.12.2024. Tad viss. Jau 2024. gadā.", PartialDate(2024, 12, 31), PartialDate(2025, 6), "lv")
    assert new == [("Līdz 31.12.2024.", "Līdz 2025. gada jūnijs.")]


def test_an_extension_keeps_the_old_end_with_its_reason_and_paper_and_tells_everybody(talgud):
    mari, jaan = coordinator(talgud), person("Jaan")
    member(jaan, talgud, "auditor")
    change = extend(talgud, mari)
    talgud.refresh_from_db()
    assert (talgud.planned_end.iso, talgud.ends_on) == ("2025-12-31", date(2025, 12, 31))
    assert (change.before.iso, change.after.iso, change.document.file_name) == ("2025-06-30", "2025-12-31", "otsus.pdf")
    assert talgud.history.first().history_change_reason == "Tarned hilinesid."
    assert list(Notice.objects.filter(kind=NoticeKind.PERIOD).values_list("user__email", flat=True)) == [jaan.email]


def test_an_extension_marks_each_text_that_names_the_day_but_not_what_a_source_said(talgud):
    add(Activity(project=talgud, title_et="Õpe", text_et="Õpe", text_en="We finish in June 2025. Then we rest."))
    add(StatedFact(project=talgud, statement_et="Lõpp 30.06.2025"))
    extend(talgud, coordinator(talgud))
    marked = {(row.field, row.language): (row.before, row.after) for row in StaleText.objects.open()}
    assert marked == {
        ("summary", "et"): ("Projekt lõpeb 30.06.2025.", "Projekt lõpeb 31.12.2025."),
        ("summary", "lv"): ("Beidzas 2025. gada 30. jūnijā.", "Beidzas 31.12.2025."),
        ("text", "en"): ("We finish in June 2025.", "We finish in 31 Dec 2025."),
    }


def test_a_second_move_proposes_the_newest_day_alone(talgud):
    mari = coordinator(talgud)
    extend(talgud, mari)
    extend(Project.objects.get(pk=talgud.pk), mari, "31.03.2026", version=2)
    stale = StaleText.objects.open().get(language="et")
    assert (stale.before, stale.after) == ("Projekt lõpeb 30.06.2025.", "Projekt lõpeb 31.03.2026.")


def test_a_published_end_moves_by_no_other_way(talgud):
    talgud.planned_end = "2026"
    with pytest.raises(ValidationError) as refused:
        actions.change_project(talgud, by=coordinator(talgud), version=talgud.version)
    assert refused.value.error_dict["planned_end"][0].code == "extend_instead"
    draft = project("mustand", planned_end="2025", publication=Publication.DRAFT)
    draft.planned_end = "2026"
    assert actions.change_project(draft, by=None, version=1).planned_end.iso == "2026"


def test_an_extension_is_refused_as_a_whole(talgud):
    mari = coordinator(talgud)
    for after, code in [("30.06.2025", "same_end"), ("2023", "period_backwards")]:
        with pytest.raises(ValidationError) as refused:
            extend(talgud, mari, after)
        assert refused.value.error_dict["after"][0].code == code
    with pytest.raises(ValidationError) as refused:
        actions.extend_period(talgud, after="2026", by=mari, version=talgud.version, **WHY)
    assert refused.value.error_dict["document"][0].code == "no_document"
    assert not PeriodChange.objects.exists() and not StaleText.objects.exists()
    assert Project.objects.get(pk=talgud.pk).planned_end.iso == "2025-06-30"


def test_of_two_extensions_at_once_one_is_told_of_the_other_and_the_same_form_counts_once(talgud):
    mari, seen = coordinator(talgud), Project.objects.get(pk=talgud.pk)
    key = "8f14e45f-ceea-467f-9b1d-0c1a5f0b7c11"
    first = extend(talgud, mari, key=key)
    assert extend(seen, mari, key=key) == first
    with pytest.raises(verbs.StaleSave):
        extend(seen, mari, "2026")
    assert PeriodChange.objects.count() == 1


def test_an_activity_moves_alone(talgud):
    step = add(Activity(project=talgud, title_et="Hindamine", text_et="Detsembrini 2024.", start="2024-09", end="2024-12"))
    add(Challenge(project=talgud, text_et="Toetus lõppes detsembris 2024."))
    change = extend(step, coordinator(talgud), "veebruar 2025")
    step.refresh_from_db()
    assert (step.ends_on, change.activity, change.project) == (date(2025, 2, 28), step, talgud)
    assert [row.before for row in StaleText.objects.open()] == ["Detsembrini 2024."]
    assert Project.objects.get(pk=talgud.pk).planned_end.iso == "2025-06-30"


def test_a_translation_falls_behind_with_its_sentence_and_catches_up(talgud):
    mari = coordinator(talgud)
    talgud.summary_et = "Kuus küla teeb kavad. Projekt lõpeb 30.06.2025."
    talgud.summary_en = "Six villages plan."
    actions.change_project(talgud, by=mari, version=talgud.version)
    row = StaleText.objects.open().get()
    assert (row.language, row.before, row.after) == ("lv", "Viis küla teeb kavad.", "Kuus küla teeb kavad.")
    assert behind_of([row])[0].url == "/projects/talgud/edit/#id_summary_lv"
    assert [(item.project, item.url) for item in stale_waiting([talgud])] == [("Talgud", "/translations/?project=talgud")]
    assert {figure.language: figure.behind for figure in freshness_of(talgud)} == {"et": 0, "lv": 1, "en": 0}
    talgud.summary_lv = "Seši ciemi. Beidzas 2025. gada 30. jūnijā."
    actions.change_project(talgud, by=mari, version=talgud.version)
    row.refresh_from_db()
    assert row.settled_at is not None and row.settled_by == mari


def test_changes_of_one_text_add_up_and_a_text_put_back_is_no_change(talgud):
    row = add(Challenge(project=talgud, text_et="Üks. Kaks.", text_en="One. Two."))

    def say(text):
        row.text_et = text
        actions.change_part(row, by=None, version=row.version)
        return [(stale.before, stale.after) for stale in StaleText.objects.open()]

    assert say("Üks. Kolm.") == [("Kaks.", "Kolm.")]
    assert say("Üks. Neli.") == [("Kaks.", "Neli.")]
    assert say("Üks. Kaks.") == []


def test_many_rows_at_once_cost_a_fixed_number_of_statements(talgud, django_assert_max_num_queries):
    rows = [add(Challenge(project=talgud, text_et=f"Raskus {n}.", text_lv=f"Grūtības {n}.")) for n in range(12)]
    for row in rows:
        row.text_et = row.text_et.replace("Raskus", "Mure")
    with django_assert_max_num_queries(14):
        bulk_verbs.update_many(rows, by=None)
    assert StaleText.objects.open().count() == 12
    bulk_verbs.remove_many(rows, by=None)
    assert StaleText.objects.open().count() == 0


def form(talgud, **fields):
    return {
        "after": "31.12.2025", "reason": WHY["reason"], "decided_by": "Juhtrühm", "decided_on": "20.05.2025", "file": paper(),
        "seen": talgud.version,
    } | fields


def test_the_page_moves_the_end_once_and_tells_who_came_second(client, talgud):
    client.force_login(coordinator(talgud))
    address = "/projects/talgud/period/new/"
    assert "30.06.2025" in client.get(address).content.decode()
    assert client.post(address, form(talgud, file="")).status_code == 422
    assert client.post(address, form(talgud)).status_code == 302
    second = client.post(address, form(talgud, after="2026"))
    assert (second.status_code, "31.12.2025" in second.content.decode()) == (409, True)
    assert PeriodChange.objects.get().document.project == talgud


def test_the_form_of_a_published_project_says_which_way_its_end_moves(client, talgud):
    client.force_login(coordinator(talgud))
    assert "/projects/talgud/period/new/" in client.get("/projects/talgud/edit/").content.decode()


def test_the_list_shows_the_sentence_the_form_the_mark_and_one_button_settles(client, talgud):
    client.force_login(coordinator(talgud))
    talgud.summary_et = "Kuus <b>küla</b> teeb kavad. Projekt lõpeb 30.06.2025."
    actions.change_project(talgud, by=None, version=talgud.version)
    stale = StaleText.objects.get(language="lv")
    text = client.get("/translations/?project=talgud&language=lv").content.decode()
    assert "<ins>Kuus &lt;b&gt;küla&lt;/b&gt; teeb kavad.</ins>" in text and "#id_summary_lv" in text
    assert "Kuus &lt;b&gt;küla" in client.get("/projects/talgud/edit/").content.decode()
    assert client.post(f"/translations/{stale.pk}/settle/", {"next": "/translations/"}).url == "/translations/"
    assert [row.language for row in StaleText.objects.open()] == ["en"]


def test_texts_are_kept_by_coordinators_alone(client, talgud):
    stale = StaleText.objects.create(project=talgud, about="projects.project:0", label="Saladus", field="title", language="lv")
    step = add(Activity(project=talgud, title_et="Hindamine"))
    auditor, stranger, one = person("Audit"), person("Tundmatu"), person("Üks")
    member(auditor, talgud, "auditor")
    member(one, talgud, "coordinator", activity=step)
    member(stranger, project("teine"))
    answers = {}
    for user in (auditor, one, stranger):
        client.force_login(user)
        pages = [f"/translations/{stale.pk}/settle/", "/projects/talgud/period/new/"]
        answers[user.name] = [client.get(page).status_code for page in pages]
    assert answers == {"Audit": [403, 403], "Üks": [403, 403], "Tundmatu": [404, 404]}
    assert "Saladus" not in client.get("/translations/").content.decode()


def test_names_are_marked_as_the_same_in_every_language(client, talgud):
    firm = add(Organisation(name="MTÜ Talgukoda"))
    add(Partnership(project=talgud, organisation=firm))
    page = client.get("/en/projects/talgud/").content.decode()
    assert '<h1 translate="no">Talgud</h1>' in page and 'translate="no">MTÜ Talgukoda</a>' in page
    assert re.search(r'<td[^>]* translate="no"><a[^>]*>MTÜ Talgukoda</a>', client.get("/en/organisations/").content.decode())


def test_the_list_takes_as_many_queries_for_sixty_texts_as_for_two(client, talgud):
    client.force_login(coordinator(talgud))
    step = add(Activity(project=talgud, title_et="Hindamine"))

    def queries(number):
        for n in range(number):
            partner = add(ActivityPartner(activity=step, description_et=f"Keegi {n}{number}"))
            for row, text in ((partner, "description"), (add(Challenge(project=talgud, text_et="Raskus")), "text")):
                StaleText.objects.create(project=talgud, about=name_of(row), label=str(row), field=text, language="lv")
        client.get("/translations/")
        with CaptureQueriesContext(connection) as counted:
            page = client.get("/translations/").content.decode()
        assert f"/activities/{step.pk}/partners/{partner.pk}/edit/" in page
        return len(counted)

    assert queries(1) == queries(24) <= 12
