from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0004_standard_template'),
        ('projects', '0005_in_order'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='actionplan',
            index=models.Index(fields=['title', 'id'], name='actionplan_in_order'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['assessed_on', 'id'], name='assessment_in_order'),
        ),
    ]
