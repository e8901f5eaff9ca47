"""What stands around the projects: notices, reports."""
from portal.bench.data.fill import choose, each
from portal.reports.models import Report, ReportSection
from projects.models import Notice, Project, User
from trainings.models import Event

NOTICES = 10


def load(filler, names):
    place = "b.before_users + k"
    event = filler.key(Event, "b.before_events + 1 + mod(k * 3 + r, b.events)")
    filler.fill(
        Notice, each("users") + f" CROSS JOIN generate_series(1, {NOTICES}) r" + names.of("event", "k + r", "t"),
        at=f"({place} - 1) * {NOTICES} + r", user_id=filler.key(User, place), project_id=filler.key(Project, "b.p"),
        kind="'event_changed'", subject="t.et", detail="'postponed|Ilma pärast'", route="'trainings:event-detail'",
        args=f"'[\"' || {event} || '\"]'", key="'bench:' || r", made_at="now() - make_interval(days => r::int)",
        seen_at="CASE WHEN r > 3 THEN now() END", mailed_at="now()",
    )
    filler.fill(
        Report, each(1), at="b.p", project_id=filler.key(Project, "b.p"), order="0", starts_on="b.anchor - 600",
        ends_on="b.anchor - 300",
        title="'Vahearuanne ' || b.p",
    )
    filler.fill(
        ReportSection, each(4) + names.of("prose", "k", "pr"), at="(b.p - 1) * 4 + k", report_id=filler.key(Report, "b.p"),
        order="k",
        key=choose(["summary", "activities", "participants", "money"], "k - 1"), text="pr.et", suggested="pr.et",
    )
