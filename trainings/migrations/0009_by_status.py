from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trainings', '0008_first_and_last_days'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='event',
            name='event_by_last_day',
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['status', 'first_day', 'last_day', 'id'], name='event_by_status'),
        ),
    ]
