from django.db import migrations, models

from portal.shared.schema import CreateTogether


class Migration(CreateTogether):

    dependencies = [
        ('shared', '0003_searchentry'),
    ]

    operations = [
        migrations.CreateModel(
            name='BackgroundExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user_pk', models.CharField(max_length=40)),
                ('route', models.CharField(max_length=120)),
                ('path', models.CharField(max_length=2000)),
                ('language', models.CharField(max_length=5)),
                ('kind', models.CharField(max_length=4)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'being written'), ('ready', 'ready'), ('failed', 'failed')], default='waiting', max_length=8, verbose_name='state')),
                ('written', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(blank=True, null=True)),
                ('file', models.FileField(blank=True, max_length=300, upload_to='exports/%Y/%m/')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'export in the background',
                'verbose_name_plural': 'exports in the background',
                'indexes': [models.Index(fields=['user_pk', 'asked_at'], name='shared_backgroundexport_whose')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'ready', 'failed'])), name='shared_backgroundexport_state', violation_error_message='An export is waiting, being written, ready or failed.')],
            },
        ),
    ]
