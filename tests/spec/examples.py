"""Every worked example of the definition, in the order of the table."""

from tests.spec.examples_rest import COURSE, MISSING, PUBLISHED
from tests.spec.examples_table import SYSTEMIC

EXAMPLES = (*SYSTEMIC, *PUBLISHED, *MISSING, *COURSE)
