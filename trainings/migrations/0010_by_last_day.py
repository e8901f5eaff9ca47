from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trainings', '0009_by_status'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['status', 'last_day'], name='event_by_last_day'),
        ),
    ]
