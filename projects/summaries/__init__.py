"""The figures and stories of `projects`, read-only."""
from projects.summaries.front import Front, FrontFigures
from projects.summaries.periods import first_planned_end
from projects.summaries.promises import Check, Promise, PromiseBoard, Share, number, promise_board
from projects.summaries.retention import Retention, retention_of
from projects.summaries.story import Story, project_story

__all__ = [
    "Check", "Front", "FrontFigures", "Promise", "PromiseBoard", "Retention", "Share", "Story", "first_planned_end",
    "number", "project_story", "promise_board", "retention_of",
]
