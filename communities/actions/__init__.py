"""The verbs of `communities`. Only these write; pages, admin, imports and demo data call the same ones."""
from communities.actions.assessments import (
    archive_training_need,
    change_answers,
    change_assessment,
    change_score,
    change_statement_comment,
    change_training_need,
    comment_statement,
    note_score,
    note_training_need,
    record_answers,
    record_assessment,
    remove_respondent,
    remove_score,
    restore_training_need,
)
from communities.actions.assets import add_asset, archive_asset, change_asset, idea_from_assets, restore_asset
from communities.actions.calls import (
    add_call,
    add_criterion,
    apply_to_call,
    change_call,
    change_criterion,
    choose,
    reject,
    remove_criterion,
)
from communities.actions.comments import change_comment, comment_plan, reopen_comment, resolve_comment
from communities.actions.delegates import BINDABLE, bind_delegate, change_delegate, unbind_delegate
from communities.actions.deliveries import (
    MonthMoved,
    MonthOfService,
    add_delivery,
    change_delivery,
    pause_service,
    record_month,
    resume_service,
    start_service,
)
from communities.actions.drafts import drafts_of, drop_drafts, keep_drafts, present
from communities.actions.editing import restore_row, save_section
from communities.actions.equipment import (
    archive_equipment,
    buy_equipment,
    cancel_loan,
    change_check,
    change_equipment,
    change_loan,
    check_equipment,
    lend_equipment,
    reinstate_equipment,
    restore_equipment,
    return_equipment,
    write_off,
)
from communities.actions.path import (
    approve_plan,
    begin_plan,
    change_decision,
    change_review,
    complete_plan,
    endorse_plan,
    return_plan,
    review_plan,
    submit_plan,
    unfinished_tasks,
)
from communities.actions.plans import EDITABLE, change_plan, start_plan
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
    remove_community,
    remove_enrolment,
    restore_community,
    withdraw_readiness,
)
from communities.actions.rows import add_plan_row, archive_plan_row, change_answer, change_plan_row, restore_plan_row
from communities.actions.saving import Conflict, GoneRow, Outcome
from communities.actions.versions import freeze_plan, restore_version

__all__ = [
    "add_call", "add_criterion", "apply_to_call", "change_call", "change_criterion", "choose", "reject",
    "remove_community", "remove_criterion", "remove_enrolment", "withdraw_readiness",
    "BINDABLE", "EDITABLE", "WAYS", "add_community", "approve_plan", "archive_community", "begin_plan",
    "bind_delegate", "change_assessment", "change_comment",
    "change_community", "change_decision", "change_delegate", "change_enrolment",
    "change_plan", "change_review", "comment_plan", "complete_plan", "decide_enrolment", "declare_ready", "endorse_plan",
    "enrol_community", "extend_enrolment", "freeze_plan", "record_assessment", "reopen_comment", "resolve_comment",
    "restore_community", "restore_version", "return_plan", "review_plan", "start_plan", "submit_plan", "unbind_delegate",
    "unfinished_tasks",
    "MonthMoved", "MonthOfService", "add_delivery", "archive_equipment", "buy_equipment", "cancel_loan", "change_check",
    "change_delivery", "change_equipment", "change_loan", "check_equipment", "lend_equipment", "pause_service",
    "record_month", "reinstate_equipment", "restore_equipment", "resume_service", "return_equipment", "start_service",
    "write_off",
    "add_asset", "archive_asset", "archive_training_need", "change_answers", "change_asset", "change_statement_comment",
    "change_training_need", "comment_statement", "idea_from_assets", "note_training_need", "record_answers",
    "change_score", "note_score", "remove_respondent", "remove_score", "restore_asset", "restore_training_need",
    "Conflict", "GoneRow", "Outcome", "drafts_of", "drop_drafts", "keep_drafts", "present", "restore_row", "save_section",
    "add_plan_row", "archive_plan_row", "change_answer", "change_plan_row", "restore_plan_row",
]
