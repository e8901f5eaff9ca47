"""Papers about money, one file each."""
from budgets.exports.budget import line_table

__all__ = ["line_table"]
