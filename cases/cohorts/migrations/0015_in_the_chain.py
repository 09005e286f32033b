"""Frozen runs and the log of questions join the chain over the audit trail.

Rows of a run leave it with a patient's data, and questions of an hour are counted in one row: the chain follows both.
"""

from django.db import migrations

from registry.database.holding import InTheChain


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0014_old_questions_are_forgotten"),
        ("audit", "0002_a_chain_over_the_trail"),
    ]

    operations = [
        InTheChain("cohorts_run"),
        InTheChain("cohorts_runmember", changes=True, removals=True),
        InTheChain("cohorts_runloss"),
        InTheChain("cohorts_question", changes=True, removals=True),
    ]
