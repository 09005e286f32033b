"""What cohorts are filtered by, beside each verdict, each case and each of its regimens: codes and days only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("episodes", "0008_what_came_after")]

    operations = [
        migrations.AddField(
            model_name="verdict",
            name="facts",
            field=models.JSONField(default=dict, help_text="What cohorts are filtered by; codes and days only."),
        ),
        migrations.AddField(
            model_name="derivation",
            name="facts",
            field=models.JSONField(
                default=dict, help_text="The same of the case, and of each of its anti-HER2 regimens."
            ),
        ),
    ]
