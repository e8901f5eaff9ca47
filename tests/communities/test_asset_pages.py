"""What a community has: who sees which of it, three ways to look, and ideas made of it."""
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities import actions
from communities.choices import DelegateKind
from communities.models import Asset, Service, ServiceKind
from communities.summaries.assets import counts_by_category
from portal.shared import verbs
from projects.choices import Role
from projects.models import User
from tests.communities import potential
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db

PUBLIC, PEOPLE, GROUP = "public", "community", "workgroup"


def to(name, *args):
    return reverse(f"communities:{name}", args=args)


@pytest.fixture
def enrolment(talgud, village, partner):
    return here.enrol(talgud, village, author=partner)


def signed_in(user):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def seen_on(client, url):
    """The names of resources on a page, {level}; None when there is no such page."""
    response = client.get(url)
    if response.status_code != 200:
        return None
    body = response.content.decode()
    return {name for name in (PUBLIC, PEOPLE, GROUP) if f">{name}</a>" in body or f"\n{name};" in body or f";{name};" in body}


def everybody(talgud, enrolment, partner, mari, jaan, leida, stranger):
    other = here.partner(talgud, "Teine partner")
    auditor = world.person("Audiitor")
    world.member(auditor, talgud, Role.AUDITOR)
    return {
        "mari": mari, "jaan": jaan, "leida": leida, "stranger": stranger, "anonymous": None, "auditor": auditor,
        "elder": potential.bound(enrolment), "expert": potential.bound(enrolment, "Mentor", DelegateKind.EXPERT),
        "neighbour": here.editor(talgud, other, "Naaber"), "staff": world.person("Staabi", is_staff=True),
    }


OPEN = {
    "mari": {PUBLIC, PEOPLE, GROUP}, "jaan": {PUBLIC, PEOPLE, GROUP}, "elder": {PUBLIC, PEOPLE, GROUP},
    "expert": {PUBLIC, PEOPLE, GROUP}, "staff": {PUBLIC, PEOPLE, GROUP}, "leida": {PUBLIC, PEOPLE}, "auditor": {PUBLIC, PEOPLE},
    "neighbour": {PUBLIC, PEOPLE}, "stranger": {PUBLIC}, "anonymous": {PUBLIC},
}
# A sensitive community does not exist for the public and for other partners.
SENSITIVE = OPEN | {"neighbour": None, "stranger": None, "anonymous": None}


@pytest.mark.parametrize(("sensitive", "expected"), [(False, OPEN), (True, SENSITIVE)])
def test_each_role_has_its_level(talgud, village, partner, mari, jaan, leida, stranger, sensitive, expected):
    enrolment = here.enrol(talgud, village, author=partner, sensitive=sensitive)
    potential.one_of_each(village)
    for who, user in everybody(talgud, enrolment, partner, mari, jaan, leida, stranger).items():
        user = AnonymousUser() if user is None else User.objects.get(pk=user.pk)
        seen = Asset.objects.visible_to(user)
        assert set(seen.values_list("name", flat=True)) == (expected[who] or set()), who
        counted = {row.code: row.count for row in counts_by_category(seen)}
        assert (sum(counted.values()), len(counted)) == (len(expected[who] or ()), 6), who


@pytest.mark.parametrize(("sensitive", "expected"), [(False, OPEN), (True, SENSITIVE)])
def test_no_page_and_no_file_shows_more(talgud, village, partner, leida, sensitive, expected):
    enrolment = here.enrol(talgud, village, author=partner, sensitive=sensitive)
    rows = {row.name: row for row in potential.one_of_each(village)}
    neighbour = here.editor(talgud, here.partner(talgud, "Teine partner"), "Naaber")
    people = {"anonymous": None, "neighbour": neighbour, "leida": leida, "elder": potential.bound(enrolment)}
    for who, user in people.items():
        client, levels = signed_in(user), expected[who]
        pages = [to(name, village.pk) for name in ("asset-list", "asset-map", "asset-matrix")]
        pages.append(to("asset-list", village.pk) + "?format=csv")
        assert [seen_on(client, url) for url in pages] == [levels] * 4, who
        for level, row in rows.items():
            status = client.get(to("asset-detail", village.pk, row.pk)).status_code
            assert (status == 200) == (level in (levels or ())), (who, level)
        if levels is not None:
            for url, name in ((pages[0], "counts"), (village.get_absolute_url(), "resources")):
                assert sum(row.count for row, _url in client.get(url).context[name]) == len(levels), (who, url)
        if user is not None:
            inside = client.get(to("project-assets", talgud.slug))
            assert inside.context["page_obj"].paginator.count == len(levels or ()), who
            assert ("Kolga küla" in inside.content.decode()) == (levels is not None), who


def test_who_may_change_the_map(talgud, enrolment, village, partner, mari, jaan, leida, stranger):
    row = potential.asset(village)
    people = everybody(talgud, enrolment, partner, mari, jaan, leida, stranger)
    pages = [to(f"asset-{verb}", village.pk, row.pk) for verb in ("edit", "archive", "restore")]
    pages.append(to("asset-create", village.pk))
    allowed = {"mari", "jaan", "elder", "expert", "staff"}
    for who, user in people.items():
        client = signed_in(user)
        codes = [client.get(url).status_code for url in pages]
        assert codes == [200 if who in allowed else 302 if who == "anonymous" else 403] * 4, who


def test_a_resource_is_noted_changed_put_away_and_taken_back(client, village, enrolment, mari):
    kind = verbs.create(ServiceKind(code="toit", name_et="Toit"), by=None)
    client.force_login(mari)
    data = {"category": "places", "name": "Külamaja", "availability": "agreed", "visibility": "public", "offers": [kind.pk],
            "latitude": "59.49", "longitude": "25.61"}
    assert client.post(to("asset-create", village.pk), data).url == to("asset-list", village.pk)
    row = Asset.objects.get()
    assert (row.community, list(row.offers.all()), row.history.get().offers.count()) == (village, [kind], 1)
    listed = client.get(to("asset-list", village.pk))
    assert f'id="asset-{row.pk}"' in listed.content.decode()
    edit = to("asset-edit", village.pk, row.pk)
    codes = [client.post(edit, data | {"name": name, "version": 1}).status_code for name in ("Rahvamaja", "Seltsimaja")]
    assert codes == [302, 409]
    client.post(to("asset-archive", village.pk, row.pk))
    assert client.get(to("asset-list", village.pk)).context["page_obj"].paginator.count == 0
    assert Client().get(to("asset-detail", village.pk, row.pk)).status_code == 404
    away = client.get(to("asset-list", village.pk) + "?archive=true")
    assert away.context["page_obj"].paginator.count == 1
    assert Client().get(to("asset-list", village.pk) + "?archive=true").context["page_obj"].paginator.count == 0
    client.post(to("asset-restore", village.pk, row.pk))
    assert client.get(to("asset-list", village.pk)).context["page_obj"].paginator.count == 1


def test_the_matrix_ticks_what_each_can_offer(client, village, enrolment):
    food, youth, _unused = (
        verbs.create(ServiceKind(code=code, name_et=code.title(), order=place), by=None)
        for place, code in enumerate(("toit", "noored", "muu"))
    )
    potential.asset(village, "Köök", offers=[food], can_offer="suur ahi")
    potential.asset(village, "Maja", offers=[food, youth])
    table = client.get(to("asset-matrix", village.pk)).context["table"]
    assert [column.key for column in table.columns] == ["name", "category", "can_offer", "toit", "noored"]
    rows = {row[0]["text"]: [cell["text"] for cell in row[2:]] for row in table.rows}
    assert rows == {"Köök": ["suur ahi", "✓", ""], "Maja": ["", "✓", "✓"]}


def test_the_map_draws_what_has_a_place_and_names_the_rest(client, village, enrolment):
    potential.asset(village, "Järv", latitude="59.5000", longitude="25.6000")
    potential.asset(village, "Kool", latitude="59.5400", longitude="25.6800")
    potential.asset(village, "Lugu")
    page = client.get(to("asset-map", village.pk))
    assert page.content.decode().count('<circle class="dot"') == 2
    assert [name for name, _url in page.context["elsewhere"]] == ["Lugu"]


def test_two_to_four_resources_become_an_idea_in_the_plan(client, village, enrolment, mari):
    kind = verbs.create(ServiceKind(code="toit", name_et="Toit"), by=None)
    rows = [potential.asset(village, name, offers=[kind]) for name in ("Köök", "Kokad")]
    rows += [potential.asset(village, name, GROUP, offers=[kind]) for name in ("Aed", "Saal", "Buss")]
    url = to("asset-idea", village.pk)
    client.force_login(mari)
    assert client.get(url).status_code == 403
    plan = here.plan(enrolment)
    assert url in client.get(to("asset-list", village.pk)).content.decode()
    keys = [row.pk for row in rows]
    data = {"name": "Külalõuna", "plan": plan.pk, "idempotency_key": client.get(url).context["form"].initial["idempotency_key"]}
    assert [client.post(url, data | {"assets": keys[:count]}).status_code for count in (1, 5)] == [422, 422]
    assert [client.post(url, data | {"assets": keys[:3]}).status_code for _time in range(2)] == [302, 302]
    service = Service.objects.get()
    assert (service.plan, service.name, service.readiness, service.kind) == (plan, "Külalõuna", "idea", kind)
    assert service.promise.endswith(": Kokad, Köök"), "what only the working group may see is named in no plan"
    foreign = potential.asset(here.community("Teine"), "Võõras")
    assert client.post(url, data | {"assets": [keys[0], foreign.pk]}).status_code == 422
    here.submit(plan)
    assert client.get(url).status_code == 403


def test_an_idea_is_refused_for_a_plan_that_waits(village, enrolment):
    rows = [potential.asset(village, name) for name in ("Köök", "Kokad")]
    plan = here.plan(enrolment)
    assert actions.idea_from_assets(plan, rows, "Lõuna", by=None).order == 1
    assert actions.idea_from_assets(plan, rows, "Õhtu", by=None).order == 2
    here.submit(plan)
    with pytest.raises(Exception, match="Return it first|tagasi|Esitatud") as refused:
        actions.idea_from_assets(plan, rows, "Hommik", by=None)
    assert refused.value.code == "not_editable"


def test_pages_take_as_many_queries_for_one_resource_as_for_thirty(client, village, enrolment, mari):
    kind = verbs.create(ServiceKind(code="toit", name_et="Toit"), by=None)
    here.plan(enrolment)
    client.force_login(mari)
    row = potential.asset(village, offers=[kind], latitude="59.5", longitude="25.6")
    pages = [to(name, village.pk) for name in ("asset-list", "asset-map", "asset-matrix", "asset-idea")]
    pages += [to("asset-detail", village.pk, row.pk), to("project-assets", "talgud")]

    def queries(url):
        client.get(url)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    first = [queries(url) for url in pages]
    for place in range(29):
        potential.asset(village, f"Paik {place}", offers=[kind], latitude="59.5", longitude=f"25.{place:02}")
    assert [queries(url) for url in pages] == first
    assert max(first) <= 12, first
