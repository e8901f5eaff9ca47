from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0005_in_order'),
        ('projects', '0005_in_order'),
        ('trainings', '0006_indexes'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='eventday',
            name='eventday_by_date',
        ),
        migrations.AddIndex(
            model_name='eventday',
            index=models.Index(fields=['date', 'id', 'event'], name='eventday_in_order'),
        ),
        migrations.AddIndex(
            model_name='news',
            index=models.Index(fields=['published_on', 'id'], name='news_in_order'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['project', 'sort_key', 'id'], name='person_in_order'),
        ),
        migrations.AddIndex(
            model_name='resource',
            index=models.Index(fields=['published_on', 'id'], name='resource_in_order'),
        ),
        migrations.AddIndex(
            model_name='supportentry',
            index=models.Index(fields=['date', 'id'], name='supportentry_in_order'),
        ),
    ]
