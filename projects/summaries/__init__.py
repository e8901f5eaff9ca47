"""The figures and stories of `projects`, read-only."""
from projects.summaries.promises import Check, Promise, PromiseBoard, Share, number, promise_board
from projects.summaries.story import Story, project_story

__all__ = ["Check", "Promise", "PromiseBoard", "Share", "Story", "number", "project_story", "promise_board"]
