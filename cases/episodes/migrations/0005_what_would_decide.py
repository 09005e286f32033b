"""Each verdict with what would decide it, and with the step that a near miss lacks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("episodes", "0004_publish_the_first")]

    operations = [
        migrations.AddField(
            model_name="verdict",
            name="remedies",
            field=models.JSONField(
                default=list, help_text="What would decide an open label; for the institution only."
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="near",
            field=models.JSONField(
                default=dict, help_text="The step that is lacking to be discordant; empty if more than one."
            ),
        ),
    ]
