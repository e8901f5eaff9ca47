from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0004_in_order'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(
                condition=models.Q(('archived_at__isnull', True)), fields=['total', 'number'], name='expense_by_total',
            ),
        ),
    ]
