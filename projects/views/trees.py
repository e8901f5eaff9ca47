"""The activities of a project laid out for a list and for a timeline."""
from dataclasses import dataclass

from portal.shared.ui import TimelineRow
from projects.choices import ActivityRole, ActivityStatus

DRAWN = {ActivityStatus.RUNNING: "active", ActivityStatus.DONE: "done"}
TONES = {ActivityStatus.RUNNING: "info", ActivityStatus.DONE: "good", ActivityStatus.CANCELLED: "attention"}


@dataclass(frozen=True)
class Line:
    """One activity in its place. `level` is 0 at the top; `above`: the title it stands under; `warnings`: sentences."""

    activity: object
    level: int
    above: str
    warnings: tuple[str, ...]
    may_edit: bool

    @property
    def tone(self):
        return TONES.get(self.activity.status, "neutral")

    @property
    def responsible(self):
        return ", ".join(
            str(partner) for partner in self.activity.partners.all() if partner.role == ActivityRole.RESPONSIBLE
        )

    @property
    def audiences(self):
        return ", ".join(str(audience) for audience in self.activity.audiences.all())

    @property
    def period(self):
        """(start, end), or None when neither is stated."""
        return (self.activity.start, self.activity.end) if self.activity.start or self.activity.end else None


def lines_of(tree, warnings, may_edit):
    """[Line] from the top down. `tree`: ActivityNodes; `warnings`: {activity: sentences}; `may_edit`: a predicate."""
    nodes = [node for top in tree for node in top.walk()]
    titles = {node.activity.pk: node.activity.title for node in nodes}
    return [
        Line(
            node.activity, node.level, titles.get(node.activity.parent_id, ""),
            tuple(warnings.get(node.activity.pk, ())), may_edit(node.activity),
        )
        for node in nodes
    ]


def timeline_of(lines):
    """[TimelineRow] of the activities that say when they are; the others would only be empty lines."""
    return [
        TimelineRow(
            label=str(line.activity), start=line.activity.starts_on, end=line.activity.ends_on,
            period=line.activity.period_text, state=DRAWN.get(line.activity.status, "planned"),
            url=line.activity.get_absolute_url(), level=line.level,
        )
        for line in lines
        if line.period
    ]
