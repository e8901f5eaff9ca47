"""Who may see and write a project's reports. A report is about the whole project: who works in one activity sees none."""
from projects.permissions import audits, can_edit_project, coordinates, works_on_whole


def can_view_reports(user, project):
    """Frozen reports: everybody whose role is for the whole project."""
    return works_on_whole(user, project)


def can_view_drafts(user, project):
    return coordinates(user, project) or audits(user, project)


def can_view_report(user, report):
    """A draft the coordinators and auditors; a report that was frozen everybody of the whole project."""
    if can_view_drafts(user, report.project):
        return True
    return can_view_reports(user, report.project) and was_frozen(report)


def can_view_draft(user, report):
    return can_view_drafts(user, report.project)


def can_write_reports(user, project):
    return can_edit_project(user, project)


def can_edit_report(user, report):
    """Once it is frozen it is read, or opened again."""
    return not report.is_frozen and can_edit_project(user, report.project)


def can_reopen_report(user, report):
    """Who may, once it is frozen; a draft needs no opening, and the verb says so."""
    return can_edit_project(user, report.project)


def offers_reopening(user, report):
    return report.is_frozen and can_reopen_report(user, report)


def was_frozen(report):
    """Pages that list reports annotate `last_number`, so that asking costs nothing."""
    if "last_number" not in report.__dict__:
        report.last_number = report.versions.order_by("-number").values_list("number", flat=True).first()
    return bool(report.last_number)
