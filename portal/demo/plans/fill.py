"""Fill an invented plan: every required part of the standard template, through the verbs for many rows."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from communities.actions.standard import STARTER_INDICATORS, STARTER_RISKS
from communities.choices import CostSource, FinanceItem, ServiceReadiness, TaskStatus, UsersPer
from communities.models import (
    Answer,
    Entry,
    FieldTemplate,
    FinanceRow,
    Indicator,
    InvestmentNeed,
    PlanTask,
    Risk,
    SectionTemplate,
    Service,
    ServiceKind,
)
from portal.demo.plans import answers as say
from portal.demo.vocabulary import audiences
from portal.shared import verbs
from portal.shared.bulk_verbs import create_many


@dataclass(frozen=True)
class Village:
    """Whose plan it is; `people` are permanent residents, `km` to the municipality's centre."""

    name: str
    people: int
    km: str


class Filling:
    """One plan being filled, in its own language. `first`: the month in which its work begins."""

    def __init__(self, plan, by, offer, village, *, first=date(2019, 10, 1), done=True):
        self.plan, self.by, self.offer, self.village, self.first, self.done = plan, by, offer, village, first, done
        self.place = 1 if plan.language == "lv" else 0
        sections = SectionTemplate.objects.filter(template=plan.template_id, archived_at=None)
        self.sections = {section.code: section for section in sections}
        fields = FieldTemplate.objects.filter(section__in=sections, archived_at=None).select_related("section")
        self.fields = {(field.section.code, field.in_table, field.code): field for field in fields}

    def say(self, pair, **values):
        return pair[self.place].format(**values)

    def month(self, number):
        """The month that many months after the first, as a partial date."""
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + number, 12)
        return f"{year}-{month + 1:02}"

    def everything(self, *, money=True):
        service = self.service()
        self.tasks(service)
        self.investments(service)
        if money:
            self.finance()
        self.risks()
        self.indicators()
        self.words()
        self.tables()
        return service

    def row(self, model, number, **values):
        return model(plan=self.plan, order=number, is_demo=True, **values)

    def service(self):
        offer = self.offer
        row = self.row(
            Service, 1, name=self.say(offer.name), kind=ServiceKind.objects.get(code=offer.kind),
            promise=self.say(offer.promise), users_expected=offer.users, users_per=UsersPer.MONTH,
            frequency=self.say(offer.frequency), season=self.say(offer.season), place=self.say(offer.place),
            provider=offer.provider, people_needed=self.say(offer.people), paid_hours=offer.paid, unpaid_hours=offer.unpaid,
            price=Decimal(offer.price), permits=self.say(offer.permits), accessibility=self.say(say.WHEEL),
            readiness=ServiceReadiness.READY if self.done else ServiceReadiness.TRIAL,
        )
        return verbs.create(row, by=self.by, m2m={"audiences": audiences(*offer.audiences)})

    def tasks(self, service):
        names = [say.FIRST_STEP, *self.offer.steps, say.LAST_STEP]
        months = [(0, 1), (1, 3), (4, 8), (14, 15)]
        create_many(
            [
                self.row(
                    PlanTask, number + 1, name=self.say(name), service=service, start=self.month(first),
                    end=self.month(last), responsible_role=self.say(say.ROLES[number]),
                    result=self.say(say.RESULTS[number]), source=CostSource.VOLUNTARY if number in (0, 3) else CostSource.PROJECT,
                    cost=None if number in (0, 3) else Decimal(150 + 90 * number),
                    status=TaskStatus.DONE if self.done and number < 3 else TaskStatus.PLANNED,
                )
                for number, (name, (first, last)) in enumerate(zip(names, months, strict=True))
            ],
            by=self.by,
        )

    def investments(self, service):
        create_many(
            [
                self.row(
                    InvestmentNeed, number, name=self.say(thing.name), why=self.say(thing.why), service=service,
                    quantity=thing.quantity, unit_price=Decimal(thing.price), quotes=2 if number == 1 else None,
                    owner_after=self.say(say.OWNER), place_kept=self.say(self.offer.place), source=CostSource.PROJECT,
                    level=thing.level, when=self.month(9),
                )
                for number, thing in enumerate(self.offer.things, start=1)
            ],
            by=self.by,
        )

    def finance(self):
        create_many(
            [
                self.row(
                    FinanceRow, number, item=item, is_fixed=item != FinanceItem.MATERIAL,
                    **{f"year_{year}": Decimal(amount) for year, amount in enumerate(amounts, start=1)},
                )
                for number, (item, amounts) in enumerate(self.offer.money.items(), start=1)
            ],
            by=self.by,
        )

    def risks(self):
        create_many(
            [
                self.row(
                    Risk, number, name=name[self.place], kind=kind, likelihood=likelihood, impact=impact,
                    mitigation=mitigation[self.place], owner_role=self.say(say.WATCH),
                )
                for number, (name, kind, likelihood, impact, mitigation) in enumerate(STARTER_RISKS[:4], start=1)
            ],
            by=self.by,
        )

    def indicators(self):
        targets = [self.offer.users, 40, max(self.offer.unpaid, 5)]
        create_many(
            [
                self.row(
                    Indicator, number, name=name[self.place], unit=unit[self.place], baseline=0, target=target,
                    due=self.month(17), source=self.say(say.MEASURED),
                )
                for number, ((name, unit), target) in enumerate(zip(STARTER_INDICATORS, targets, strict=False), start=1)
            ],
            by=self.by,
        )

    def words(self):
        """The answers to single fields."""
        offer, village = self.offer, self.village
        service = self.say(offer.name)
        told = {
            ("general", "leader_role"): say.LEADER,
            ("general", "how_made"): self.say(say.HOW_MADE, ideas=9 + village.people % 11),
            ("general", "summary"): self.say(
                say.SUMMARY, village=village.name, service=service, promise=self.say(offer.promise)
            ),
            ("today", "villages"): village.name,
            ("today", "population"): str(village.people),
            ("today", "population_source"): self.say(say.SOURCE),
            ("today", "population_day"): "2019-01-01",
            ("today", "km_centre"): village.km,
            ("today", "story"): self.say(say.STORY),
            ("resources", "key_resources"): self.say(
                say.KEY_RESOURCES, place=self.say(offer.place), people=self.say(offer.people)
            ),
            ("swot", "conclusion"): self.say(say.CONCLUSION),
            ("vision", "vision"): self.say(say.VISION, village=village.name, service=service),
            ("finance", "price_per_user"): f"{Decimal(offer.price):.2f}",
            ("finance", "variable_cost_per_user"): f"{Decimal(offer.variable):.2f}",
            ("finance", "reserve"): "300.00",
            ("cooperation", "model"): say.ARRANGEMENT,
            ("cooperation", "municipality_gives"): self.say(say.GIVES),
            ("cooperation", "community_gives"): self.say(say.RETURNS),
            ("cooperation", "contact_role"): self.say(say.CONTACT),
            ("cooperation", "meeting_rhythm"): say.RHYTHM,
        }
        create_many([self.answer(code, False, name, text) for (code, name), text in told.items()], by=self.by)

    def answer(self, section, in_table, name, text, entry=None):
        return Answer(plan=self.plan, field=self.fields[section, in_table, name], entry=entry, text=text, is_demo=True)

    def tables(self):
        """The rows of the tables that the template names: one for the entries, one for all their cells."""
        rows = self.table_rows()
        entries = create_many(
            [
                Entry(plan=self.plan, section=self.sections[code], order=number, is_demo=True)
                for number, (code, _cells) in enumerate(rows, start=1)
            ],
            by=self.by,
        )
        create_many(
            [
                self.answer(code, True, name, text, entry)
                for entry, (code, cells) in zip(entries, rows, strict=True)
                for name, text in cells.items()
                if text
            ],
            by=self.by,
        )

    def table_rows(self):
        tell = self.say
        yes = {"jah": "1", "ei": ""}
        rows = [("general", {"role": tell(role), "public_name": yes[public]}) for role, public in say.GROUP]
        rows += [
            ("today", {"service": tell(what), "provider": tell(who), "how_often": tell(often), "gap": tell(gap)})
            for what, who, often, gap in say.EXISTING
        ]
        needs = [(self.offer.need, self.offer.group, say.FIRST_NEED, "1"), *say.NEEDS]
        rows += [
            ("needs", {"need": tell(need), "group": tell(group), "evidence": tell(evidence), "priority": priority})
            for need, group, evidence, priority in needs
        ]
        rows += [("swot", {"kind": kind, "point": tell(point), "weight": weight}) for kind, point, weight in say.SWOT]
        rows += [
            ("goals", {"goal": tell(goal), "indicator": tell(by), "target": target, "by_when": self.month(17)})
            for goal, by, target in say.GOALS
        ]
        return rows
