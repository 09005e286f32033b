"""The disclosure policy in force: one for every figure and every reader (docs/adr/0024)."""

from cases.disclosure.rule import Policy
from registry.institutions.models import Institution, SharingLevel


def policy_in_force() -> Policy:
    """The strictest of what the institutions ask for whose cases anybody else may count.

    It depends neither on the reader nor on the filters: which institutions are in a figure could be read off otherwise,
    by comparing it with another.
    """
    counted = Institution.objects.filter(active=True).exclude(sharing_level=SharingLevel.OWN)
    return Policy.strictest(counted.values_list("withheld_up_to", "rounded_to"))
