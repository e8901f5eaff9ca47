import django.core.validators
import django.db.models.deletion
import portal.shared.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from portal.shared.schema import CreateTogether


class Migration(CreateTogether):

    dependencies = [
        ('trainings', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalSupportEntry',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('date', models.DateField(verbose_name='day')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes')),
                ('form', models.CharField(choices=[('onsite', 'On site'), ('online', 'Online'), ('phone', 'By phone')], default='onsite', max_length=6, verbose_name='how')),
                ('people', models.PositiveIntegerField(blank=True, null=True, verbose_name='people present')),
                ('discussed', portal.shared.fields.ProseField(max_length=2000, verbose_name='what was discussed')),
                ('agreed', portal.shared.fields.ProseField(blank=True, default='', max_length=2000, verbose_name='what was agreed')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='next meeting')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo data')),
                ('assignment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='trainings.supportassignment', verbose_name='support of a community')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical entry of a support log',
                'verbose_name_plural': 'historical entries of support logs',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [],
                'constraints': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SupportEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='trainings.supportassignment', verbose_name='support of a community')),
                ('date', models.DateField(verbose_name='day')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes')),
                ('form', models.CharField(choices=[('onsite', 'On site'), ('online', 'Online'), ('phone', 'By phone')], default='onsite', max_length=6, verbose_name='how')),
                ('people', models.PositiveIntegerField(blank=True, null=True, verbose_name='people present')),
                ('discussed', portal.shared.fields.ProseField(max_length=2000, verbose_name='what was discussed')),
                ('agreed', portal.shared.fields.ProseField(blank=True, default='', max_length=2000, verbose_name='what was agreed')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='next meeting')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo data')),
            ],
            options={
                'verbose_name': 'entry of a support log',
                'verbose_name_plural': 'entries of support logs',
                'ordering': ['assignment', 'date', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
    ]
