"""The ledger."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('safeguarding', '0008_outbox'),
    ]

    operations = [
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('installed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('triggers', models.JSONField(help_text='By "trigger on table": the digest of how it is made.')),
                ('lost', models.JSONField(default=list, help_text='Sentences: the triggers that were not as the last installation left them.')),
                ('first_leaf', models.BigIntegerField(help_text='Of those that it entered for rows that were there.', null=True)),
                ('last_leaf', models.BigIntegerField(null=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField(unique=True)),
                ('sealed_at', models.DateTimeField()),
                ('note', models.TextField(help_text='As it is signed and given away.')),
                ('frontier', models.BinaryField(help_text='The heads of the complete trees in it, with which the next seal goes on.')),
            ],
            options={
                'ordering': ['size'],
            },
        ),
        migrations.CreateModel(
            name='Shape',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('table', models.CharField(max_length=63)),
                ('columns', models.JSONField(help_text='Their names, in order.')),
                ('key', models.CharField(help_text='The name of the one that is the key.', max_length=63)),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['begun_at', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verified_at', models.DateTimeField()),
                ('leaves', models.BigIntegerField()),
                ('sealed', models.BigIntegerField()),
                ('found', models.BigIntegerField()),
                ('words', models.JSONField(help_text='Sentences: the first of what was found.')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Leaf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shape', models.BigIntegerField(help_text='The number of the Shape that it is of.')),
                ('key', models.BigIntegerField(help_text="The row’s.")),
                ('salts', models.BinaryField(help_text='16 bytes for each column.')),
                ('hash', models.BinaryField()),
                ('position', models.BigIntegerField(help_text='From 0; none until it is sealed.', null=True, unique=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shape', 'key'), name='one_leaf_a_row')],
            },
        ),
    ]
