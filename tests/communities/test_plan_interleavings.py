"""A thousand times two or three people open, type, save, take out and bring back in any order: no character typed is lost.

Every piece of text in these stories is unique, so it can be looked for afterwards. It is either in the plan, or with its
writer as an unsaved text, or somebody who had it before his eyes wrote over it or took it out.
"""
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest

from communities.actions import saving as saving_module
from communities.actions.drafts import drafts_of
from communities.actions.editing import restore_row, save_section
from communities.actions.saving import NOBODY, Saving
from communities.codes.cells import CellName, digest
from communities.codes.deciding import Verdict, verdict
from communities.models import Risk
from tests.communities import planning
from tests.shared import world

BY_RULE, STORED = 1000, 30
STEPS = 14
MET = ("conflicts", "gone", "stayed", "theirs", "added", "removed")


@dataclass
class Page:
    """What one person has open: the texts he sees, what he began from, what he typed."""

    seen: dict
    bases: dict
    typed: dict = field(default_factory=dict)


class Story:
    """Some editors before a store. `let_go`: texts that somebody gave up with open eyes."""

    def __init__(self, store, seed):
        self.store, self.seed, self.dice = store, seed, random.Random(seed)
        self.editors = store.people[: self.dice.choice([2, 3])]
        self.pages, self.typed, self.let_go, self.met = {}, {}, set(), Counter()

    def tell(self):
        for _step in range(STEPS):
            person = self.dice.choice(self.editors)
            if person not in self.pages:
                self.pages[person] = self.open(person)
            elif self.dice.random() < 0.5:
                self.type(person, self.pages[person])
            else:
                self.save(person)
        for person in list(self.pages):
            self.save(person)
        self.lost = set(self.typed) - self.kept() - self.let_go
        return self

    def open(self, person):
        """What was not saved last time stands in its cell again, and he decides about it."""
        seen = self.store.read()
        page = Page(seen, {cell: digest(text) for cell, text in seen.items()})
        for cell, text, base in self.store.unsaved(person):
            choice = self.dice.random()
            if cell in seen and choice < 0.8:
                page.typed[cell] = text
                if choice < 0.4:
                    page.bases[cell] = base  # not decided yet; otherwise he insists on his own
            elif cell not in seen and choice < 0.5:
                self.bring_back(person, cell, text)
                return self.open(person)
            else:
                self.let_go.add(text)
        return page

    def bring_back(self, person, cell, text):
        key = CellName.parse(cell).row_key
        outcome = self.store.restore(person, key, {cell: text})
        assert outcome.saved | set(outcome.conflicts) | outcome.theirs <= {cell}

    def type(self, person, page):
        text = f"{self.seed}.{len(self.typed)} sõna {person}"
        old = page.seen and self.dice.random() < 0.8
        cell = self.dice.choice(sorted(page.seen)) if old else self.store.new_cell(len(self.typed))
        self.let_go.add(page.typed.get(cell))  # he takes his own word back
        page.typed[cell] = text
        self.typed[text] = person

    def save(self, person):
        page = self.pages.pop(person)
        rows = {cell: CellName.parse(cell).row_key for cell in page.seen | page.typed}
        unwanted = sorted(set(rows.values()) - {rows[cell] for cell in page.typed} - {""})
        removed = [self.dice.choice(unwanted)] if unwanted and self.dice.random() < 0.25 else []
        shown = {cell: text for cell, text in page.seen.items() if rows[cell] not in removed and self.dice.random() < 0.7}
        sent = shown | page.typed
        self.send(person, page, sent, removed)
        if self.dice.random() < 0.1:
            self.send(person, page, sent, removed)  # the answer did not arrive, so it is sent again

    def send(self, person, page, sent, removed):
        before = self.store.read()
        outcome = self.store.save(person, sent, page.bases, removed)
        self.met.update({name: len(getattr(outcome, name)) for name in MET})
        for cell in outcome.saved & set(before):
            if self.typed.get(before[cell], person) != person:
                assert digest(before[cell]) == page.bases.get(cell), "written over what he did not see"
            self.let_go.add(before[cell])
        for key in outcome.removed:
            for cell in (cell for cell in before if cell.startswith(f"{key}-")):
                assert digest(before[cell]) == page.bases.get(cell), "took out what he did not see"
                self.let_go.add(before[cell])
        after = [text for text in self.store.read().values() if text in self.typed]
        assert len(after) == len(set(after)), "written twice"

    def kept(self):
        there = set(self.store.read().values())
        for person in self.editors:
            there |= {text for _cell, text, _base in self.store.unsaved(person)}
        return there


class Stored:
    """The real thing: the section of a plan with a question and a table of rows."""

    def __init__(self, plan, people):
        self.plan, self.users = plan, {str(number): user for number, user in enumerate(people)}
        self.people = list(self.users)
        self.question = f"a-{planning.asked(plan, 'note').pk}"

    def read(self):
        rows = Risk.objects.live().filter(plan=self.plan)
        found = {f"risks-{key}-{name}": text for key, *texts in rows.values_list("pk", "name", "mitigation")
                 for name, text in zip(("name", "mitigation"), texts, strict=True)}
        answer = self.plan.answers.values_list("text", flat=True).first()
        return found | {self.question: answer or ""}

    def new_cell(self, number):
        return f"risks-new{number}-name"

    def unsaved(self, person):
        return [(draft.cell, draft.text, draft.base) for draft in drafts_of(self.plan, self.users[person])]

    def save(self, person, texts, bases, removed):
        return save_section(self.plan, "risks", by=self.users[person], texts=texts, bases=bases, removed=removed)

    def restore(self, person, key, texts):
        return restore_row(self.plan, key, by=self.users[person], texts=texts)


class Paper:
    """The same without a database: the real decisions over a sheet of plain dictionaries, a thousand times as fast."""

    people = ["0", "1", "2"]

    def __init__(self):
        self.texts = {"a-1": ""}
        self.rows, self.away = {"risks-1": {"name": "Tuli", "mitigation": ""}}, {}
        self.drafts = {person: {} for person in self.people}
        self.made, self.number = {}, 1

    def read(self):
        return self.texts | {f"{key}-{name}": text for key, row in self.rows.items() for name, text in row.items()}

    def new_cell(self, number):
        return f"risks-new{number}-name"

    def unsaved(self, person):
        return [(cell, text, base) for cell, (text, base) in self.drafts[person].items()]

    def save(self, person, texts, bases, removed):
        saving = Saving(PaperSheet(self, person), texts, bases)
        saving.write(removed, None)
        kept = {cell: draft for cell, draft in self.drafts[person].items() if cell not in texts}
        self.drafts[person] = kept | saving.left
        return saving.outcome

    def restore(self, person, key, texts):
        bases = {cell: self.drafts[person][cell][1] for cell in texts}
        if key in self.away:
            self.rows[key] = self.away.pop(key)
        return self.save(person, texts, bases, [])


class PaperSheet:
    slug, fields = "risks", ("name", "mitigation")

    def __init__(self, paper, person):
        self.paper, self.person, self.errors = paper, person, {}
        self.rows, self.away = paper.rows, paper.away

    def asks(self, cell):
        return cell.field in ("1", *self.fields) or None

    def current(self, cell, row=None):
        return (row or self.rows[cell.row_key])[cell.field] if cell.row else self.paper.texts[str(cell)]

    def read(self, cell, text, current=""):
        return text

    def name_of(self, row):
        return row["name"]

    def is_untouched(self, cell):
        return False

    def put(self, cell, text):
        if cell.row:
            self.rows[cell.row_key][cell.field] = text
        else:
            self.paper.texts[str(cell)] = text

    def made_before(self, keys):
        return {key: self.paper.made[self.person, key] for key in keys if (self.person, key) in self.paper.made}

    def add(self, key, texts):
        self.paper.number += 1
        made = self.paper.made[self.person, key] = f"risks-{self.paper.number}"
        self.rows[made] = dict.fromkeys(self.fields, "") | {cell.field: text for cell, text in texts.items()}
        return made

    def take_out(self, key):
        self.away[key] = self.rows.pop(key)

    def save(self):
        """Nothing to do: what was put stands."""

    save_answers = save

    def writers_of_cells(self, cells):
        return dict.fromkeys(cells, NOBODY)

    def writer_of_row(self, key):
        return NOBODY

    def writers_of_away(self, keys):
        return {}


@pytest.fixture
def stored(db):
    plan = planning.plan(["risks"])
    planning.field(plan.template.sections.get(), "note")
    for name in ("Tuli", "Vesi"):
        planning.row(plan, "risks", name=name)
    return Stored(plan, [world.person(name) for name in ("Mari", "Jaan", "Kalle")])


def test_nothing_is_lost_in_a_thousand_stories():
    told = [Story(Paper(), seed).tell() for seed in range(BY_RULE)]
    assert [story.seed for story in told if story.lost] == []
    # The stories are about something: people did get in each other's way.
    assert min(sum(story.met[what] for story in told) for what in ("conflicts", "gone", "stayed", "theirs", "added")) > 50


def test_nothing_is_lost_in_a_stored_plan(stored):
    told = [Story(stored, seed).tell() for seed in range(STORED)]
    assert [story.seed for story in told if story.lost] == []


@pytest.mark.parametrize("instead", [Verdict.WRITE, Verdict.THEIRS, Verdict.KEPT])
def test_a_rule_that_decides_conflicts_by_itself_is_found_out(monkeypatch, instead):
    def careless(current, new, base):
        found = verdict(current, new, base)
        return instead if found is Verdict.CONFLICT else found

    monkeypatch.setattr(saving_module, "verdict", careless)
    found = []
    for seed in range(100):
        try:
            found.append(bool(Story(Paper(), seed).tell().lost))
        except AssertionError:
            found.append(True)
    assert any(found)
