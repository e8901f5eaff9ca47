import django.db.models.deletion
import portal.shared.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from portal.shared.schema import CreateTogether


class Migration(CreateTogether):

    dependencies = [
        ('projects', '0004_the_day'),
        ('trainings', '0004_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalNews',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last changed')),
                ('archived_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='archived')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('title_et', portal.shared.fields.LineField(max_length=200, verbose_name='title (Estonian)')),
                ('title_lv', portal.shared.fields.LineField(blank=True, default='', max_length=200, verbose_name='title (Latvian)')),
                ('title_en', portal.shared.fields.LineField(blank=True, default='', max_length=200, verbose_name='title (English)')),
                ('text_et', portal.shared.fields.ProseField(max_length=10000, verbose_name='text (Estonian)')),
                ('text_lv', portal.shared.fields.ProseField(blank=True, default='', max_length=10000, verbose_name='text (Latvian)')),
                ('text_en', portal.shared.fields.ProseField(blank=True, default='', max_length=10000, verbose_name='text (English)')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='happened on')),
                ('published_on', models.DateField(blank=True, editable=False, null=True, verbose_name='published on')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo data')),
                ('search_key', portal.shared.fields.SearchKeyField(of=('title_et', 'title_lv', 'title_en'))),
                ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='projects.project', verbose_name='project')),
                ('activity', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='projects.activity', verbose_name='activity')),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='trainings.event', verbose_name='event')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical piece of news',
                'verbose_name_plural': 'historical news',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [],
                'constraints': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='News',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
                ('archived_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='archived')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='projects.project', verbose_name='project')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='projects.activity', verbose_name='activity')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='trainings.event', verbose_name='event')),
                ('title_et', portal.shared.fields.LineField(max_length=200, verbose_name='title (Estonian)')),
                ('title_lv', portal.shared.fields.LineField(blank=True, default='', max_length=200, verbose_name='title (Latvian)')),
                ('title_en', portal.shared.fields.LineField(blank=True, default='', max_length=200, verbose_name='title (English)')),
                ('text_et', portal.shared.fields.ProseField(max_length=10000, verbose_name='text (Estonian)')),
                ('text_lv', portal.shared.fields.ProseField(blank=True, default='', max_length=10000, verbose_name='text (Latvian)')),
                ('text_en', portal.shared.fields.ProseField(blank=True, default='', max_length=10000, verbose_name='text (English)')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='happened on')),
                ('published_on', models.DateField(blank=True, editable=False, null=True, verbose_name='published on')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo data')),
                ('search_key', portal.shared.fields.SearchKeyField(of=('title_et', 'title_lv', 'title_en'))),
            ],
            options={
                'verbose_name': 'piece of news',
                'verbose_name_plural': 'news',
                'ordering': ['-published_on', '-pk'],
                'abstract': False,
                'indexes': [],
                'constraints': [],
            },
        ),
    ]
