"""A run stores the cases and events that its attrition starts from; no page counts them as rows of it."""

from django.db import migrations, models

PARTS = [
    ("member", "In the cohort"),
    ("outside", "Not in it"),
    ("unknown", "Not known, for want of data"),
    ("case", "A case, for attrition"),
    ("event", "An event, for attrition"),
]


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0011_survival_of_cases")]

    operations = [
        migrations.AlterField("runmember", "part", models.CharField(choices=PARTS, default="member", max_length=8)),
        migrations.AlterField("runloss", "part", models.CharField(choices=PARTS, max_length=8)),
    ]
