"""Bringing a table in over HTTP: looked at first, added once and as a whole, undone."""
import io
import re
import threading

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.shared import verbs
from portal.shared.exports import write_xlsx
from portal.shared.imports import ParsedRow
from portal.shared.imports import verbs as imports
from portal.shared.models import ImportBatch
from projects.models import Topic
from tests.shared import test_verbs, world

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.shared.import_pages"), pytest.mark.usefixtures("no_menu")]

BLOCK = "Kood\tNimi\tHind\tMuu\nkivi\tKivi\t5,10\tx\nmand\tMänd\t4,90\t\nKokku\t\t10,01\t\n"


@pytest.fixture
def mari(client):
    mari = world.person("Mari", is_staff=True)
    client.force_login(mari)
    return mari


def brought(client, block=BLOCK, **fields):
    """The address of the preview."""
    answer = client.post("/t/import/", {"block": block, **fields})
    assert answer.status_code == 302, answer.text
    return answer["Location"]


def codes():
    return sorted(Topic.objects.values_list("code", flat=True))


def said(answer):
    return re.findall(r"<li>([^<]*)</li>", re.search(r'role="alert".*?</ul>', answer.text, re.S)[0])


class TestFirstStep:
    def test_the_form_shows_what_is_meant(self, client, mari):
        page = client.get("/t/import/").text
        assert 'data-form="import"' in page and 'enctype="multipart/form-data"' in page
        assert "1 200,50" in page and 'name="block"' in page and 'name="file"' in page

    def test_the_empty_table(self, client, mari):
        answer = client.get("/t/import/?template=1")
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        assert (rows, "attachment" in answer["Content-Disposition"]) == ([("code", "name", "cost")], True)

    @pytest.mark.parametrize("fields", [{}, {"block": " \n"}, {"block": "Hind\tMuu\n1\t2\t3"}, {"block": "Kood\tNimi\n"}])
    def test_what_cannot_be_read_is_said_and_kept_in_the_form(self, client, mari, fields):
        answer = client.post("/t/import/", fields)
        assert (answer.status_code, ImportBatch.objects.count()) == (422, 0)
        assert 'role="alert"' in answer.text and fields.get("block", "").strip() in answer.text

    def test_a_block_and_a_file_at_once_are_refused(self, client, mari):
        file = SimpleUploadedFile("x.csv", b"Kood;Nimi\nkask;Kask")
        assert client.post("/t/import/", {"block": BLOCK, "file": file}).status_code == 422

    @pytest.mark.parametrize("content", [b"Kood;Nimi\nkask;Kask", write_xlsx("x", ["Nimi", "Kood"], [["Kask", "kask"]])])
    def test_a_file_is_read(self, client, mari, content):
        preview = brought(client, "", file=SimpleUploadedFile("x.bin", content))
        client.post(preview)
        assert codes() == ["kask"]

    def test_only_whoever_may_and_only_ones_own(self, client, mari):
        preview = brought(client)
        client.force_login(world.person("Muu", is_staff=True))
        assert [client.get(page).status_code for page in (preview, f"{preview}undo/", "/t/import/")] == [404, 404, 200]
        client.force_login(world.person("Vooras"))
        assert [client.get(page).status_code for page in (preview, "/t/import/")] == [404, 403]
        assert client.post("/t/import/", {"block": BLOCK}).status_code == 403
        client.logout()
        assert client.post(preview).status_code == 302 and codes() == []


class TestPreview:
    def test_every_row_has_a_state_in_words(self, client, mari):
        verbs.create(Topic(code="kivi", name_et="Vana kivi"), by=mari)
        page = client.get(brought(client, BLOCK + "kask\t\tpalju\n"))
        lines = page.context["lines"]
        states = [(2, "double", 1), (3, "new", 0), (4, "total", 0), (5, "problem", 2)]
        assert [(line.number, line.state, len(line.why)) for line in lines] == states
        assert "Vana kivi" in lines[0].why[0] and "palju" in lines[3].why[1]
        preview = page.context["preview"]
        assert (preview.new, preview.double, preview.problems) == (1, 1, 1)
        assert preview.parsed.ignored_columns == ["Muu"] and "Muu" in page.text
        assert [check.ok for check in preview.parsed.total_checks] == [False] and "0,01" in page.text

    def test_no_button_while_rows_have_problems(self, client, mari):
        preview = brought(client, BLOCK + "kask\t\n")
        assert "btn-primary" not in client.get(preview).text
        assert client.post(preview).status_code == 422 and codes() == []
        page = client.get(preview + "?leave_out=1").text
        assert "btn-primary" in page and '<input type="hidden" name="leave_out" value="1">' in page
        client.post(preview, {"leave_out": "1"})
        assert codes() == ["kivi", "mand"]

    def test_doubles_are_skipped_unless_ticked(self, client, mari):
        preview = brought(client, "Kood\tNimi\na\tA\na\tA\nb\tB\n")
        assert 'name="add" value="3"' in client.get(preview).text
        client.post(preview)
        assert codes() == ["a", "b"]

    def test_a_ticked_double_is_added(self, client, mari):
        preview = brought(client, "Kood\tNimi\na\tA\na\tAA\n")
        answer = client.post(preview, {"add": ["3", "77", "x"]})
        # The model knows better than the person who ticked: codes are unique.
        assert (answer.status_code, codes()) == (422, [])
        assert [line.state for line in answer.context["lines"]] == ["new", "problem"]

    def test_texts_are_shown_and_not_run(self, client, mari):
        page = client.get(brought(client, "Kood\tNimi\n<script>x</script>\t=1+1\n")).text
        assert "<script>x" not in page and "&lt;script&gt;x" in page

    def test_ten_thousand_rows(self, client, mari, django_assert_max_num_queries):
        preview = brought(client, "Kood\tNimi\n" + "".join(f"k{n}\tN{n}\n" for n in range(9_999)) + "\t\n\tpuudu\n")
        with django_assert_max_num_queries(10):
            page = client.get(preview)
        assert len(page.context["lines"]) == 500 and page.context["lines"][-1].state == "problem"
        assert "9999" in page.text


class TestCarryingOut:
    def test_all_rows_are_added_once(self, client, mari):
        preview = brought(client)
        assert [client.post(preview)["Location"] for _twice in range(2)] == [preview, preview]
        assert codes() == ["kivi", "mand"]
        page = client.get(preview)
        assert [thing.label for thing in page.context["made"]] == ["Kivi", "Mänd"] and f"{preview}undo/" in page.text
        assert Topic.history.get(code="kivi").history_user == mari

    def test_one_refused_row_and_nothing_is_kept(self, client, mari):
        preview = brought(client, "Kood\tNimi\na\tA\nb\tKeelatud\nc\tC\n")
        answer = client.post(preview)
        assert (answer.status_code, codes(), Topic.history.count()) == (422, [], 0)
        assert [line.state for line in answer.context["lines"]] == ["new", "problem", "new"]
        assert any("3" in text and "See nimi ei sobi." in text for text in said(answer))
        client.post(preview, {"leave_out": "1"})
        assert codes() == ["a", "c"]

    def test_a_fault_in_the_middle_keeps_nothing(self, mari):
        def create(row, by):
            if row.number == 3:
                raise RuntimeError
            return verbs.create(Topic(code=f"t{row.number}", name_et="T"), by=by)

        batch = imports.keep_batch([["x"]], by=mari, kind="topics")
        rows = [ParsedRow(number, {}) for number in (1, 2, 3)]
        with pytest.raises(RuntimeError):
            imports.carry_out(batch, by=mari, rows=rows, create=create)
        batch.refresh_from_db()
        assert (codes(), batch.status) == ([], "waiting")

    def test_nothing_to_add(self, mari):
        batch = imports.keep_batch([["x"]], by=mari, kind="topics")
        with pytest.raises(ValidationError):
            imports.carry_out(batch, by=mari, rows=[], create=None)


class TestUndo:
    def test_what_was_added_goes(self, client, mari):
        preview = brought(client)
        client.post(preview)
        assert 'data-form="import-undo"' in client.get(f"{preview}undo/").text
        assert codes() == ["kivi", "mand"]
        assert [client.post(f"{preview}undo/")["Location"] for _twice in range(2)] == [preview, preview]
        assert codes() == [] and ImportBatch.objects.get().status == "undone"
        assert client.get(preview).context["made"] == []
        client.post(preview)
        assert codes() == []

    def test_what_somebody_changed_since_stays(self, client, mari):
        preview = brought(client)
        client.post(preview)
        kivi = Topic.objects.get(code="kivi")
        kivi.name_et = "Suur kivi"
        verbs.update(kivi, by=None, version=1)
        told = client.post(f"{preview}undo/", follow=True).text
        assert codes() == ["kivi"] and "Suur kivi" in told

    def test_when_all_must_stay_nothing_happens(self, client, mari):
        preview = brought(client, "Kood\tNimi\na\tKinni\n")
        client.post(preview)
        answer = client.post(f"{preview}undo/")
        assert (answer.status_code, codes(), said(answer)) == (409, ["a"], ["Kinni: Seda on vaja."])
        assert ImportBatch.objects.get().status == "done"

    def test_what_was_never_added(self, client, mari):
        preview = brought(client)
        assert client.post(f"{preview}undo/").status_code == 409
        assert client.get(f"{preview}undo/")["Location"] == preview

    def test_versions_are_those_at_the_end(self, mari):
        """A later row of the same table may change what an earlier one made."""
        def create(row, by):
            topic = Topic.objects.filter(code="a").first()
            if topic is None:
                return verbs.create(Topic(code="a", name_et="A"), by=by)
            topic.name_et = "AA"
            return [verbs.update(topic, by=by, version=topic.version)]

        batch = imports.keep_batch([["x"]], by=mari, kind="topics")
        batch = imports.carry_out(batch, by=mari, rows=[ParsedRow(1, {}), ParsedRow(2, {})], create=create).batch
        assert imports.count_made(batch) == 1
        undone = imports.undo(batch, by=mari, take_back=lambda topic, by: verbs.remove(topic, by=by))
        assert (undone.taken, undone.left, codes()) == (1, [], [])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestRace:
    """The button is pressed in sixteen windows at once."""

    def test_it_is_carried_out_once(self):
        assert self.carried_out() == 1

    def test_without_the_lock_it_would_be_oftener(self, without_locks):
        assert self.carried_out() > 1

    def carried_out(self):
        mari = world.person("Mari")
        batch = imports.keep_batch([["x"]], by=mari, kind="topics")
        barrier = threading.Barrier(test_verbs.THREADS)

        def press(n):
            def create(row, by):
                return verbs.create(Topic(code=f"t{n}", name_et="T"), by=by)

            barrier.wait(30)
            imports.carry_out(batch, by=mari, rows=[ParsedRow(1, {})], create=create)

        test_verbs.TestRace().at_once(press)
        return Topic.objects.count()
