"""The verbs of reports."""
from portal.reports.actions.freezing import freeze_report, reopen_report
from portal.reports.actions.reports import (
    change_report,
    change_section,
    open_report,
    remove_report,
    renew_section,
)

__all__ = [
    "change_report", "change_section", "freeze_report", "open_report", "remove_report", "renew_section", "reopen_report",
]
