"""Events with their days, people, registrations, attendance, feedback; support, trips, news, materials."""
from communities.models import Community, County, Enrolment, Municipality
from portal.bench.data.fill import choose, each, pick
from portal.bench.data.names import trio
from portal.bench.data.projects import NEWS, organisation_of
from portal.bench.data.sizes import DAYS_OF_EVENT, THERE
from projects.models import Activity, Audience, Document, Project
from trainings import models as our

SIGNED_UP = THERE + 2
PLACE = "b.before_events + k"
KINDS = ["training", "seminar", "workshop", "webinar", "meeting", "training", "training", "seminar", "mobility", "dialogue"]
IS_TRIP = "mod(k, 20) = 6"
# The day on which an event begins: those that were held lie before the anchor, one after the other, the others after it.
BEGINS = (
    "(b.anchor + floor((k - b.held - 0.5) * 760.0 / b.held)::int + CASE WHEN k <= b.held THEN -4 ELSE 1 END)"
)


def load(filler, names, size):
    events(filler, names, size)
    persons(filler, names)
    registrations(filler)
    attendance(filler)
    around_events(filler, names)
    trips(filler, names)
    support(filler, names, size)
    public(filler, names)


def events(filler, names, size):
    project = filler.key(Project, "b.p")
    municipalities = list(Municipality.objects.filter(country="EE").order_by("pk").values_list("pk", flat=True))
    counties = list(County.objects.order_by("pk").values_list("pk", flat=True))
    filler.fill(
        our.TrainingProgramme, each(3) + names.of("topic", "b.p + k", "t"), at="(b.p - 1) * 3 + k", project_id=project, order="k",
        **trio("title", "t"), search_key="t.folded",
    )
    venue = names.of("village", "t.n", "v") + names.of("house", "t.n", "h")
    state = "CASE WHEN k <= b.held THEN 'held' WHEN mod(b.p, 10) = 7 THEN 'cancelled' ELSE 'planned' END"
    filler.fill(
        our.Event,
        each("events") + names.of("event", f"{PLACE} * 7", "t") + names.of("prose", "k", "pr") + venue,
        at=PLACE, project_id=project, order="0", **trio("title", "t"), **trio("text", "pr"), status=state,
        activity_id=filler.key(Activity, "b.before_activities + 1 + mod(k, b.activities)"),
        programme_id=f"CASE WHEN mod(k, 4) = 0 THEN {filler.key(our.TrainingProgramme, '(b.p - 1) * 3 + 1 + mod(k, 3)')} END",
        status_reason=f"CASE WHEN {state} = 'cancelled' THEN 'Projekt lõppes' ELSE '' END", venue="v.et || ' ' || h.et",
        kind=f"CASE WHEN {IS_TRIP} THEN 'trip' ELSE {choose(KINDS, 'k')} END", municipality_id=pick(municipalities, "k"),
        county_id=pick(counties, "k"), country="'EE'", organiser_id=organisation_of(filler, "1 + mod(k, b.partners)", size),
        community_id=filler.key(Community, "b.before_communities + 1 + mod(k, b.communities)"), capacity=str(THERE),
        headcount=f"CASE WHEN k <= b.held THEN {THERE} END", is_public="mod(k, 12) > 0",
        search_key="t.folded || ' ' || v.folded_et || ' ' || h.folded_et",
        first_day=BEGINS, last_day=f"{BEGINS} + {DAYS_OF_EVENT - 1}",  # the triggers that keep them are off
    )
    audiences = list(Audience.objects.order_by("pk").values_list("pk", flat=True))
    filler.join(our.Event._meta.get_field("audiences"), each("events"), filler.key(our.Event, PLACE), pick(audiences, "k"))
    filler.fill(
        our.EventDay, each("events") + f" CROSS JOIN generate_series(1, {DAYS_OF_EVENT}) r",
        at=f"({PLACE} - 1) * {DAYS_OF_EVENT} + r",
        event_id=filler.key(our.Event, PLACE), date=f"{BEGINS} + r::int - 1", starts_at="time '10:00'", ends_at="time '16:00'",
        kind="CASE WHEN r <= 2 THEN 'theory' ELSE 'practice' END", academic_hours="8",
    )


def persons(filler, names):
    place = "b.before_persons + k"
    home = filler.key(Community, "b.before_communities + 1 + mod(k, b.communities)")
    email = f"'osaleja' || ({place}) || '@example.org'"
    filler.fill(
        our.Person, each("persons") + names.of("person", f"({place}) * 11", "nm") + names.of("village", "nm.n", "v"), at=place,
        project_id=filler.key(Project, "b.p"), name="nm.et", email=email, village="v.et", phone="(5000000 + k)::text",
        community_id=f"CASE WHEN mod(k, 2) = 0 THEN {home} END",
        affiliation="'resident'", sort_key="nm.sort_key", name_key="nm.folded_et",
        search_key=f"nm.folded_et || ' ' || {email} || ' ' || v.folded_et",
    )


def of_event(filler, place):
    """Who is number `place` (from 0) at an event: everybody comes to several."""
    return filler.key(our.Person, f"b.before_persons + 1 + mod(k * 5 + {place}, b.persons)")


def registrations(filler):
    place = f"({PLACE} - 1) * {SIGNED_UP} + r"
    state = f"CASE WHEN r <= {THERE} THEN 'place' WHEN r = {THERE + 1} THEN 'waiting' ELSE 'cancelled' END"
    filler.fill(
        our.Registration, each("events") + f" CROSS JOIN generate_series(1, {SIGNED_UP}) r", at=place,
        event_id=filler.key(our.Event, PLACE), person_id=of_event(filler, "r - 1"), status=state,
        token=f"md5('token' || ({place})) || lpad(({place})::text, 11, '0')",
        queued_at=f"least(({BEGINS} - 30)::timestamptz, now()) + make_interval(mins => r::int)",
        cancelled_at=f"CASE WHEN r = {THERE + 2} THEN least(({BEGINS} - 20)::timestamptz, now()) END",
    )
    filler.fill(
        our.Signup, each("events") + " WHERE k > b.held", at=PLACE, event_id=filler.key(our.Event, PLACE),
    )
    for at, kind in enumerate(("terms", "photos", "contact"), start=1):
        filler.fill(
            our.ConsentText, "generate_series(1, 1) AS g(k)", at=f"{at} * k", kind=f"'{kind}'", valid_from="date '2020-01-01'",
            text_et="'Olen nõus.'", text_lv="'Piekrītu.'", text_en="'I agree.'", number="1",
        )
    filler.fill(
        our.Consent, each("events") + f" CROSS JOIN generate_series(1, {SIGNED_UP}) r WHERE mod(r, 4) = 1", at=place,
        registration_id=filler.key(our.Registration, place), text_id=filler.key(our.ConsentText, "1"), given_at="now()",
    )


def attendance(filler):
    day = f"({PLACE} - 1) * {DAYS_OF_EVENT} + d"
    source = each("held") + f" CROSS JOIN generate_series(1, {DAYS_OF_EVENT}) d CROSS JOIN generate_series(1, {THERE}) r"
    # Held events are the first of each project, so their places leave gaps.
    filler.fill(
        our.Attendance, source, at=f"({day} - 1) * {THERE} + r", day_id=filler.key(our.EventDay, day),
        person_id=of_event(filler, "r - 1"), is_present="mod(k + d + r, 15) > 0", source="'sheet'",
    )


def around_events(filler, names):
    event = filler.key(our.Event, PLACE)
    filler.fill(
        our.AgendaItem, each("events") + " CROSS JOIN generate_series(1, 3) r" + names.of("topic", "k + r", "t"),
        at=f"({PLACE} - 1) * 3 + r", event_id=event, topic="t.et", order="r", starts_at="make_time(9 + r::int, 0, 0)",
        ends_at="make_time(10 + r::int, 0, 0)", led_by="'koolitaja'",
        day_id=filler.key(our.EventDay, f"({PLACE} - 1) * {DAYS_OF_EVENT} + 1"),
    )
    filler.fill(
        our.EventReport, each("held") + names.of("prose", "k", "pr"), at=PLACE, event_id=event, summary="pr.et",
        closed_on=f"{BEGINS} + 4",
    )
    filler.fill(
        our.Feedback, each("held") + " CROSS JOIN generate_series(1, 5) r", at=f"({PLACE} - 1) * 5 + r", event_id=event,
        given_on=f"{BEGINS} + 4", content="3 + mod(k + r, 3)", trainer="3 + mod(k, 3)", organisation="4", usable="2 + mod(r, 4)",
        recommend="5 + mod(k + r, 6)",
    )
    filler.fill(
        our.EvidenceItem, each("held"), at=PLACE, event_id=event, kind="'attendance'",
        document_id=filler.key(Document, "b.before_documents + 1 + mod(k, b.documents)"),
    )


def trips(filler, names):
    event = filler.key(our.Event, PLACE)
    here = f" WHERE {IS_TRIP}"
    trip = filler.key(our.StudyTrip, PLACE)
    filler.fill(our.StudyTrip, each("events") + here, at=PLACE, event_id=event, purpose="'Näha, kuidas naabrid teevad.'")
    filler.fill(
        our.TripStop, each("events") + " CROSS JOIN generate_series(1, 3) r" + names.of("village", "k + r", "v") + here,
        at=f"({PLACE} - 1) * 3 + r", trip_id=trip, place="v.et", order="r", date=f"{BEGINS} + r::int - 1", country="'EE'",
    )
    filler.fill(
        our.Lesson, each("events") + names.of("topic", "k", "t") + here, at=PLACE, project_id=filler.key(Project, "b.p"),
        order="0",
        event_id=event, practice="t.et", first_step="'Kokku saada'", search_key="t.folded_et || ' kokku saada'",
    )


def support(filler, names, size):
    place = "b.before_communities + k"
    filler.fill(
        our.SupportAssignment, each("communities"), at=place, enrolment_id=filler.key(Enrolment, place), label="'mentor ' || k",
        kind=choose(["mentor", "facilitator", "expert"], "k"),
        organisation_id=organisation_of(filler, "1 + mod(k, b.partners)", size),
        starts_on="b.anchor - 300", ends_on="b.anchor + 20",
    )
    filler.fill(
        our.SupportEntry, each("communities") + " CROSS JOIN generate_series(1, 3) r" + names.of("prose", "k + r", "pr"),
        at=f"({place} - 1) * 3 + r", assignment_id=filler.key(our.SupportAssignment, place), date="b.anchor - 30 * r::int",
        minutes="60 * r", form="'onsite'", discussed="pr.et",
    )


def public(filler, names):
    """News and materials, most of them published."""
    project = filler.key(Project, "b.p")
    filler.fill(
        our.News, each(NEWS) + names.of("event", "b.p * 3 + k", "t") + names.of("prose", "k", "pr"), at=f"(b.p - 1) * {NEWS} + k",
        project_id=project, order="0", **trio("title", "t"), **trio("text", "pr"), happened_on="b.anchor - 20 * k::int",
        published_on="CASE WHEN mod(k, 6) > 0 THEN b.anchor - 18 * k::int END", search_key="t.folded",
    )
    kinds = list(our.ResourceKind.objects.order_by("pk").values_list("pk", flat=True))
    filler.fill(
        our.Resource, each(NEWS) + names.of("topic", "b.p + k", "t") + names.of("prose", "k", "pr"), at=f"(b.p - 1) * {NEWS} + k",
        project_id=project, order="0", kind_id=pick(kinds, "k"), title="t.et", summary="pr.et", author="'Näidis Selts'",
        url="'https://example.org/' || b.p || '/' || k", published_on="b.anchor - 10 * k::int", minutes="20 + k", captions="true",
        search_key="t.folded_et || ' ' || pr.folded_et || ' naidis selts'",
    )
