"""Papers and files out."""
from trainings.exports.calendar import calendar_bytes, write_feed, write_ics

__all__ = ["calendar_bytes", "write_feed", "write_ics"]
