"""Every worked example, by definition and in the order of its table."""

from tests.spec.examples_cns import CNS
from tests.spec.examples_recist_only import RECIST_ONLY
from tests.spec.examples_rest import COURSE, MISSING, PUBLISHED
from tests.spec.examples_table import SYSTEMIC

EXAMPLES = (*SYSTEMIC, *PUBLISHED, *MISSING, *COURSE)
TABLES = {"dcp@1.0.0": EXAMPLES, "dcp-recist-only@1.0.0": RECIST_ONLY, "cns-discordance@1.0.0": CNS}
