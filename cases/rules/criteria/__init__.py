"""Named response criteria: frozen findings in, a response status out, and nothing else.

Every question may be answered True, False or None (not known). Not known never counts as no: where the answer would
decide the status, the status is NE.
"""
