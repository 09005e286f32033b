"""What was signed, what readers found and which cases were withdrawn join the chain over the audit trail."""

from django.db import migrations

from registry.database.holding import InTheChain


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0007_signatures"),
        ("records", "0016_erased_cases_and_kept_words"),
        ("audit", "0002_a_chain_over_the_trail"),
    ]

    operations = [
        *(InTheChain(f"review_{name}", changes=True, removals=True) for name in ("reader", "reading", "adjudicated")),
        InTheChain("review_signature", changes=True, removals=True),
        InTheChain("records_tombstone", changes=True),
    ]
