"""The verbs of `budgets`. Only these write; pages, admin, imports and demo data call the same ones."""
from budgets.actions.budget import (
    add_budget,
    add_line,
    change_budget,
    change_line,
    change_share,
    locked_budget,
    remove_line,
    remove_share,
    set_share,
    set_stated_total,
)

__all__ = [
    "add_budget", "add_line", "change_budget", "change_line", "change_share", "locked_budget", "remove_line",
    "remove_share", "set_share", "set_stated_total",
]  # fmt: skip
