import portal.shared.fields
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0002_money'),
        ('communities', '0004_standard_template'),
        ('projects', '0003_rules_of_money'),
        ('trainings', '0004_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='budget',
            name='state',
            field=models.CharField(choices=[('draft', 'Being prepared'), ('approved', 'Approved'), ('amending', 'Being amended')], db_default='draft', default='draft', editable=False, max_length=8, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='cost_basis',
            field=models.CharField(choices=[('real', 'Real cost'), ('unit', 'Unit cost'), ('flat', 'Flat rate'), ('lump', 'Lump sum')], db_default='real', default='real', max_length=4, verbose_name='how the amount comes about'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='unit',
            field=portal.shared.fields.LineField(blank=True, db_default='', default='', max_length=40, verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='historicalbudget',
            name='state',
            field=models.CharField(choices=[('draft', 'Being prepared'), ('approved', 'Approved'), ('amending', 'Being amended')], db_default='draft', default='draft', editable=False, max_length=8, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='historicalbudgetline',
            name='cost_basis',
            field=models.CharField(choices=[('real', 'Real cost'), ('unit', 'Unit cost'), ('flat', 'Flat rate'), ('lump', 'Lump sum')], db_default='real', default='real', max_length=4, verbose_name='how the amount comes about'),
        ),
        migrations.AddField(
            model_name='historicalbudgetline',
            name='unit',
            field=portal.shared.fields.LineField(blank=True, db_default='', default='', max_length=40, verbose_name='unit'),
        ),
        migrations.AlterField(
            model_name='fundingshare',
            name='source',
            field=models.CharField(choices=[('grant', 'Grant'), ('own', 'Own contribution'), ('municipality', "Municipality's contribution"), ('other', 'Other source'), ('state', "State's co-financing"), ('in_kind', 'In-kind contribution')], max_length=14, verbose_name='source'),
        ),
        migrations.AlterField(
            model_name='historicalfundingshare',
            name='source',
            field=models.CharField(choices=[('grant', 'Grant'), ('own', 'Own contribution'), ('municipality', "Municipality's contribution"), ('other', 'Other source'), ('state', "State's co-financing"), ('in_kind', 'In-kind contribution')], max_length=14, verbose_name='source'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('unit_cost__isnull', True), models.Q(('unit_cost__gte', Decimal('0.00')), ('unit_cost__lte', Decimal('999999999.99'))), _connector='OR'), name='budgetline_unit_cost_range', violation_error_code='money_range', violation_error_message='The amount must be between 0 and 999 999 999,99 euros.'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('flat_rate__isnull', True), ('flat_rate__lte', 100), _connector='OR'), name='budgetline_rate_at_most_100', violation_error_message='A rate is at most 100 %%.'),
        ),
    ]
