"""Act Local: what its source says, and an invented course of it."""
from portal.demo.act_local import activities, facts, story
from portal.demo.act_local.progress import progress
from portal.demo.people import ACT_LOCAL as SLUG

__all__ = ["SLUG", "progress", "source"]


def source(by):
    """Everything that the source states, and nothing else."""
    told = story.begin(by)
    activities.tell(told)
    facts.tell(told)
    told.publish()
