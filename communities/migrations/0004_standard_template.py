"""Plans from before templates get the standard one, so that they can be written on."""
from django.db import migrations
from django.utils import timezone

from communities.actions.standard.plan import NAME, PARTS
from communities.actions.standard.shape import in_languages, options_in_languages


def remember(apps, rows):
    """The history that verbs would have written."""
    if not rows:
        return
    past = apps.get_model("communities", f"Historical{type(rows[0]).__name__}")
    now = timezone.now()
    past.objects.bulk_create(
        past(
            history_date=now, history_type="+", history_change_reason="",
            **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields},
        )
        for row in rows
    )


def standard_template(apps):
    template_model = apps.get_model("communities", "PlanTemplate")
    standard = template_model.objects.filter(project=None, programme=None, archived_at=None).order_by("pk").first()
    if standard is not None:
        return standard
    template = template_model.objects.create(**in_languages("name", NAME))
    sections = apps.get_model("communities", "SectionTemplate").objects.bulk_create(
        apps.get_model("communities", "SectionTemplate")(
            template=template, code=part.code, kind=part.kind, required=part.required, order=order,
            **in_languages("title", part.title), **in_languages("help", part.help),
        )
        for order, part in enumerate(PARTS, start=1)
    )
    fields = apps.get_model("communities", "FieldTemplate").objects.bulk_create(
        apps.get_model("communities", "FieldTemplate")(
            section=section, code=ask.code, kind=ask.kind, in_table=ask.in_table, required=ask.required,
            limit=ask.limit, order=order, **in_languages("label", ask.label), **in_languages("help", ask.help),
            **in_languages("example", ask.example), **options_in_languages(ask.options),
        )
        for section, part in zip(sections, PARTS, strict=True)
        for order, ask in enumerate(part.asks, start=1)
    )
    for rows in ([template], sections, fields):
        remember(apps, rows)
    return template


def give_templates(apps, schema_editor):
    plans = apps.get_model("communities", "ActionPlan").objects.filter(template=None)
    if plans.exists():
        plans.update(template=standard_template(apps))


class Migration(migrations.Migration):
    dependencies = [("communities", "0003_fields")]

    operations = [migrations.RunPython(give_templates, migrations.RunPython.noop, elidable=True)]
