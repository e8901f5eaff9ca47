"""Koosloomest koostööni: what its source says, and an invented course of it."""
from portal.demo.koosloomest import activities, facts, money, story
from portal.demo.koosloomest.progress import progress
from portal.demo.people import LEADER as SLUG

__all__ = ["SLUG", "progress", "source"]


def source(by):
    """Everything that the source states, and nothing else."""
    told = story.begin(by)
    activities.tell(told)
    money.tell(told)
    facts.tell(told)
    told.publish()
