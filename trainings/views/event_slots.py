"""What stands on an event's page, part by part, in this order.

A part is a function `block(page) -> dict | None` in its own module and a template `trainings/_event_<part>.html`, which gets
`block`, `event` and `may`. `page` is the EventDetailPage: `page.object`, `page.request.user`, `page.may`, `page.to(route)`; its
event came with `signup`, `report`, `trip`, `days`, `shares`, `proofs` and whether it `has_lines` or `has_materials`. None leaves
the part out. The page of somebody without a session is kept for everybody: a block shows him nothing personal.
"""
from dataclasses import dataclass
from typing import Any

from trainings.views import agenda, attendance, evidence, feedback, materials, news, report, shares, signup, trips

PARTS = {
    "signup": signup.block, "agenda": agenda.block, "shares": shares.block, "attendance": attendance.block,
    "feedback": feedback.block, "evidence": evidence.block, "trips": trips.block, "materials": materials.block,
    "news": news.block, "report": report.block,
}


@dataclass(frozen=True)
class Slot:
    part: str
    block: dict[str, Any]

    @property
    def template(self):
        return f"trainings/_event_{self.part}.html"


def slots_of(page):
    """[Slot] of the parts that have something to say on this page."""
    said = [(part, block(page)) for part, block in PARTS.items()]
    return [Slot(part, found) for part, found in said if found is not None]
