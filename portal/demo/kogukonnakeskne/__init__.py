"""Kogukonnakeskse lähenemisviisi rakendamine: what its source says, and an invented course of it."""
from portal.demo.kogukonnakeskne import activities, facts, promises, story
from portal.demo.kogukonnakeskne.progress import progress
from portal.demo.people import MINISTRY as SLUG

__all__ = ["SLUG", "progress", "source"]


def source(by):
    """Everything that the source states, and nothing else."""
    told = story.begin(by)
    activities.tell(told)
    promises.tell(told)
    facts.tell(told)
    told.publish()
