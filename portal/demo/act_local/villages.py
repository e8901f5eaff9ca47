"""Seventeen villages with real names; what they planned, bought and offered is invented and marked as demo data."""
from datetime import date, timedelta
from decimal import Decimal

from communities import actions
from communities.choices import EnrolmentStatus, EquipmentState
from communities.models import (
    ActionPlan,
    Equipment,
    EquipmentCheck,
    InvestmentNeed,
    PlanComment,
    PlanTask,
    SectionTemplate,
    ServiceDelivery,
)
from portal.demo.build import add_community
from portal.demo.organisations import organisation
from portal.demo.places import place
from portal.demo.plans import catalogue as offers
from portal.demo.plans.fill import Filling, Village
from portal.demo.plans.things import Round
from portal.shared.bulk_verbs import create_many
from portal.shared.dates import PartialDate
from projects.choices import Language
from trainings import actions as training_actions
from trainings.choices import SupportForm, SupportKind, SupportPhase
from trainings.models import SupportAssignment, SupportEntry

PARTNER_OF = {
    "Setomaa": "MTÜ Setomaa Liit", "Alutaguse": "Alutaguse vallavalitsus", "Ape": "Ape vald", "Engure": "Engure vald",
}
LANGUAGE_OF = {"Setomaa": Language.ET, "Alutaguse": Language.ET, "Ape": Language.LV, "Engure": Language.LV}
VILLAGES = {  # name, its service, invented number of residents, km to the municipality's centre
    "Setomaa": [("Obinitsa", offers.FOOD, 96, "17"), ("Mikitamäe", offers.HOME, 184, "15"), ("Värska", offers.YOUTH, 412, "0.5"),
                ("Meremäe", offers.CRAFT, 88, "24"), ("Saatse", offers.GUIDE, 54, "21")],
    "Alutaguse": [("Iisaku", offers.HOME, 590, "0.5"), ("Mäetaguse", offers.YOUTH, 472, "19"),
                  ("Tudulinna", offers.DIGI, 171, "12"), ("Kuremäe", offers.GUIDE, 203, "16"),
                  ("Alajõe", offers.SPACE, 77, "25")],
    "Ape": [("Ape", offers.YOUTH, 806, "0.5"), ("Gaujiena", offers.FOOD, 318, "28"), ("Trapene", offers.CRAFT, 242, "21"),
            ("Vireši", offers.CULTURE, 133, "30")],
    "Engure": [("Engure", offers.GUIDE, 645, "0.5"), ("Smārde", offers.HOME, 377, "22"),
               ("Lapmežciems", offers.FOOD, 920, "25")],
}
NOT_READY = {"Saatse", "Alajõe"}
WITH_EXPERT = {"Obinitsa", "Värska", "Iisaku", "Kuremäe", "Gaujiena", "Engure"}
STILL_GOING = {"Obinitsa", "Iisaku", "Gaujiena", "Engure"}
METHOD = {"et": "Kogukonnaring ja küsimustik", "lv": "Kopienas aplis un aptauja"}
SAY = {
    "et": {
        "plan": "{}: tegevuskava",
        "meeting": "küla üldkoosolek",
        "council": "vallavalitsus",
        "missing": "Finantsplaan on veel tegemata.",
        "comment": "Palun lisage kolme aasta tulud ja kulud, siis saab kava edasi minna.",
        "ready": "Teenusel on tegija, ruum ja esimesed kasutajad.",
        "done": "Teenus käib ja kasutajaid tuleb juurde.",
        "not_done": "Aasta ülevaade lükkus kevadesse.",
        "changes": "Lahtioleku aeg on nüüd kindel.",
        "rest": "Aasta ülevaate teeb selts pärast projekti.",
        "discussed": "Kuidas alustada väikselt ja mida küsida esimestelt kasutajatelt.",
        "agreed": "Järgmiseks korraks on hind paigas.",
        "check": "Kohal ja töökorras.",
        "aims": "Teenus käivitub kuue kuuga ja omatulu katab kolmandiku kuludest.",
    },
    "lv": {
        "plan": "{}: rīcības plāns",
        "meeting": "ciema sapulce",
        "council": "pašvaldība",
        "missing": "Finanšu plāns vēl nav sagatavots.",
        "comment": "Lūdzu, pievienojiet trīs gadu ieņēmumus un izdevumus.",
        "ready": "Pakalpojumam ir darītājs, telpa un pirmie lietotāji.",
        "done": "Pakalpojums darbojas, lietotāju kļūst vairāk.",
        "not_done": "Gada pārskats pārcēlās uz pavasari.",
        "changes": "Darba laiks tagad ir noteikts.",
        "rest": "Gada pārskatu biedrība sagatavos pēc projekta.",
        "discussed": "Kā sākt mazumā un ko jautāt pirmajiem lietotājiem.",
        "agreed": "Nākamajā reizē cena būs zināma.",
        "check": "Ir uz vietas un darba kārtībā.",
        "aims": "Pakalpojums sāk darboties sešos mēnešos, trešdaļu sedz pašu ieņēmumi.",
    },
}
SERVING_UNTIL = date(2021, 3, 1)


def villages(told):
    """Each of them from its selection to its service."""
    rounds, first, number = Round(told.by), date(2019, 6, 3), 0
    for area, rows in VILLAGES.items():
        for place_in_area, row in enumerate(rows):
            One(told, rounds, area, row, first + timedelta(days=9 * place_in_area), number).journey()
            number += 1


class One:
    """One village on its way."""

    def __init__(self, told, rounds, area, row, day, number):
        self.told, self.by, self.rounds, self.area, self.day, self.number = told, told.by, rounds, area, day, number
        self.name, self.offer, self.people, self.km = row
        self.language = LANGUAGE_OF[area]
        self.partner = organisation(PARTNER_OF[area])
        self.say = SAY[self.language]

    def on(self, days):
        return self.day + timedelta(days=days)

    def journey(self):
        community = add_community(self.name, place(self.name), self.by, contact_role="Külavanem")
        self.enrolment = self.told.enrol(
            community, area=self.told.area(self.area), author=self.partner, status=EnrolmentStatus.SELECTED,
            selected_on=self.day, starts_on=self.day, ends_on=date(2021, 4, 30),
        )
        self.rounds.map_things(community, self.language, seed=self.number)
        self.assess()
        plan = self.plan()
        if self.name in NOT_READY:
            self.returned(plan)
            return
        plan = self.approved(plan)
        if self.name in WITH_EXPERT:
            self.expert()
        self.enrolment = actions.declare_ready(
            self.enrolment, by=self.by, on=self.on(300), note=self.say["ready"]
        )
        self.equip(plan)
        self.serve(plan)
        self.review(plan)
        actions.decide_enrolment(self.enrolment, EnrolmentStatus.COMPLETED, by=self.by)

    def assess(self):
        assessment = self.told.assess(self.enrolment, self.on(40), METHOD[self.language])
        self.rounds.score(assessment, self.language, seed=self.number, people=3 + self.number % 3)
        self.rounds.note_needs(self.enrolment, assessment, self.language, numbers=[self.number % 3, (self.number + 1) % 3])
        if self.name in STILL_GOING:
            again = self.told.assess(self.enrolment, date(2021, 2, 10), METHOD[self.language])
            self.rounds.score(again, self.language, seed=self.number, better=1)

    def plan(self):
        plan = ActionPlan(
            project=self.told.project, enrolment=self.enrolment, author=self.partner, start="2019-10", end="2021-04",
            is_demo=True, language=self.language, title=self.say["plan"].format(self.name),
        )
        plan = actions.start_plan(plan, by=self.by)
        ready = self.name not in NOT_READY
        filling = Filling(plan, self.by, self.offer, Village(self.name, self.people, self.km), done=ready)
        self.service = filling.everything(money=ready)
        return plan

    def returned(self, plan):
        plan = actions.submit_plan(plan, by=self.by, on=self.on(120), incomplete_because=self.say["missing"])
        section = SectionTemplate.objects.get(template=plan.template_id, code="finance")
        comment = PlanComment(plan=plan, section=section, text=self.say["comment"], is_demo=True)
        actions.comment_plan(comment, by=self.by)
        actions.return_plan(plan, by=self.by, on=self.on(128), reason=self.say["missing"])

    def approved(self, plan):
        plan = actions.submit_plan(plan, by=self.by, on=self.on(120), body=str(self.partner))
        plan = actions.endorse_plan(plan, by=self.by, on=self.on(127), body=self.say["council"])
        present = 14 + self.number * 3 % 17
        plan = actions.approve_plan(
            plan, by=self.by, on=self.on(134), body=self.say["meeting"], present=present, in_favour=present - self.number % 4
        )
        return actions.begin_plan(plan, by=self.by, on=self.on(141))

    def expert(self):
        label = "Teenuse käivitamise ekspert" if self.language == "et" else "Pakalpojuma uzsākšanas eksperts"
        assignment = SupportAssignment(
            enrolment=self.enrolment, kind=SupportKind.EXPERT, label=label, organisation=self.partner, is_demo=True,
            phase=SupportPhase.BOTH, aims=self.say["aims"], starts_on=date(2020, 1, 6), ends_on=date(2021, 3, 31),
        )
        assignment = training_actions.assign_support(assignment, by=self.by)
        create_many(
            [
                SupportEntry(
                    assignment=assignment, date=date(2020, month, 9 + self.number), minutes=90 + 15 * (month % 3),
                    form=SupportForm.ONLINE if month in (4, 11) else SupportForm.ONSITE, people=3 + month % 4,
                    discussed=self.say["discussed"], agreed=self.say["agreed"], is_demo=True,
                )
                for month in (1, 4, 6, 9, 11)
            ],
            by=self.by,
        )
        training_actions.complete_support(assignment, by=self.by, on=date(2021, 3, 31))

    def equip(self, plan):
        need = InvestmentNeed.objects.filter(plan=plan).order_by("order").first()
        thing = Equipment(
            project=self.told.project, enrolment=self.enrolment, owner=self.partner, need=need, name=need.name,
            indispensable_because=need.why, quantity=need.quantity, cost=need.total * Decimal("0.97"),
            bought_on=self.on(335), inventory_mark=f"AL-{self.number + 1:02}", custodian_role=need.owner_after,
            kept_at=need.place_kept, lendable=self.offer is offers.CULTURE, is_demo=True,
        )
        thing = actions.buy_equipment(thing, by=self.by)
        state = EquipmentState.BROKEN if self.name == "Kuremäe" else EquipmentState.IN_USE
        check = EquipmentCheck(
            equipment=thing, checked_on=date(2021, 3, 15), state=state, checked_by=need.owner_after,
            note=self.say["check"] if state == EquipmentState.IN_USE else "", is_demo=True,
        )
        actions.check_equipment(check, by=self.by)

    def serve(self, plan):
        begun = self.on(350)
        service = actions.start_service(self.service, by=self.by, on=begun)
        months, month = [], date(begun.year, begun.month, 1)
        while month <= SERVING_UNTIL:
            months.append(month)
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        create_many(
            [
                ServiceDelivery(
                    service=service, month=month, users=max(3, self.offer.users * (40 + 6 * place) // 100),
                    sessions=4 + place % 3, paid_hours=self.offer.paid * 3 // 4, unpaid_hours=self.offer.unpaid + place,
                    is_demo=True,
                )
                for place, month in enumerate(months)
                if (place + self.number) % 9 != 7  # somebody forgot a month: unknown, not zero
            ],
            by=self.by,
        )

    def review(self, plan):
        late = PlanTask.objects.filter(plan=plan).order_by("-order").first()
        plan = actions.review_plan(
            plan, by=self.by, year=2020, reviewed_on=date(2020, 12, 15), done=self.say["done"],
            not_done=self.say["not_done"], changes=self.say["changes"], carry={late.pk: PartialDate.parse("2021-03")},
        )
        if self.name not in STILL_GOING:
            actions.complete_plan(plan, by=self.by, on=date(2021, 4, 20), unfinished_because=self.say["rest"])

