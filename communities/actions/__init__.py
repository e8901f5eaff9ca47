"""The verbs of `communities`. Only these write; pages, admin, imports and demo data call the same ones."""
from communities.actions.assessments import change_assessment, record_assessment
from communities.actions.plans import (
    EDITABLE,
    approve_plan,
    change_plan,
    return_plan,
    start_plan,
    submit_plan,
)
from communities.actions.registry import (
    WAYS,
    add_community,
    archive_community,
    change_community,
    change_enrolment,
    decide_enrolment,
    declare_ready,
    enrol_community,
    extend_enrolment,
    restore_community,
)

__all__ = [
    "EDITABLE", "WAYS", "add_community", "approve_plan", "archive_community", "change_assessment", "change_community",
    "change_enrolment", "change_plan", "decide_enrolment", "declare_ready", "enrol_community", "extend_enrolment",
    "record_assessment", "restore_community", "return_plan", "start_plan", "submit_plan",
]
