"""Where the equipment is, who has it, and what came of the services: pages, rights, and how many queries they take."""
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.models import Delegate, Equipment, Loan, Service, ServiceDelivery
from portal.shared import verbs
from projects.choices import Role
from projects.models import Project
from tests.communities import things
from tests.communities import world as here
from tests.communities.test_communities_query_counts import queries
from tests.shared import world
from tests.trainings import world as trainings

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


def to(name, *args):
    return reverse(f"communities:{name}", args=["talgud", *args])


@pytest.fixture
def enrolment(talgud, village, partner):
    return here.enrol(talgud, village, author=partner, area=world.area(talgud, "Harju"))


@pytest.fixture
def plan(enrolment):
    return things.approved_plan(enrolment)


@pytest.fixture
def shelf(talgud, partner, enrolment):
    return things.thing(
        talgud, owner=partner, enrolment=enrolment, lendable=True, cost="450", bought_on=date(2024, 1, 1),
        kept_at="Ääsmäe Noortekeskus", custodian_role="noorsootöötaja",
    )


def test_the_list_tells_where_everything_is_and_what_it_cost(client, talgud, shelf, leida):
    things.thing(talgud, "Telk")
    Project.objects.filter(pk=talgud.pk).update(ends_on=date(2026, 6, 30))
    client.force_login(leida)
    page = client.get(to("equipment-list"))
    cells = {cell["text"] for row in page.context["table"].rows for cell in row}
    assert {"Mängude riiul", "Telk", "Ääsmäe Noortekeskus, noorsootöötaja"} <= cells
    assert any("31.12.2033" in text for text in cells)
    assert "450,00" in page.context["count_text"]
    found = client.get(to("equipment-list") + "?check=true&lendable=true").context["page_obj"].object_list
    assert [row.name for row in found] == ["Mängude riiul"]
    assert client.get(to("equipment-list") + "?format=xlsx").status_code == 200


def test_one_click_from_the_investment_need(client, plan, mari):
    need = things.need(plan, why="Kaev jääb kuivaks.", quantity=2, unit_price="150.00")
    client.force_login(mari)
    summary = client.get(to("servicedelivery-summary", plan.pk))
    link = f"{to('equipment-create')}?need={need.pk}"
    assert link in summary.content.decode()
    form = client.get(link).context["form"]
    assert (form.initial["name"], str(form.initial["cost"]), form.initial["enrolment"]) == (
        "Veemahuti", "300.00", plan.enrolment_id,
    )


def test_a_purchase_before_readiness_warns_and_may_be_saved_anyway(client, plan, mari):
    client.force_login(mari)
    data = {"name": "Veemahuti", "quantity": 1, "enrolment": plan.enrolment_id, "indispensable_because": "Kaev kuivab."}
    warned = client.post(to("equipment-create"), data)
    assert warned.status_code == 422 and not Equipment.objects.exists()
    digest = warned.context["form"].warnings_digest
    saved = client.post(to("equipment-create"), data | {"save_anyway": digest})
    assert saved.status_code == 302 and Equipment.objects.get().enrolment_id == plan.enrolment_id


def test_a_partner_buys_for_its_own_community_only(client, talgud, enrolment, jaan):
    other = here.enrol(talgud, here.community("Võõras"), author=here.partner(talgud, "Teine"))
    client.force_login(jaan)
    data = {"name": "Telk", "quantity": 1, "indispensable_because": "Vaja.", "enrolment": other.pk}
    assert client.post(to("equipment-create"), data).status_code == 422
    # Nor through a plan, which would bring the community with it.
    through = data | {"enrolment": "", "plan": here.plan(other).pk, "owner": enrolment.author_id}
    assert client.post(to("equipment-create"), through).status_code == 422
    assert not Equipment.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("mari", 200), ("jaan", 200), ("leida", 403), ("stranger", 404)])
def test_who_may_change_lend_and_look(client, request, shelf, who, status):
    client.force_login(request.getfixturevalue(who))
    for name in ("equipment-edit", "equipment-writeoff", "equipmentcheck-create", "loan-create"):
        assert client.get(to(name, shelf.pk)).status_code == status, name
    assert client.get(shelf.get_absolute_url()).status_code == (404 if who == "stranger" else 200)


def test_the_village_s_own_person_keeps_its_equipment(client, talgud, shelf, enrolment):
    vaike = world.person("Külavanem")
    world.member(vaike, talgud, Role.COMMUNITY)
    client.force_login(vaike)
    assert client.get(to("equipment-edit", shelf.pk)).status_code == 403
    verbs.create(Delegate(enrolment=enrolment, user=vaike), by=None)
    assert client.get(to("equipment-edit", shelf.pk)).status_code == 200


def test_E20_the_shelf_goes_from_municipality_to_municipality(client, shelf, partner, mari):
    client.force_login(mari)
    other = here.partner(shelf.project, "Kose vald")
    data = {"organisation": other.pk, "starts_on": "01.06.2027", "ends_on": "30.06.2027"}
    assert client.post(to("loan-create", shelf.pk), data).status_code == 302
    clash = client.post(to("loan-create", shelf.pk), data | {"organisation": partner.pk, "starts_on": "30.06.2027"})
    assert clash.status_code == 422 and "Kose vald" in " ".join(clash.context["form"].non_field_errors())
    loan = Loan.objects.get()
    page = client.get(shelf.get_absolute_url())
    assert "Kose vald" in page.content.decode() and page.context["strip"]["rows"]
    assert client.post(to("loan-cancel", shelf.pk, loan.pk), {"reason": "Haigus"}).status_code == 302
    assert client.get(to("loan-list")).context["page_obj"].paginator.count == 1


def test_a_hidden_community_that_borrows_is_not_named_to_others(client, talgud, shelf, leida, jaan):
    hidden = here.community("Peidus küla")
    here.enrol(talgud, hidden, sensitive=True, author=here.partner(talgud, "Kolmas"))
    loan = Loan.objects.create(equipment=shelf, community=hidden, starts_on=MARCH, ends_on=MARCH)
    client.force_login(leida)
    for url in (to("loan-list"), shelf.get_absolute_url()):
        assert "Peidus küla" not in client.get(url).content.decode()
    # The owner's people take it back or change the days, and need not know who has it.
    client.force_login(jaan)
    for name in ("edit", "return", "cancel"):
        page = client.get(to(f"loan-{name}", shelf.pk, loan.pk))
        assert page.status_code == 200 and "Peidus küla" not in page.content.decode()
    days = {"starts_on": "01.03.2026", "ends_on": "15.03.2026", "version": loan.version}
    assert client.post(to("loan-edit", shelf.pk, loan.pk), days).status_code == 302
    loan.refresh_from_db()
    assert (loan.community, loan.ends_on.day) == (hidden, 15)


# --- services


def test_a_month_of_all_services_on_one_page(client, plan, jaan):
    cafe, sauna = things.service(plan, began=MARCH), things.service(plan, "Saun", began=MARCH)
    client.force_login(jaan)
    url = f"{to('servicedelivery-month', plan.pk)}?month=2026-03"
    assert [service.name for service, _row in client.get(url).context["form"].rows] == ["Kogukonnakohvik", "Saun"]
    saved = client.post(url, {"month": "2026-03", f"{cafe.pk}-users": "0", f"{cafe.pk}-sessions": "4"})
    assert saved.status_code == 302
    row = ServiceDelivery.objects.get()
    assert (row.service, row.month, row.users, row.paid_hours) == (cafe, MARCH, 0, None)
    assert not ServiceDelivery.objects.filter(service=sauna).exists()
    page = client.get(to("servicedelivery-summary", plan.pk))
    assert [figure["rows"][0].total for figure in page.context["month_bars"]] == ["0", "4"]


def test_the_same_number_typed_by_two_shows_both(client, plan, mari, jaan):
    cafe = things.service(plan, began=MARCH)
    things.month(plan, MARCH, {"service": cafe.pk, "users": 10}, by=mari)
    client.force_login(jaan)
    answer = client.post(
        to("servicedelivery-month", plan.pk), {"month": "2026-03", f"{cafe.pk}-users": "12"}
    )
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Mari" in body and 'value="12"' in body
    again = {"month": "2026-03", f"{cafe.pk}-users": "12", f"{cafe.pk}-version": "1"}
    assert client.post(to("servicedelivery-month", plan.pk), again).status_code == 302
    assert ServiceDelivery.objects.get().users == 12


@pytest.mark.parametrize(("who", "status"), [("jaan", 200), ("leida", 403), ("stranger", 404)])
def test_who_tells_about_services(client, request, plan, who, status):
    cafe = things.service(plan)
    client.force_login(request.getfixturevalue(who))
    assert client.get(to("servicedelivery-month", plan.pk)).status_code == status
    assert client.get(to("service-start", plan.pk, cafe.pk)).status_code == status
    assert client.get(to("servicedelivery-summary", plan.pk)).status_code == (404 if who == "stranger" else 200)


def test_a_service_begins_and_pauses_from_its_plan(client, plan, mari):
    cafe = things.service(plan)
    client.force_login(mari)
    assert client.post(to("service-start", plan.pk, cafe.pk), {"on": "01.03.2026"}).status_code == 302
    assert client.post(to("service-pause", plan.pk, cafe.pk), {"reason": "Talv"}).status_code == 302
    cafe.refresh_from_db()
    assert (cafe.started_on, cafe.readiness) == (MARCH, "paused")


# --- what villagers see


def test_villagers_read_what_they_can_have(client, village, plan):
    things.service(plan, "Külakohvik", began=MARCH, promise="Soe supp kord nädalas.", price="0.00")
    things.service(plan, "Mõte")
    body = client.get(village.get_absolute_url()).content.decode()
    assert "Külakohvik" in body and "Soe supp" in body and "Mõte" not in body


def test_the_offer_takes_one_query_however_much_there_is(client, village, plan, mari):
    client.force_login(mari)
    things.service(plan, "Külakohvik", began=MARCH)
    first = queries(client, village.get_absolute_url())
    for number in range(5):
        things.service(plan, f"Teenus {number}", began=MARCH)
    assert queries(client, village.get_absolute_url()) == first


def test_nothing_of_a_hidden_community_and_of_a_draft_is_public(client, talgud, village, plan):
    other = here.enrol(talgud, village, activity=world.activity(talgud, "Dialoog"), sensitive=True)
    things.service(things.approved_plan(other, "Salajane"), "Salajane teenus", began=MARCH)
    draft = here.plan(plan.enrolment, "Mustand")
    Service.objects.create(plan=draft, name="Mustandi teenus", readiness="running", started_on=MARCH)
    body = client.get(village.get_absolute_url()).content.decode()
    assert "Salajane teenus" not in body and "Mustandi teenus" not in body


# --- queries


@pytest.fixture
def grow(talgud, partner, harju):
    area, municipality = world.area(talgud, "Ala"), here.municipality(county=harju)

    def add(mark):
        row = here.enrol(
            talgud, here.community(f"Küla {mark}", municipality=municipality), author=partner, area=area,
        )
        plan = things.approved_plan(row)
        fill(plan, row, partner, mark)
        return plan

    return add


def fill(plan, enrolment, partner, mark):
    cafe = things.service(plan, f"Kohvik {mark}", began=MARCH, price="2.00")
    need = things.need(plan, quantity=1, unit_price="10.00")
    thing = things.thing(
        plan.project, f"Telk {mark}", owner=partner, need=need, enrolment=enrolment, lendable=True, cost="5"
    )
    things.check(thing)
    today = timezone.localdate()
    things.lend(thing, partner, today, today)
    things.month(plan, MARCH, {"service": cafe.pk, "users": 3, "sessions": 1})
    return thing


@pytest.mark.parametrize(
    ("name", "most"), [("equipment-list", 12), ("loan-list", 12), ("servicedelivery-list", 12), ("equipment-create", 15)]
)
def test_lists_take_as_many_queries_for_thirty_rows_as_for_one(client, grow, mari, name, most):
    client.force_login(mari)
    grow(0)
    first = queries(client, to(name))
    for number in range(1, 30):
        grow(number)
    assert queries(client, to(name)) == first <= most


def test_pages_of_one_plan_and_one_thing_take_as_many_queries_however_much_there_is(client, grow, partner, mari):
    client.force_login(mari)
    plan = grow(0)
    thing = Equipment.objects.get()
    urls = [
        thing.get_absolute_url(), to("servicedelivery-summary", plan.pk), to("servicedelivery-month", plan.pk),
        reverse("communities:servicedelivery-records") + "?project=talgud",
    ]
    first = [queries(client, url) for url in urls]
    for number in range(1, 10):
        fill(plan, plan.enrolment, partner, number)
        things.check(thing, date(2025, number, 1))
        things.lend(thing, partner, date(2028, number, 1), date(2028, number, 5))
    assert [queries(client, url) for url in urls] == first
    assert max(first) <= 12, dict(zip(urls, first, strict=True))


def test_an_enrolment_leads_to_its_plan_at_work_its_equipment_and_its_experts(client, plan, mari):
    client.force_login(mari)
    page = client.get(plan.enrolment.get_absolute_url())
    assert [link.url for link in page.context["work"]] == [
        to("servicedelivery-summary", plan.pk), f"{to('equipment-list')}?community={plan.enrolment_id}",
    ]
    first = queries(client, plan.enrolment.get_absolute_url())
    for _again in range(5):
        trainings.support(plan.enrolment)
    assert queries(client, plan.enrolment.get_absolute_url()) == first
    assert len(client.get(plan.enrolment.get_absolute_url()).context["panels"]) == 1


def test_the_services_of_a_project_say_whose_month_is_due(client, plan, jaan, leida):
    things.service(plan, began=MARCH)
    for person, due in ((jaan, True), (leida, False)):
        client.force_login(person)
        row, = client.get(to("servicedelivery-list")).context["at_work"].rows
        assert (row[1]["text"], bool(row[3]["text"])) == ("1 / 1", due)
