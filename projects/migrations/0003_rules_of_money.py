import django.db.models.deletion
import portal.shared.fields
from django.db import migrations, models

from portal.shared.schema import CreateTogether


class Migration(CreateTogether):

    dependencies = [
        ('projects', '0002_evidence_kind'),
    ]

    operations = [
        # The one column of each table that is never NULL comes first: SQLite makes the table anew for it.
        migrations.AddField(
            model_name='historicalruleset',
            name='flexibility_of',
            field=models.CharField(choices=[('line', 'each budget line'), ('category', 'each cost category'), ('budget', "the partner's budget")], db_default='line', default='line', max_length=8, verbose_name='flexibility is counted on'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='flexibility_of',
            field=models.CharField(choices=[('line', 'each budget line'), ('category', 'each cost category'), ('budget', "the partner's budget")], db_default='line', default='line', max_length=8, verbose_name='flexibility is counted on'),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='accounting_years',
            field=models.PositiveSmallIntegerField(blank=True, help_text='From the end of the year.', null=True, verbose_name='accounting documents kept for years'),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='claim_due_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='payment claim due, days after the period'),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='final_due_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='final claim due, days after the end'),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='flexibility_amount',
            field=portal.shared.fields.MoneyField(blank=True, help_text='Whichever is greater: the percentage or this amount.', null=True, verbose_name='or up to this amount'),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='partner_due_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="partner's report due, days after the period"),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='period_months',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='months in a reporting period'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='accounting_years',
            field=models.PositiveSmallIntegerField(blank=True, help_text='From the end of the year.', null=True, verbose_name='accounting documents kept for years'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='claim_due_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='payment claim due, days after the period'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='final_due_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='final claim due, days after the end'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='flexibility_amount',
            field=portal.shared.fields.MoneyField(blank=True, help_text='Whichever is greater: the percentage or this amount.', null=True, verbose_name='or up to this amount'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='partner_due_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="partner's report due, days after the period"),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='period_months',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='months in a reporting period'),
        ),
        migrations.AlterField(
            model_name='ruleset',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_sets', to='projects.programme', verbose_name='programme'),
        ),
    ]
