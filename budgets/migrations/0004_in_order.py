from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0003_kinds_of_amounts'),
        ('communities', '0005_in_order'),
        ('projects', '0005_in_order'),
        ('trainings', '0007_in_order'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(fields=['project', 'issued_on', 'id'], name='expense_in_order'),
        ),
    ]
