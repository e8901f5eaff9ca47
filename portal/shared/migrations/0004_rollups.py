from django.db import migrations, models

from portal.shared.schema import CreateTogether


class Migration(CreateTogether):

    dependencies = [
        ('shared', '0003_searchentry'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rollup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.BigIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('value', models.TextField(max_length=5000000)),
                ('mark', models.BigIntegerField()),
                ('seen', models.TextField(max_length=100000)),
                ('counted_on', models.DateField()),
            ],
            options={
                'verbose_name': 'kept figure',
                'verbose_name_plural': 'kept figures',
                'constraints': [models.UniqueConstraint(fields=('scope', 'name'), name='shared_rollup_once')],
            },
        ),
        migrations.CreateModel(
            name='Touch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.BigIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('mark', models.BigIntegerField()),
                ('made_on', models.DateField()),
            ],
            options={
                'verbose_name': 'trace of a kept figure',
                'verbose_name_plural': 'traces of kept figures',
                'indexes': [models.Index(fields=['name', 'scope', 'mark'], name='shared_touch_latest')],
            },
        ),
    ]
