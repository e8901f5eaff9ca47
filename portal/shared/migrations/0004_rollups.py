from django.db import migrations, models


class Migration(migrations.Migration):

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
                ('value', models.TextField()),
                ('mark', models.BigIntegerField()),
                ('seen', models.TextField()),
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
