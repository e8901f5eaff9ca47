from django.db import migrations, models

import portal.shared.fields

# The triggers that keep them from here on are made after `migrate`.
FILL = """
UPDATE trainings_event SET
    first_day = (SELECT min(date) FROM trainings_eventday WHERE event_id = trainings_event.id),
    last_day = (SELECT max(date) FROM trainings_eventday WHERE event_id = trainings_event.id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('trainings', '0007_in_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='first_day',
            field=portal.shared.fields.EdgeField(verbose_name='first day'),
        ),
        migrations.AddField(
            model_name='event',
            name='last_day',
            field=portal.shared.fields.EdgeField(verbose_name='last day'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['first_day', 'last_day', 'id'], name='event_in_order'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['last_day'], name='event_by_last_day'),
        ),
    ]
