from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trainings', '0005_news'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='attendance',
            index=models.Index(condition=models.Q(('is_present', True)), fields=['day', 'person'], name='attendance_present'),
        ),
        migrations.AddIndex(
            model_name='eventday',
            index=models.Index(fields=['event', 'date'], name='eventday_by_event'),
        ),
        migrations.AddIndex(
            model_name='eventday',
            index=models.Index(fields=['date', 'event'], name='eventday_by_date'),
        ),
    ]
