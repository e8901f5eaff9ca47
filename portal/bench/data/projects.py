"""Projects, partners, people who sign in, activities, promises, papers."""
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from portal.bench.data.fill import choose, each, pick, reset_sequences
from portal.bench.data.names import trio
from portal.bench.data.sizes import GIANT, TYPICAL
from portal.demo.people import DEMO_PASSWORD
from projects import models as our
from projects.models import Audience, Programme, Topic

AREAS, TARGETS, NEWS = 4, 8, 6
COORDINATOR = "koordinaator@example.org"
MEASURES = ["participants", "days_theory", "plans_approved", "communities", "seminars", "meetings", "webinars", "trips"]
GONE = "mod(b.p, 10) = 7"


def load(filler, names, size):
    organisations(filler, names, size)
    projects(filler, names)
    partners(filler, names, size)
    people(filler, names)
    activities(filler, names, size)
    targets(filler)
    papers(filler, names)
    story(filler, names)


def organisations(filler, names, size):
    filler.fill(
        our.Organisation, f"generate_series(1, {size.organisations}) AS g(k)" + names.of("organisation", "k - 1", "nm"),
        at="k", name="nm.et", kind=choose(["ngo", "lag", "municipality", "university"], "k"), country="'EE'",
        register_code="(80000000 + k)::text", sort_key="nm.sort_key", search_key="nm.folded_et || ' ' || (80000000 + k)",
    )


def projects(filler, names):
    programme = Programme.objects.get(code="leader").pk
    filler.fill(
        our.Project, "bench.project b" + names.of("project", "b.p - 1", "nm") + names.of("topic", "b.p", "t")
        + names.of("prose", "b.p", "pr"),
        at="b.p", acronym="nm.et", programme_id=str(programme), countries="'EE'", **trio("title", "t"), **trio("summary", "pr"),
        slug=f"CASE b.p WHEN 1 THEN '{GIANT}' WHEN 2 THEN '{TYPICAL}' ELSE 'projekt-' || b.p END",
        planned_start="to_char(b.anchor - 900, 'YYYY-MM-DD')", planned_end="to_char(b.anchor + 300, 'YYYY-MM-DD')",
        starts_on="b.anchor - 900", ends_on="b.anchor + 300", sort_key="nm.sort_key",
        search_key="nm.folded_et || ' ' || t.folded",
        publication=f"CASE WHEN {GONE} THEN 'closed' WHEN mod(b.p, 10) = 8 THEN 'draft' ELSE 'active' END",
    )


def organisation_of(filler, place, size):
    """The organisation that is partner number `place` (from 1) of the project; different ones within a project."""
    return filler.key(our.Organisation, f"1 + mod(b.p * 7 + {place}, {size.organisations})")


def partners(filler, names, size):
    filler.fill(
        our.ProjectArea, each(AREAS) + names.of("village", "b.p * 5 + k", "nm"), at=f"(b.p - 1) * {AREAS} + k",
        project_id=filler.key(our.Project, "b.p"), order="k", **trio("name", "nm"),
    )
    filler.fill(
        our.Partnership, each("partners"), at="b.before_partners + k", project_id=filler.key(our.Project, "b.p"), order="k",
        organisation_id=organisation_of(filler, "k", size), role="CASE k WHEN 1 THEN 'lead' ELSE 'partner' END",
        area_id=filler.key(our.ProjectArea, f"(b.p - 1) * {AREAS} + 1 + mod(k, {AREAS})"),
    )
    filler.fill(
        our.CooperationGroup, each(1) + names.of("village", "b.p * 3", "nm"), at="b.p", **trio("name", "nm"),
        project_id=filler.key(our.Project, "b.p"), order="1", stated_size="4",
    )


def people(filler, names):
    """Everybody shares the demo's password; the two named people come last."""
    password = make_password(DEMO_PASSWORD)
    place = "b.before_users + k"
    filler.fill(
        our.User, each("users") + names.of("person", f"({place}) * 3", "nm"), at=place, name="nm.et",
        password=f"'{password}'", email=f"'inimene' || ({place}) || '@example.org'", date_joined="now()",
    )
    reset_sequences([our.User])
    coordinator = our.User.objects.create(email=COORDINATOR, name="Koordinaator", password=password)
    filler.fill(
        EmailAddress, "projects_user b WHERE b.id NOT IN (SELECT user_id FROM account_emailaddress)",
        at="b.id", user_id="b.id", email="b.email", verified="true", primary="true",
    )
    role = "(ARRAY['coordinator','editor','reader','auditor','community','expert'])[CASE k WHEN 1 THEN 1 ELSE 2 + mod(k, 5) END]"
    partner = "1 + mod(k, b.partners)"
    bound = filler.key(our.Partnership, f"b.before_partners + {partner}")
    source = each("users") + f" JOIN projects_partnership pa ON pa.id = {bound}"
    filler.fill(
        our.Membership, source, at=place, project_id=filler.key(our.Project, "b.p"), role=role,
        user_id=filler.key(our.User, place),
        organisation_id="CASE WHEN k > 1 AND mod(k, 5) IN (0, 1) THEN pa.organisation_id END",
    )
    reset_sequences([our.Membership])
    for project in our.Project.objects.filter(slug__in=[GIANT, TYPICAL]).order_by("pk"):
        our.Membership.objects.create(project=project, role="coordinator", user=coordinator)


def activities(filler, names, size):
    """Every fourth stands on the first level, the three after it below."""
    place = "b.before_activities + k"
    start = "(b.anchor - 900 + mod(k, 12)::int * 60)"
    filler.fill(
        our.Activity, each("activities") + names.of("topic", "b.p + k", "t") + names.of("prose", "k", "pr"), at=place,
        project_id=filler.key(our.Project, "b.p"), order="k", **trio("title", "t"), **trio("text", "pr"),
        parent_id=f"CASE WHEN mod(k, 4) = 1 THEN NULL ELSE {filler.key(our.Activity, f'{place} - mod(k - 1, 4)')} END",
        number="k::text", search_key="t.folded || ' ' || k", kind=choose(["training", "seminar", "support", "trip"], "k"),
        start=f"to_char({start}, 'YYYY-MM-DD')", end=f"to_char({start} + 300, 'YYYY-MM-DD')", starts_on=start,
        ends_on=f"{start} + 300", status="CASE WHEN mod(k, 12) < 6 THEN 'done' ELSE 'running' END",
    )
    key = filler.key(our.Activity, place)
    filler.fill(
        our.ActivityPartner, each("activities"), at=place, activity_id=key,
        organisation_id=organisation_of(filler, "1 + mod(k, b.partners)", size),
    )
    topics = list(Topic.objects.values_list("pk", flat=True).order_by("pk"))
    audiences = list(Audience.objects.values_list("pk", flat=True).order_by("pk"))
    filler.join(our.Activity._meta.get_field("topics"), each("activities"), key, pick(topics, "k"))
    filler.join(our.Activity._meta.get_field("audiences"), each("activities"), key, pick(audiences, "k"))
    filler.join(
        our.Activity._meta.get_field("areas"), each("activities"), key,
        filler.key(our.ProjectArea, f"(b.p - 1) * {AREAS} + 1 + mod(k, {AREAS})"),
    )


def targets(filler):
    place = f"(b.p - 1) * {TARGETS} + k"
    measure = choose(MEASURES, "k - 1")
    filler.fill(
        our.Target, each(TARGETS), at=place, project_id=filler.key(our.Project, "b.p"), order="k",
        activity_id=filler.key(our.Activity, "b.before_activities + k"), measure=measure, value="b.communities + k",
        statement_et="'Lubadus ' || k", statement_lv="'Solījums ' || k", statement_en="'Promise ' || k", unit_et="'tk'",
        unit_lv="'gab.'", unit_en="'pcs'", distribution="CASE k WHEN 4 THEN 'area' ELSE '' END", comparator="'at_least'",
    )
    filler.fill(
        our.TargetShare, each(AREAS), at=f"(b.p - 1) * {AREAS} + k", order="k", value="k",
        target_id=filler.key(our.Target, f"(b.p - 1) * {TARGETS} + 4"),
        area_id=filler.key(our.ProjectArea, f"(b.p - 1) * {AREAS} + k"),
    )


def papers(filler, names):
    place = "b.before_documents + k"
    filler.fill(
        our.Document, each("documents") + names.of("topic", "b.p + k", "t"), at=place, order="0",
        project_id=filler.key(our.Project, "b.p"), title="t.et || ' ' || k",
        kind=choose(["report", "minutes", "guide", "photo"], "k"),
        visibility="CASE mod(k, 4) WHEN 0 THEN 'public' ELSE 'project' END", file=f"'documents/bench/' || ({place}) || '.pdf'",
        file_name=f"'leht-' || ({place}) || '.pdf'", content_type="'application/pdf'", size="40000 + k",
        sha256=f"md5(({place})::text) || md5(({place})::text || 'b')",
        search_key=f"t.folded_et || ' ' || k || ' leht-' || ({place}) || '.pdf'",
    )


def story(filler, names):
    """A few rows of everything that makes up the public page."""
    project = filler.key(our.Project, "b.p")
    prose = names.of("prose", "b.p + k", "pr")
    filler.fill(
        our.Narrative, each(5) + prose, at="(b.p - 1) * 5 + k", project_id=project, order="k", **trio("text", "pr"),
        kind=choose(["goal", "goal_part", "need", "background", "approach"], "k - 1"),
    )
    filler.fill(our.Challenge, each(3) + prose, at="(b.p - 1) * 3 + k", project_id=project, order="k", **trio("text", "pr"))
    filler.fill(our.Result, each(3) + prose, at="(b.p - 1) * 3 + k", project_id=project, order="k", **trio("text", "pr"))
    groups = names.of("topic", "b.p + k", "t")
    filler.fill(
        our.TargetGroup, each(3) + groups, at="(b.p - 1) * 3 + k", project_id=project, order="k", **trio("name", "t"),
        kind=choose(["final", "beneficiary", "participant"], "k - 1"), search_key="t.folded",
    )
    filler.fill(
        our.Deliverable, each(2) + groups, at="(b.p - 1) * 2 + k", project_id=project, order="k", **trio("title", "t"),
        activity_id=filler.key(our.Activity, "b.before_activities + k"),
    )
    filler.fill(
        our.Contact, each(2), at="(b.p - 1) * 2 + k", project_id=project, order="k", role_et="'projektijuht'",
        role_lv="'projekta vadītājs'", role_en="'project manager'", email="'projekt' || b.p || '@example.org'",
        is_public="true", consent_on="b.anchor - 800",
    )
    filler.fill(our.Source, each(1), at="b.p", project_id=project, order="1", title="'Taotlus ' || b.p")
    filler.fill(
        our.StatedFact, each(6) + prose, at="(b.p - 1) * 6 + k", project_id=project, order="k", code="'F-' || k",
        source_id=filler.key(our.Source, "b.p"), **trio("statement", "pr"), value="k::text",
    )
