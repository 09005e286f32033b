"""Why a case was returned stands with the other moves of the case now (review/0003)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0013_the_course_of_a_case"), ("review", "0003_moves")]

    operations = [migrations.DeleteModel("CaseReturn")]
