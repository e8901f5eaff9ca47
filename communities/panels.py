"""What the floors above show on a community's page. They register a panel; this floor imports nothing of theirs."""
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """One part of the page: `table(community, user)` gives a `Table`, or None when there is nothing."""

    key: str
    title: object
    table: Callable


_panels: dict[str, Panel] = {}


def register(panel: Panel):
    _panels[panel.key] = panel


def panels_of(community, user):
    """[(title, table)] of the panels that have something to show to this person."""
    found = ((panel.title, panel.table(community, user)) for panel in _panels.values())
    return [(title, table) for title, table in found if table is not None]
