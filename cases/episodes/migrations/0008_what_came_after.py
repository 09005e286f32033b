"""Each verdict with what else is compared between events, and with what came after."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("episodes", "0007_a_shipped_draft_has_no_author")]

    operations = [
        migrations.AddField(
            model_name="verdict",
            name="course",
            field=models.JSONField(
                default=dict,
                help_text="What else is compared between events, and what came after; codes and days only.",
            ),
        ),
    ]
