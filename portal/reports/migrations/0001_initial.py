import django.db.models.deletion
import portal.shared.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from portal.shared.schema import CreateTogether


class Migration(CreateTogether):

    initial = True

    dependencies = [
        ('budgets', '0003_kinds_of_amounts'),
        ('projects', '0004_the_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalReport',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('language', models.CharField(choices=[('et', 'Estonian'), ('lv', 'Latvian'), ('en', 'English')], default='et', max_length=2, verbose_name='language')),
                ('title', portal.shared.fields.LineField(max_length=200, verbose_name='title')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('frozen', 'Frozen')], default='draft', editable=False, max_length=6, verbose_name='state')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo data')),
                ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='projects.project', verbose_name='project')),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='projects.programme', verbose_name='reported to')),
                ('period', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='budgets.reportingperiod', verbose_name='reporting period')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical report',
                'verbose_name_plural': 'historical reports',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [],
                'constraints': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='projects.project', verbose_name='project')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='projects.programme', verbose_name='reported to')),
                ('period', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='budgets.reportingperiod', verbose_name='reporting period')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('language', models.CharField(choices=[('et', 'Estonian'), ('lv', 'Latvian'), ('en', 'English')], default='et', max_length=2, verbose_name='language')),
                ('title', portal.shared.fields.LineField(max_length=200, verbose_name='title')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('frozen', 'Frozen')], default='draft', editable=False, max_length=6, verbose_name='state')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo data')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ['project', '-ends_on', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='report_days_in_order', violation_error_message='The end date cannot be before the start date.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='HistoricalReportSection',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('key', models.CharField(choices=[('summary', 'In short'), ('activities', 'What was done'), ('promises', 'Where we are against what we promised'), ('people', 'Who took part'), ('communities', 'Communities and their plans'), ('money', 'Money'), ('changes', 'Changes and differences, with reasons'), ('next', 'What comes next')], max_length=12, verbose_name='chapter')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('suggested', portal.shared.fields.ProseField(blank=True, default='', editable=False, max_length=10000, verbose_name='suggested text')),
                ('text', portal.shared.fields.ProseField(blank=True, default='', max_length=10000, verbose_name='text')),
                ('report', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.report', verbose_name='report')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical chapter of a report',
                'verbose_name_plural': 'historical chapters of a report',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [],
                'constraints': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ReportSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='reports.report', verbose_name='report')),
                ('key', models.CharField(choices=[('summary', 'In short'), ('activities', 'What was done'), ('promises', 'Where we are against what we promised'), ('people', 'Who took part'), ('communities', 'Communities and their plans'), ('money', 'Money'), ('changes', 'Changes and differences, with reasons'), ('next', 'What comes next')], max_length=12, verbose_name='chapter')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('suggested', portal.shared.fields.ProseField(blank=True, default='', editable=False, max_length=10000, verbose_name='suggested text')),
                ('text', portal.shared.fields.ProseField(blank=True, default='', max_length=10000, verbose_name='text')),
            ],
            options={
                'verbose_name': 'chapter of a report',
                'verbose_name_plural': 'chapters of a report',
                'ordering': ['report', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='reportsection_once')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='ReportVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='reports.report', verbose_name='report')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('content', models.TextField(max_length=5000000, verbose_name='content')),
                ('sha256', models.CharField(max_length=64, verbose_name='checksum')),
                ('pdf', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.document', verbose_name='PDF')),
                ('word', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.document', verbose_name='Word')),
                ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.document', verbose_name='Excel')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='frozen by')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='frozen')),
            ],
            options={
                'verbose_name': 'frozen report',
                'verbose_name_plural': 'frozen reports',
                'ordering': ['report', 'number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='reportversion_once')],
                'indexes': [],
            },
        ),
    ]
