"""An index that another one begins with is written with every verdict and read by no query: drop them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("episodes", "0009_facts")]

    operations = [
        migrations.RemoveIndex(model_name="derivation", name="derivation_by_institution"),
        migrations.AlterField(
            model_name="derivation",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="derivations",
                to="records.case",
            ),
        ),
        migrations.AlterField(
            model_name="verdict",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="verdicts",
                to="records.case",
            ),
        ),
        migrations.AlterField(
            model_name="verdict",
            name="institution",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.institution",
            ),
        ),
    ]
