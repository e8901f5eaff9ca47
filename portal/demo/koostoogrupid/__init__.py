"""KOV koostöögrupid: what its source says, and an invented course of it."""
from portal.demo.koostoogrupid import activities, facts, story
from portal.demo.koostoogrupid.progress import progress
from portal.demo.people import GROUPS as SLUG

__all__ = ["SLUG", "progress", "source"]


def source(by):
    """Everything that the source states, and nothing else."""
    told = story.begin(by)
    activities.tell(told)
    facts.tell(told)
    told.publish()
