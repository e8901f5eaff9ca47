"""One way to make a row of every model, so that tests can walk through all of them."""
from datetime import timedelta

from django.apps import apps
from django.utils import timezone

from communities import models as places
from communities.summaries.content import content_of
from communities.summaries.versions import as_json
from portal.shared import verbs
from projects import models as it
from projects.choices import FundingRole, NarrativeKind, Role, TargetGroupKind
from tests.portal.rows_budgets import BudgetRows
from tests.portal.rows_day import DayRows
from tests.portal.rows_trainings import MONDAY, TrainingRows

FLOORS = ["projects", "communities", "trainings", "budgets", "reports"]


def own_models():
    """Every model of the apps but the historical copies."""
    found = [model for label in FLOORS for model in apps.get_app_config(label).get_models()]
    return [model for model in found if not model.__name__.startswith("Historical")]


class Rows(TrainingRows, BudgetRows, DayRows):
    """`Rows().of(Model)` makes a fresh row of the model and whatever it needs; texts carry a number, so no two are alike."""

    def __init__(self):
        self.number = 0

    def of(self, model):
        self.number += 1
        return self.save(getattr(self, model.__name__.lower())(self.number))

    @staticmethod
    def save(row):
        return row if row.pk else verbs.create(row, by=None)

    # --- projects ---

    def user(self, n):
        return it.User.objects.create_user(f"inimene{n}@example.org", "parool-parool", name=f"Inimene {n}")

    def audience(self, n):
        return it.Audience(code=f"siht-{n}", name_et=f"Külad {n}")

    def topic(self, n):
        return it.Topic(code=f"teema-{n}", name_et=f"Teema {n}")

    def glossaryterm(self, n):
        return it.GlossaryTerm(code=f"sona-{n}", term_et=f"Sõna {n}", meaning_et="Tähendus")

    def organisation(self, n):
        return it.Organisation(name=f"Küla selts {n}")

    def organisationname(self, n):
        return it.OrganisationName(organisation=self.of(it.Organisation), text=f"Muu nimi {n}")

    def programme(self, n):
        return it.Programme(code=f"programm-{n}", name_et=f"Programm {n}")

    def ruleset(self, n):
        return it.RuleSet(programme=self.of(it.Programme), max_rate=80)

    def evidencerule(self, n):
        return it.EvidenceRule(rule_set=self.of(it.RuleSet), evidence_et=f"Tõend {n}")

    def project(self, n):
        return it.Project(
            slug=f"projekt-{n}", acronym=f"Projekt {n}", title_et="Pealkiri", summary_et="Lühidalt",
            programme=self.of(it.Programme),
        )

    def in_project(self, model, **fields):
        return model(project=self.of(it.Project), **fields)

    def narrative(self, n):
        return self.in_project(it.Narrative, kind=NarrativeKind.GOAL, text_et=f"Lõik {n}")

    def challenge(self, n):
        return self.in_project(it.Challenge, text_et=f"Mure {n}")

    def result(self, n):
        return self.in_project(it.Result, text_et=f"Tulemus {n}")

    def stage(self, n):
        return self.in_project(it.Stage, title_et=f"Etapp {n}")

    def fundinglink(self, n):
        return self.in_project(it.FundingLink, role=FundingRole.values[0], organisation=self.of(it.Organisation))

    def projectarea(self, n):
        return self.in_project(it.ProjectArea, name_et=f"Ala {n}")

    def partnership(self, n):
        return self.in_project(it.Partnership, organisation=self.of(it.Organisation))

    def cooperationgroup(self, n):
        return self.in_project(it.CooperationGroup, name_et=f"Rühm {n}", formed_by=self.of(it.Organisation))

    def groupmembership(self, n):
        return it.GroupMembership(group=self.of(it.CooperationGroup), organisation=self.of(it.Organisation))

    def targetgroup(self, n):
        return self.in_project(it.TargetGroup, name_et=f"Noored {n}", kind=TargetGroupKind.values[0])

    def activity(self, n):
        return self.in_project(it.Activity, number=str(n), title_et=f"Küla tegevus {n}")

    def activitypartner(self, n):
        return it.ActivityPartner(activity=self.of(it.Activity), organisation=self.of(it.Organisation))

    def activitydependency(self, n):
        first = self.of(it.Activity)
        earlier = self.save(it.Activity(project=first.project, title_et=f"Varasem {n}"))
        return it.ActivityDependency(activity=first, after=earlier)

    def deliverable(self, n):
        activity = self.of(it.Activity)
        return it.Deliverable(project=activity.project, activity=activity, title_et=f"Veebileht {n}")

    def membership(self, n):
        return self.in_project(it.Membership, user=self.of(it.User), role=Role.AUDITOR, organisation=self.of(it.Organisation))

    def invitation(self, n):
        return self.in_project(
            it.Invitation, email=f"kutse{n}@example.org", role=Role.AUDITOR, token_hash=f"{n:064}",
            invited_by=self.of(it.User), organisation=self.of(it.Organisation),
        )

    def contact(self, n):
        return self.in_project(it.Contact, role_et=f"Koordinaator {n}", organisation=self.of(it.Organisation))

    def document(self, n):
        return self.in_project(
            it.Document, title=f"Küla leping {n}", file=f"documents/{n}.pdf", file_name=f"{n}.pdf",
            content_type="application/pdf", size=10, sha256="0" * 64,
        )

    def source(self, n):
        return self.in_project(it.Source, title=f"Veebileht {n}", publisher=self.of(it.Organisation))

    def statedfact(self, n):
        return self.in_project(it.StatedFact, statement_et=f"Väide {n}")

    def contradiction(self, n):
        return self.in_project(
            it.Contradiction, title_et=f"Vastuolu {n}", first_et="Üks", second_et="Teine", decided_by=self.of(it.User)
        )

    def target(self, n):
        activity = self.of(it.Activity)
        return it.Target(project=activity.project, activity=activity, statement_et=f"Lubadus {n}", unit_et="küla", value=4)

    def targetfactor(self, n):
        return it.TargetFactor(target=self.of(it.Target), value=2, label_et=f"korda {n}")

    def targetshare(self, n):
        target = self.of(it.Target)
        area = self.save(it.ProjectArea(project=target.project, name_et=f"Osa {n}"))
        return it.TargetShare(target=target, area=area, value=1)

    def crosscheck(self, n):
        left = self.of(it.Target)
        right = self.save(it.Target(project=left.project, statement_et=f"Teine {n}", unit_et="küla", value=8))
        return it.CrossCheck(project=left.project, left=left, multiplier=2, right=right)

    # --- communities ---

    def regionscheme(self, n):
        return places.RegionScheme(code=f"jaotus-{n}", name_et=f"Jaotus {n}", country="EE")

    def region(self, n):
        return places.Region(scheme=self.of(places.RegionScheme), code=f"r{n}", name_et=f"Piirkond {n}")

    def county(self, n):
        return places.County(code=f"EE-{n}", name_et=f"Maakond {n}")

    def municipality(self, n):
        return places.Municipality(code=f"vald-{n}", name=f"Küla vald {n}", county=self.of(places.County))

    def place(self, n):
        return places.Place(name=f"Küla {n}", municipality=self.of(places.Municipality))

    def community(self, n):
        return places.Community(name=f"Küla kogukond {n}", municipality=self.of(places.Municipality))

    def enrolment(self, n):
        activity = self.of(it.Activity)
        return places.Enrolment(project=activity.project, activity=activity, community=self.of(places.Community))

    def call(self, n):
        return places.Call(project=self.of(it.Project), title_et=f"Kutse {n}", opens_on=MONDAY)

    def criterion(self, n):
        return places.Criterion(project=self.of(it.Project), purpose="selection", text_et=f"Tingimus {n}")

    def assessment(self, n):
        template = self.of(places.AssessmentTemplate)
        return places.Assessment(enrolment=self.of(places.Enrolment), template=template, assessed_on=MONDAY)

    def respondent(self, n):
        return places.Respondent(assessment=self.of(places.Assessment), label=f"küla noor {n}")

    def score(self, n):
        return places.Score(respondent=self.of(places.Respondent), statement=self.of(places.Statement), value=n % 5)

    def statementcomment(self, n):
        return places.StatementComment(
            assessment=self.of(places.Assessment), statement=self.of(places.Statement), text=f"Küla arvab {n}"
        )

    def asset(self, n):
        return places.Asset(community=self.of(places.Community), category="places", name=f"Küla kiik {n}")

    def trainingneed(self, n):
        return places.TrainingNeed(enrolment=self.of(places.Enrolment), topic=f"Küla koolitus {n}")

    def actionplan(self, n):
        enrolment = self.of(places.Enrolment)
        return places.ActionPlan(
            project=enrolment.project, enrolment=enrolment, title=f"Kava {n}", template=self.of(places.PlanTemplate)
        )

    def assessmenttemplate(self, n):
        return places.AssessmentTemplate(name_et=f"Küla hindamine {n}", project=self.of(it.Project))

    def assessmentblock(self, n):
        return places.AssessmentBlock(template=self.of(places.AssessmentTemplate), code=f"o{n}", title_et=f"Küla plokk {n}")

    def statement(self, n):
        return places.Statement(block=self.of(places.AssessmentBlock), text_et=f"Külas on asi {n}.")

    def scoreband(self, n):
        return places.ScoreBand(template=self.of(places.AssessmentTemplate), starts_at=n % 100, text_et=f"Küla loeb {n}")

    def servicekind(self, n):
        return places.ServiceKind(code=f"liik-{n}", name_et=f"Küla teenus {n}")

    def plantemplate(self, n):
        return places.PlanTemplate(name_et=f"Küla mall {n}", project=self.of(it.Project))

    def sectiontemplate(self, n):
        return places.SectionTemplate(template=self.of(places.PlanTemplate), code=f"osa-{n}", title_et=f"Küla osa {n}")

    def fieldtemplate(self, n):
        return places.FieldTemplate(section=self.of(places.SectionTemplate), code=f"vali-{n}", label_et=f"Küla väli {n}")

    def entry(self, n):
        section = self.of(places.SectionTemplate)
        return places.Entry(plan=self.of(places.ActionPlan), section=section)

    def answer(self, n):
        return places.Answer(plan=self.of(places.ActionPlan), field=self.of(places.FieldTemplate), text=f"Küla vastus {n}")

    def plantask(self, n):
        return places.PlanTask(plan=self.of(places.ActionPlan), name=f"Küla töö {n}")

    def financerow(self, n):
        return places.FinanceRow(plan=self.of(places.ActionPlan), item="sales")

    def risk(self, n):
        return places.Risk(plan=self.of(places.ActionPlan), name=f"Küla risk {n}")

    def indicator(self, n):
        return places.Indicator(plan=self.of(places.ActionPlan), name=f"Küla näitaja {n}")

    def plandraft(self, n):
        return places.PlanDraft(
            plan=self.of(places.ActionPlan), user=self.of(it.User), section="general", cell=f"a-{n}", seen_at=timezone.now()
        )

    def plandecision(self, n):
        return places.PlanDecision(plan=self.of(places.ActionPlan), step="submitted", decided_on=MONDAY)

    def plancomment(self, n):
        return places.PlanComment(plan=self.of(places.ActionPlan), text=f"Küla märkus {n}", author=self.of(it.User))

    def planreview(self, n):
        return places.PlanReview(plan=self.of(places.ActionPlan), year=2025, reviewed_on=MONDAY)

    def planversion(self, n):
        plan = self.of(places.ActionPlan)
        return places.PlanVersion(plan=plan, number=1, step="submitted", content=as_json(content_of(plan)))

    def delegate(self, n):
        return places.Delegate(enrolment=self.of(places.Enrolment), user=self.of(it.User))

    def service(self, n):
        return places.Service(plan=self.of(places.ActionPlan), name=f"Küla teenus {n}", started_on=MONDAY)

    def investmentneed(self, n):
        return places.InvestmentNeed(plan=self.of(places.ActionPlan), name=f"Küla telk {n}", quantity=1)

    def equipment(self, n):
        enrolment = self.of(places.Enrolment)
        return places.Equipment(
            project=enrolment.project, enrolment=enrolment, name=f"Küla riiul {n}", lendable=True,
            indispensable_because="Ilma selleta ei saa alustada.",
        )

    def equipmentcheck(self, n):
        return places.EquipmentCheck(equipment=self.of(places.Equipment), checked_on=MONDAY, state="in_use")

    def loan(self, n):
        start = MONDAY + timedelta(days=400 + 10 * n)
        return places.Loan(
            equipment=self.of(places.Equipment), organisation=self.of(it.Organisation), starts_on=start, ends_on=start
        )

    def servicedelivery(self, n):
        return places.ServiceDelivery(service=self.of(places.Service), month=MONDAY.replace(day=1), users=n % 1000)
