import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campus', '0001_initial'),
        ('catalog', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='requiredreading',
            name='book',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='required_by', to='catalog.book'),
        ),
        migrations.AddField(
            model_name='requiredreading',
            name='course',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='campus.course'),
        ),
        migrations.AddField(
            model_name='requiredreading',
            name='instead_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced_by', to='catalog.book'),
        ),
        migrations.AddField(
            model_name='course',
            name='reading_list',
            field=models.ManyToManyField(related_name='courses', through='campus.RequiredReading', through_fields=('course', 'book'), to='catalog.book'),
        ),
        migrations.AddField(
            model_name='student',
            name='courses',
            field=models.ManyToManyField(to='campus.course'),
        ),
        migrations.AddField(
            model_name='student',
            name='friends',
            field=models.ManyToManyField(blank=True, to='campus.student'),
        ),
        migrations.AlterUniqueTogether(
            name='requiredreading',
            unique_together={('course', 'book')},
        ),
    ]
