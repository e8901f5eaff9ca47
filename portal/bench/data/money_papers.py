"""The frozen texts: approved versions of the budgets, claims as they were handed in. As the verbs write them, but by SQL."""
import json

from django.db import connection

from budgets.models import Claim
from budgets.summaries import claim_content

# Whatever is asked of one project or claim stands in these texts as `budgets.summaries` would write it (the test compares).
VERSIONS = """
INSERT INTO budgets_budgetversion (project_id, number, approved_on, decided_by, content, made_at, made_by_id, is_demo)
SELECT p.id, 1, p.starts_on, 'Partnerite koosolek', json_build_object('stated_total', st.amount, 'budgets', (
    SELECT json_agg(json_build_object(
        'pk', b.id, 'partnership', b.partnership_id, 'organisation', o.id, 'partner', o.name, 'basis', b.basis,
        'stated_total', b.stated_total,
        'lines', (SELECT json_agg(json_build_object(
            'pk', l.id, 'number', l.number, 'title_et', l.title_et, 'title_lv', l.title_lv, 'title_en', l.title_en,
            'activity', l.activity_id, 'category', NULL, 'category_code', '', 'cost_basis', l.cost_basis, 'quantity', NULL,
            'unit', '', 'unit_cost', NULL, 'flat_rate', NULL, 'flat_of', NULL, 'amount', l.amount
        ) ORDER BY l.number) FROM budgets_budgetline l WHERE l.budget_id = b.id),
        'shares', (SELECT json_agg(json_build_object(
            'pk', s.id, 'source', s.source, 'programme', s.programme_id, 'programme_name', coalesce(pr.name_et, ''),
            'amount', s.amount, 'as_of', s.as_of, 'state', s.state
        ) ORDER BY s.id) FROM budgets_fundingshare s LEFT JOIN projects_programme pr ON pr.id = s.programme_id
            WHERE s.budget_id = b.id),
        'cells', (SELECT json_agg(json_build_object('line', f.line_id, 'share', f.share_id, 'amount', f.amount)
            ORDER BY l.number, f.share_id) FROM budgets_linefunding f JOIN budgets_budgetline l ON l.id = f.line_id
            WHERE l.budget_id = b.id)
    ) ORDER BY pa."order", b.id)
    FROM budgets_budget b JOIN projects_partnership pa ON pa.id = b.partnership_id
    JOIN projects_organisation o ON o.id = pa.organisation_id WHERE b.project_id = p.id
)), now(), %s, false
FROM projects_project p JOIN budgets_statedtotal st ON st.project_id = p.id
"""

CLAIMS = """
INSERT INTO budgets_claimversion (claim_id, number, step, content, made_at, made_by_id)
SELECT c.id, step.number, step.name, json_build_object(
    'project', p.acronym, 'reference_code', p.reference_code, 'programme', NULL, 'period_number', pe.number,
    'starts_on', pe.starts_on, 'ends_on', pe.ends_on, 'is_final', pe.is_final, 'partner', o.name, 'reference', c.reference,
    'note', c.note, 'submitted_on', c.submitted_on, 'decided_on', CASE step.number WHEN 2 THEN c.decided_on END,
    'decided_by', CASE step.number WHEN 2 THEN c.decided_by ELSE '' END,
    'columns', CASE step.number WHEN 2 THEN %s::json ELSE %s::json END, 'files', '[]'::json, 'missing', '[]'::json,
    'incomplete_because', '', 'rows', (SELECT json_agg(json_build_object(
        'number', r.place, 'item', r.item, 'claim', c.id, 'share', r.share, 'expense', r.id, 'partner', o.name, 'line', r.line,
        'line_number', r.line_number, 'line_title', json_build_object('et', r.title_et, 'lv', r.title_lv, 'en', r.title_en),
        'category', NULL, 'own_category', '',
        'activity', json_build_object('et', r.activity_et, 'lv', r.activity_lv, 'en', r.activity_en),
        'event', CASE WHEN r.event_et IS NOT NULL
            THEN json_build_object('et', r.event_et, 'lv', r.event_lv, 'en', r.event_en) END,
        'supplier', r.supplier, 'supplier_code', r.supplier_code, 'document_kind', r.kind, 'document_number', r.document,
        'issued_on', r.issued_on, 'paid_on', r.paid_on, 'description', r.description, 'total', r.total, 'vat', r.vat,
        'charged', r.charged, 'share_amount', r.share_amount, 'claimed', r.amount,
        'accepted', CASE step.number WHEN 2 THEN r.accepted END, 'refused_because', r.refused_because,
        'grant', r.amount / 20 * 17, 'own', r.amount / 20 * 3, 'files', '[]'::json
    ) ORDER BY r.place) FROM rows_of_claims r WHERE r.claim_id = c.id)
), now(), %s
FROM budgets_claim c JOIN projects_project p ON p.id = c.project_id JOIN budgets_reportingperiod pe ON pe.id = c.period_id
JOIN projects_partnership pa ON pa.id = c.partnership_id JOIN projects_organisation o ON o.id = pa.organisation_id
JOIN (VALUES (1, 'submitted'), (2, 'approved')) AS step (number, name) ON step.number = 1 OR c.state = 'approved'
WHERE c.state IN ('submitted', 'approved')
"""
ROWS = """
CREATE TEMPORARY TABLE rows_of_claims ON COMMIT DROP AS
SELECT i.claim_id, i.id AS item, i.amount, i.accepted, i.refused_because, s.id AS share, s.amount AS share_amount, e.id,
    e.supplier, e.supplier_code, e.kind, e.number AS document, e.issued_on, e.paid_on, e.description, e.total, e.vat, e.charged,
    l.id AS line, l.number AS line_number, l.title_et, l.title_lv, l.title_en, a.title_et AS activity_et,
    a.title_lv AS activity_lv, a.title_en AS activity_en, ev.title_et AS event_et, ev.title_lv AS event_lv,
    ev.title_en AS event_en, row_number() OVER (PARTITION BY i.claim_id ORDER BY l.number, e.issued_on, i.id) AS place
FROM budgets_claimitem i JOIN budgets_claim c ON c.id = i.claim_id JOIN budgets_expenseshare s ON s.id = i.share_id
JOIN budgets_expense e ON e.id = s.expense_id JOIN budgets_budgetline l ON l.id = s.line_id
JOIN projects_activity a ON a.id = l.activity_id LEFT JOIN trainings_event ev ON ev.id = e.event_id
WHERE c.state IN ('submitted', 'approved');
CREATE INDEX ON rows_of_claims (claim_id);
ANALYZE rows_of_claims
"""


def write(filler):
    """In a transaction: what is between is a temporary table."""
    rules = claim_content.rules_of_claim(Claim.objects.filter(state="approved").first())
    decided, open_ = (json.dumps(claim_content.columns_of(rules, is_decided)) for is_decided in (True, False))
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS, [filler.admin.pk])
        cursor.execute(ROWS)
        cursor.execute(CLAIMS, [decided, open_, filler.admin.pk])
