from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0004_the_day'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('sensitive', True)), fields=['id'], name='activity_sensitive'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['created_at', 'id'], name='document_in_order'),
        ),
    ]
