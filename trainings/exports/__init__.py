"""Papers and files out."""
from trainings.exports.calendar import entry, escaped, folded, local, stamp, times, write_ics

__all__ = [
    "entry", "escaped", "folded", "local", "stamp", "times", "write_ics",
]
