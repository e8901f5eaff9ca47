"""Small tools to tell a project through the verbs: texts in three languages, parts in their order, facts in rows."""
from collections import Counter
from datetime import date
from typing import NamedTuple

from communities import actions as community_actions
from communities.models import Assessment, Community, Enrolment
from portal.shared import verbs
from projects import actions
from projects.choices import FactState
from projects.models import Activity, Project, ProjectArea, StatedFact
from trainings import actions as training_actions
from trainings.models import Event, EventDay


class T(NamedTuple):
    """One text in the portal's three languages."""

    et: str
    lv: str
    en: str


def spread(values):
    """{"title": T(…)} becomes {"title_et": …, "title_lv": …, "title_en": …}; other values stay as they are."""
    fields = {}
    for name, value in values.items():
        if isinstance(value, T):
            fields |= {f"{name}_{language}": text for language, text in value._asdict().items()}
        else:
            fields[name] = value
    return fields


def make(model, by, *, m2m=None, **values):
    """A row that belongs to no project."""
    return verbs.create(model(**spread(values)), by=by, m2m=m2m)


class Story:
    """A project and whoever tells it; parts get their order from the order of telling."""

    def __init__(self, project, by):
        self.project, self.by = project, by
        self._orders = Counter()
        self._named = {}

    @classmethod
    def begin(cls, by, **values):
        """Create the project as a draft. `values`: fields of Project, texts as T."""
        return cls(actions.create_project(Project(**spread(values)), by=by), by)

    @classmethod
    def of(cls, slug, by):
        """Go on telling a project that is there already."""
        return cls(Project.objects.get(slug=slug), by)

    def publish(self):
        self.project = actions.publish_project(self.project, by=self.by)

    def add(self, model, *, m2m=None, **values):
        """A part of the project: the next one of its kind."""
        self._orders[model] += 1
        values.setdefault("order", self._orders[model])
        return actions.add_part(model(project=self.project, **spread(values)), by=self.by, m2m=m2m)

    def link(self, model, **values):
        """A row below a part: a partner of an activity, a member of a group."""
        return actions.add_part(model(**spread(values)), by=self.by)

    def areas(self, *names):
        return [self.add(ProjectArea, name=name) for name in names]

    def tell(self, model, rows, field="text", **common):
        """Several parts that differ in one text."""
        return [self.add(model, **{field: row}, **common) for row in rows]

    def facts(self, source, rows):
        """Rows of (code, line, value, statement[, note[, state]]): what the source says and where."""
        for code, line, value, statement, *rest in rows:
            note = rest[0] if rest and rest[0] else T("", "", "")
            self.add(
                StatedFact, source=source, code=code, location=line, value=value, statement=statement, note=note,
                state=rest[1] if len(rest) > 1 else FactState.STATED,
            )

    def activity(self, title):
        """The activity with this Estonian title."""
        return self._find(Activity, "title_et", title)

    def area(self, name):
        return self._find(ProjectArea, "name_et", name)

    def _find(self, model, field, text):
        if (model, text) not in self._named:
            self._named[model, text] = model.objects.get(project=self.project, **{field: text})
        return self._named[model, text]

    def enrol(self, community, *, activity=None, area=None, **values):
        """Demo: a community in the project or in an activity of it."""
        enrolment = Enrolment(
            project=self.project, community=community, activity=activity, area=area, is_demo=True, **values
        )
        return community_actions.enrol_community(enrolment, by=self.by)

    def assess(self, enrolment, day, method):
        assessment = Assessment(enrolment=enrolment, assessed_on=day, method=method, is_demo=True)
        return community_actions.record_assessment(assessment, by=self.by)

    def event(self, kind, title, days, *, audiences=(), held=False, headcount=None, **values):
        """Demo: an event with its days. `days`: rows of (date, kind[, half days, from, until]); `held`: it took place."""
        event = Event(project=self.project, kind=kind, is_demo=True, **spread({"title": title, **values}))
        event = training_actions.plan_event(event, by=self.by, audiences=audiences)
        for day in days:
            add_day(event, *day, by=self.by)
        return training_actions.hold_event(event, by=self.by, headcount=headcount) if held else event


def add_day(event, day, kind, half_days=2, starts_at=None, ends_at=None, *, by):
    row = EventDay(
        event=event, date=day, kind=kind, half_days=half_days, starts_at=starts_at, ends_at=ends_at, is_demo=True
    )
    return training_actions.add_event_day(row, by=by)


def add_community(name, place, by, **values):
    """Demo: a village community of one place."""
    community = Community(
        name=name, municipality=place.municipality, latitude=place.latitude, longitude=place.longitude, is_demo=True,
        **values,
    )
    return community_actions.add_community(community, by=by, places=[place])


def days(text):
    """Dates from "2020-01-18 2020-01-25"."""
    return [date.fromisoformat(day) for day in text.split()]
