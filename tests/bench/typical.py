"""A typical case: 20 things that happened, from the first biopsy to the last scan."""

from tests.spec.timelines import baseline, biopsy, case, regimen, scan, skin

TYPICAL = case(
    regimen(-700, -380, key="r1", line=1, agents=["trastuzumab", "pertuzumab"], stop=-375, stop_reason="PD"),
    regimen(-360, key="r2", line=2, agents=["trastuzumab emtansine"]),
    baseline("liver", "bone", day=-365),
    scan(-280, liver="PR", bone="NON_CR_NON_PD"),
    scan(-190, liver="PR", bone="NON_CR_NON_PD"),
    scan(-100, liver="PR", bone="NON_CR_NON_PD"),
    scan(-10, liver="CR", bone="NON_CR_NON_PD"),
    scan(80, liver="CR", bone="NON_CR_NON_PD"),
    scan(170, liver="PD", bone="NON_CR_NON_PD"),
    skin(-350, "s0", "baseline"),
    skin(-200, "s01", "response", lesion_of="s0"),
    skin(0, photo=True),
    skin(30, "s2", lesion_of="s1"),
    skin(120, "s3", "stable", lesion_of="s1"),
    biopsy(3),
    biopsy(60, finding="s2", key="b2"),
)
"""With the biopsy of the primary; drugs count as events of their own."""
