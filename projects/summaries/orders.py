"""Orders of activities that do not hold. They are pointed out, never refused (A-15)."""
from django.utils.translation import gettext as _

from projects.choices import ActivityStatus

BEGUN = {ActivityStatus.RUNNING, ActivityStatus.DONE}


def order_warnings(dependencies):
    """{activity: [sentence]} of what stands before the things it should follow.

    `dependencies`: ActivityDependency rows with `activity` and `after` fetched.
    """
    found = {}
    for order in dependencies:
        sentence = warning_of(order.activity, order.after)
        if sentence:
            found.setdefault(order.activity_id, []).append(sentence)
    return found


def warning_of(activity, after):
    """The sentence about one order that does not hold, or ""."""
    if ActivityStatus.CANCELLED in {activity.status, after.status}:
        return ""
    if activity.starts_on and after.ends_on and activity.starts_on < after.ends_on:
        return _("Begins before “%(after)s” is finished (%(period)s).") % {
            "after": after.title, "period": after.period_text,
        }
    if activity.status in BEGUN and after.status == ActivityStatus.PLANNED:
        return _("Has begun, although “%(after)s” has not.") % {"after": after.title}
    return ""
