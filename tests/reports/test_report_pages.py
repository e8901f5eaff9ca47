"""Who sees a report, and that its pages cost the same however much there is to tell."""
import pytest
from django.urls import reverse

from portal.reports.actions import freezing
from tests.budgets import claims as money
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.reports import world as here
from tests.shared import world as ground
from tests.trainings import world as trainings

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(talgud, partner, village, monkeypatch):
    monkeypatch.setattr(freezing, "PAPERS", {"sheet": freezing.PAPERS["sheet"]})
    return here.made(talgud, partner, village)


def to(name, *args):
    return reverse(f"reports:{name}", args=["talgud", *args])


def answers(client, user, addresses):
    client.logout()
    if user is not None:
        client.force_login(user)
    return [client.get(address).status_code for address in addresses]


def test_drafts_are_for_those_who_answer_and_frozen_reports_for_the_whole_project(
    client, talgud, partner, world, mari, leida, stranger
):
    auditor, helper = ground.person("Audiitor"), ground.person("Abiline")
    ground.member(auditor, talgud, "auditor")
    ground.member(helper, talgud, "editor", organisation=partner, activity=ground.activity(talgud, "Ring"))
    version = here.frozen(world, by=mari)
    draft = here.opened(world, by=mari)
    pages = [
        to("report-list"), to("report-detail", draft.pk), to("report-figure", draft.pk, "events"),
        to("reportversion-detail", version.report_id, version.pk), to("report-freeze", draft.pk),
    ]
    assert answers(client, mari, pages) == [200] * 5
    assert answers(client, auditor, pages) == [200, 200, 200, 200, 403]
    assert answers(client, leida, pages) == [200, 403, 403, 200, 403]
    assert answers(client, helper, pages) == [403] * 5
    assert answers(client, stranger, pages) == [404] * 5
    assert answers(client, None, pages) == [302] * 5
    # What was frozen is one partner's documents, too: others read the sum of each partner.
    spent = to("reportversion-figure", version.report_id, version.pk, "spent")
    suppliers = {}
    for user in (mari, leida):
        client.force_login(user)
        suppliers[user] = [row.label for row in client.get(spent).context["table"].objects]
    assert [name.startswith("OÜ Näidis") for name in (*suppliers[mari], *suppliers[leida])] == [True, False]
    assert [row.pk for row in client.get(pages[0]).context["page_obj"]] == [version.report_id]
    # The papers of the whole project are not for the people of one activity.
    client.force_login(helper)
    assert client.get(reverse("projects:document-download", args=["talgud", version.sheet_id])).status_code == 403


def test_a_report_costs_the_same_of_one_event_as_of_many(client, talgud, world, mari):
    draft = here.opened(world, by=mari)
    client.force_login(mari)
    pages = [
        to("report-list"), to("report-create"), to("report-detail", draft.pk), to("report-promises", draft.pk),
        to("report-gaps", draft.pk), to("report-evidence", draft.pk), to("report-figure", draft.pk, "people"),
        to("report-figure", draft.pk, f"promise-{world.promise.pk}"), to("report-freeze", draft.pk),
    ]
    before = [queries(client, page) for page in pages]
    for place in range(3):
        trainings.held(talgud, f"Päev {place}", here.FIRST, 5)
        villages.assess(villages.enrol(talgud, villages.community(f"Küla {place}")), on=here.LAST)
        money.share(world, "1", number=f"{place}", issued_on=here.LAST)
        here.opened(world)
    after = [queries(client, page) for page in pages]
    assert after == before
    assert max(after) <= 15
    version = here.frozen(world, by=mari)
    assert queries(client, to("reportversion-detail", version.report_id, version.pk)) <= 12
