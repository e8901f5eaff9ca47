"""Communities in projects, their assessments, plans with all tables, assets and equipment."""
from communities import models as our
from communities.actions.standard.build import ensure_assessment_template, ensure_plan_template
from portal.bench.data.fill import choose, each, pick
from portal.bench.data.names import trio
from portal.bench.data.projects import AREAS, organisation_of
from portal.bench.data.sizes import GIANT
from projects.models import Activity, Audience, Partnership, Project, ProjectArea

PLACE = "b.before_communities + k"
STATUS = "CASE mod(k, 8) WHEN 0 THEN 'applied' WHEN 1 THEN 'completed' ELSE 'selected' END"
PLAN = ["approved", "running", "draft", "submitted", "endorsed", "returned"]
ANSWERED = 20


def load(filler, names, size):
    enrolments(filler, names, size)
    giant = Project.objects.get(slug=GIANT)
    ensure_assessment_template(giant, by=filler.admin)
    ensure_plan_template(giant, by=filler.admin)
    assessments(filler)
    plans(filler, names, size)
    tables(filler, names)
    things(filler, names)


def enrolments(filler, names, size):
    municipalities = list(our.Municipality.objects.filter(country="EE").order_by("pk").values_list("pk", flat=True))
    filler.fill(
        our.Community, each("communities") + names.of("community", f"{PLACE} - 1", "nm"), at=PLACE, name="nm.et",
        kind=choose(["village", "villages", "interest"], "k"), municipality_id=pick(municipalities, PLACE),
        population="40 + mod(k * 37, 900)", contact_role="'külavanem'", sort_key="nm.sort_key", search_key="nm.folded_et",
        latitude="57.8 + mod(k * 7, 150) / 100.0", longitude="22.5 + mod(k * 13, 500) / 100.0",
    )
    filler.fill(
        our.Enrolment, each("communities"), at=PLACE, project_id=filler.key(Project, "b.p"), order="0",
        community_id=filler.key(our.Community, PLACE), activity_id=filler.key(Activity, "b.before_activities + 1"),
        area_id=filler.key(ProjectArea, f"(b.p - 1) * {AREAS} + 1 + mod(k, {AREAS})"),
        author_id=organisation_of(filler, "1 + mod(k, b.partners)", size), status=STATUS, starts_on="b.anchor - 700",
        ends_on="b.anchor + 200", selected_on="CASE WHEN mod(k, 8) > 0 THEN b.anchor - 720 END",
        ready_on="CASE WHEN mod(k, 3) = 0 THEN b.anchor - 600 END", sensitive="mod(k, 25) = 24",
    )
    filler.fill(
        our.Criterion, each(4) + names.of("topic", "k", "t"), at="(b.p - 1) * 4 + k", project_id=filler.key(Project, "b.p"),
        order="k", purpose="CASE WHEN k < 3 THEN 'selection' ELSE 'readiness' END", **trio("text", "t"),
    )
    filler.join(
        our.Enrolment._meta.get_field("criteria"), each("communities"), filler.key(our.Enrolment, PLACE),
        filler.key(our.Criterion, "(b.p - 1) * 4 + 1 + mod(k, 4)"),
    )


def assessments(filler):
    """Every other community looked at itself, two people each."""
    statements = "(SELECT id, row_number() OVER (ORDER BY id) AS n FROM communities_statement) s"
    template = our.AssessmentTemplate.objects.order_by("pk").values_list("pk", flat=True).get()
    odd = " WHERE mod(k, 2) = 1"
    filler.fill(
        our.Assessment, each("communities") + odd, at=PLACE, enrolment_id=filler.key(our.Enrolment, PLACE), round="1",
        assessed_on="b.anchor - 650", template_id=str(template), conclusion="'Tugev seltsielu, vähe noori.'",
    )
    person = f"2 * ({PLACE}) + r - 2"
    two = each("communities") + " CROSS JOIN generate_series(1, 2) r"
    filler.fill(
        our.Respondent, two + odd, at=person, assessment_id=filler.key(our.Assessment, PLACE), label="'Vastaja ' || r",
        order="r",
    )
    count = our.Statement.objects.count()
    filler.fill(
        our.Score, two + f" CROSS JOIN {statements}" + odd, at=f"({person} - 1) * {count} + s.n",
        respondent_id=filler.key(our.Respondent, person), statement_id="s.id", value="mod(k * 3 + s.n * 7 + r, 5)",
    )


def plans(filler, names, size):
    template = our.PlanTemplate.objects.get().pk
    status = choose(PLAN, "k")
    filler.fill(
        our.ActionPlan, each("communities") + names.of("community", f"{PLACE} - 1", "nm"), at=PLACE,
        project_id=filler.key(Project, "b.p"), order="0", enrolment_id=filler.key(our.Enrolment, PLACE),
        title="nm.et || ': tegevuskava'", author_id=organisation_of(filler, "1 + mod(k, b.partners)", size),
        template_id=str(template), status=status, start="to_char(b.anchor - 300, 'YYYY-MM')",
        end="to_char(b.anchor + 700, 'YYYY-MM')", submitted_on=f"CASE WHEN {status} <> 'draft' THEN b.anchor - 400 END",
        approved_on=f"CASE WHEN {status} IN ('approved', 'running') THEN b.anchor - 380 END",
    )
    key = filler.key(our.ActionPlan, PLACE)
    fields = our.FieldTemplate.objects.filter(section__kind="fields", kind__in=["text", "line"], section__template=template)
    fields = list(fields.order_by("pk").values_list("pk", flat=True)[:ANSWERED])
    for at, field in enumerate(fields, start=1):
        filler.fill(
            our.Answer, each("communities") + names.of("prose", f"k + {at}", "pr"), at=f"({PLACE} - 1) * {len(fields)} + {at}",
            plan_id=key, field_id=str(field), text="pr.et || ' ' || pr.et",
        )
    for at, step in enumerate(("submitted", "approved")):
        known = "submitted_on" if step == "submitted" else "approved_on"
        filler.fill(
            our.PlanDecision, f"communities_actionplan b WHERE {known} IS NOT NULL AND b.id > {filler.base(our.ActionPlan)}",
            at=f"2 * (b.id - {filler.base(our.ActionPlan)}) - {at}", plan_id="b.id", step=f"'{step}'", decided_on=f"b.{known}",
            body="'Külakoosolek'", note="''",
        )


def tables(filler, names):
    key = filler.key(our.ActionPlan, PLACE)

    def rows(model, many, **columns):
        source = each("communities") + f" CROSS JOIN generate_series(1, {many}) r"
        source += names.of("topic", "k + r", "t") + names.of("thing", "k + r", "th")
        filler.fill(model, source, at=f"({PLACE} - 1) * {many} + r", plan_id=key, order="r", **columns)

    def service(place, many=3):
        return filler.key(our.Service, f"({PLACE} - 1) * {many} + {place}")

    kinds = list(our.ServiceKind.objects.order_by("pk").values_list("pk", flat=True))
    audiences = list(Audience.objects.order_by("pk").values_list("pk", flat=True))
    rows(
        our.Service, 3, name="t.et", kind_id=pick(kinds, "k + r"), promise="'Abi kodu lähedal'", users_expected="10 + mod(k, 40)",
        users_per="'month'", frequency="'iga nädal'", provider="'ngo'", paid_hours="20", unpaid_hours="10",
        price="mod(k, 5) * 500",
        readiness=choose(["idea", "trial", "ready", "running"], "k + r"), started_on="b.anchor - 200",
    )
    rows(
        our.PlanTask, 4, name="'Korraldada: ' || t.et", service_id=service("1 + mod(r, 3)"), cost="10000 * r", source="'project'",
        start="to_char(b.anchor - 200, 'YYYY-MM')", end="to_char(b.anchor + 100, 'YYYY-MM')", responsible_role="'külavanem'",
        status=choose(["planned", "started", "done"], "k + r"),
    )
    rows(
        our.InvestmentNeed, 2, name="th.et", why="'Ilma selleta teenust ei ole'", service_id=service("1"), quantity="r",
        unit_price="25000", source="'project'", level="'needed'", when="to_char(b.anchor + 60, 'YYYY-MM')",
    )
    rows(
        our.FinanceRow, 4, item=choose(["sales", "municipal", "labour", "premises"], "r - 1"), year_1="100000 + r",
        year_2="120000",
        year_3="130000", label="''",
    )
    rows(our.Risk, 3, name="'Oht: ' || t.et", kind="'people'", likelihood="1 + mod(k + r, 5)", impact="1 + mod(k, 5)")
    rows(our.Indicator, 2, name="t.et", unit="'inimest'", baseline="10", target="40", last_value="20 + r")
    filler.join(
        our.Service._meta.get_field("audiences"), each("communities") + " CROSS JOIN generate_series(1, 3) r", service("r"),
        pick(audiences, "k + r"),
    )
    filler.fill(
        our.ServiceDelivery, each("communities") + " CROSS JOIN generate_series(1, 4) r", at=f"({PLACE} - 1) * 4 + r",
        service_id=service("1"), month="(date_trunc('month', b.anchor) - make_interval(months => r))::date",
        users="mod(k, 20) + r", sessions="4", paid_hours="20", unpaid_hours="10",
    )


def things(filler, names):
    many = f"({PLACE}) * 4 + r - 4"
    source = each("communities") + " CROSS JOIN generate_series(1, 4) r"
    source += names.of("thing", "k + r", "th") + names.of("village", "k * 3 + r", "v")
    filler.fill(
        our.Asset, source, at=many, community_id=filler.key(our.Community, PLACE), name="v.et || ': ' || th.et",
        keeper="'seltsi juhatus'",
        category=choose(["people", "associations", "places", "economy"], "k + r"), availability="'agreed'",
        description="'Laenatakse kokkuleppel.'", search_key="v.folded_et || ': ' || th.folded_et || ' seltsi juhatus'",
        visibility=choose(["public", "community", "workgroup"], "k + r"),
    )
    lead = f" JOIN projects_partnership lead ON lead.id = {filler.key(Partnership, 'b.before_partners + 1')}"
    one = each("communities") + names.of("thing", "k", "th") + lead
    filler.fill(
        our.Equipment, one, at=PLACE, project_id=filler.key(Project, "b.p"), order="0", name="th.et", quantity="1",
        cost="45000 + k",
        enrolment_id=filler.key(our.Enrolment, PLACE), plan_id=filler.key(our.ActionPlan, PLACE), bought_on="b.anchor - 150",
        inventory_mark="'INV-' || k", kept_at="'külamaja'", lendable="mod(k, 2) = 0", custodian_role="'perenaine'",
        search_key="th.folded_et || ' inv-' || k",
        owner_id="lead.organisation_id",
    )
    filler.fill(
        our.EquipmentCheck, each("communities"), at=PLACE, equipment_id=filler.key(our.Equipment, PLACE),
        checked_on="b.anchor - 30",
        state="'in_use'", checked_by="'raamatupidaja'",
    )
    filler.fill(
        our.Loan, each("communities") + " WHERE mod(k, 4) = 0", at=PLACE, equipment_id=filler.key(our.Equipment, PLACE),
        community_id=filler.key(our.Community, PLACE), starts_on="b.anchor - 20", ends_on="b.anchor - 10",
        returned_on="CASE WHEN mod(k, 8) = 0 THEN b.anchor - 11 END",
    )
    filler.fill(
        our.TrainingNeed, each("communities") + names.of("topic", "k", "t"), at=PLACE,
        enrolment_id=filler.key(our.Enrolment, PLACE),
        topic="t.et", search_key="t.folded_et", people="5 + mod(k, 10)", priority="1 + mod(k, 3)",
    )
