"""What stands on an event's page, part by part, in this order.

A part is a function `block(page) -> dict | None` in its own module and a template `trainings/_event_<part>.html`, which gets
`block`, `event` and `may`. `page` is the EventDetailPage: `page.object`, `page.request.user`, `page.may`, `page.to(route)`.
None leaves the part out. The page of somebody without a session is kept for everybody: a block shows him nothing personal.
"""
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

PARTS = ("signup", "agenda", "shares", "attendance", "feedback", "evidence", "trips", "materials", "report")


@dataclass(frozen=True)
class Slot:
    part: str
    block: dict[str, Any]

    @property
    def template(self):
        return f"trainings/_event_{self.part}.html"


def slots_of(page):
    """[Slot] of the parts that have something to say on this page."""
    found = []
    for part in PARTS:
        name = f"trainings.views.{part}"
        block = getattr(import_module(name), "block", None) if find_spec(name) else None
        said = block(page) if block else None
        if said is not None:
            found.append(Slot(part, said))
    return found
