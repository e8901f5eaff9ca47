from django.db import migrations, models

from portal.shared.schema import CreateTogether


class Migration(CreateTogether):

    dependencies = [
        ('shared', '0002_importbatch'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('object_pk', models.BigIntegerField()),
                ('project_pk', models.BigIntegerField(blank=True, null=True)),
                ('title_et', models.CharField(blank=True, default='', max_length=300)),
                ('title_lv', models.CharField(blank=True, default='', max_length=300)),
                ('title_en', models.CharField(blank=True, default='', max_length=300)),
                ('title_words', models.CharField(blank=True, default='', max_length=2000)),
                ('words', models.TextField(blank=True, default='', max_length=40000)),
                ('happens_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'entry of the search',
                'verbose_name_plural': 'entries of the search',
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_pk'), name='shared_searchentry_once')],
                'indexes': [],
            },
        ),
    ]
