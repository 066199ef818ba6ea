import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='publisher',
            name='headquarters',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publishers', to='places.city'),
        ),
        migrations.AddField(
            model_name='book',
            name='publisher',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='books', to='catalog.publisher'),
        ),
        migrations.AddField(
            model_name='audiobook',
            name='narrator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='narrations', to='catalog.author'),
        ),
    ]
