"""Places of the body map and the terms of the list: which terms say that some of these places are meant. Pure."""

from collections.abc import Collection

from cases.rules.vocabulary import SkinSite
from cases.rules.vocabulary.places import places_of

PLACES_OF = {str(site): frozenset(one.code for one in places_of(site)) for site in SkinSite}


def terms_covered(places: Collection[str]) -> frozenset[str]:
    """Terms all of whose places are among these: whoever wrote one has painted one of these."""
    wanted = set(places)
    return frozenset(site for site, own in PLACES_OF.items() if own and own <= wanted)


def terms_touching(places: Collection[str]) -> frozenset[str]:
    """Terms that may mean one of these places; one that names no place may mean any."""
    wanted = set(places)
    return frozenset(site for site, own in PLACES_OF.items() if not own or own & wanted)
