"""The moves of a case join the chain over the audit trail; those of a case that is discarded leave with it."""

from django.db import migrations

from registry.database.holding import InTheChain


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0004_questions"),
        ("audit", "0002_a_chain_over_the_trail"),
    ]

    operations = [InTheChain("review_casemove", removals=True)]
