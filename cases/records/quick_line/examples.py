"""Lines by example: for the page, for docs/quick-line.md, and as tests. All of them are invented."""

EXAMPLE_DAY_ZERO = "2022-01-10"
"""Day zero under which the examples are read."""

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("A whole course", ("T-DXd Mar24-Nov24; skin PD Nov24 chest wall; CT 10d before liver PR",)),
    (
        "Regimen",
        (
            "1L THP Mar24-Nov24 x12 q3w stopped systemic PD",
            "THP (paclitaxel) Mar24-Nov24",
            "adjuvant H d10-now",
            "AC-TH Mar22-Sep22",
            "lapatinib + cape d400-d600 best PR",
        ),
    ),
    ("Skin", ("skin PD Nov24 chest wall nodules new locoregional", "skin resolved d300")),
    (
        "Scan",
        (
            "CT Nov24 liver PR, bone SD, lung new PD",
            "PET/CT full d290: liver bone NED",
            "mets Mar24 liver, bone",
            "THP d10-d200; CT d195 liver PR on THP",
        ),
    ),
    (
        "Biopsy",
        (
            "bx skin malignant Nov24 ER0 PR 10% HER2 3+ Ki67 30%",
            "core bx left breast malignant Mar22 HER2 2+ FISH amplified",
        ),
    ),
    ("Local treatment", ("RT chest wall Mar24-Apr24 50Gy/25", "mastectomy left Mar22 R0")),
    (
        "Tumour and stage",
        ("IDC left Jan22 G3", "primary left IDC ER neg PR neg HER2 3+", "ypT1aN1a(sn) M0 Sep22"),
    ),
    ("Outcome", ("alive Nov25", "last seen alive d300", "dead Nov25 of disease")),
)
"""What a line may say: title -> lines, of which every word is understood."""

TIMES: tuple[tuple[str, str], ...] = (
    ("Mar24", "March 2024; letters and two digits written together are a month of a year from 1950 to 2049"),
    ("12Mar24", "12 March 2024"),
    ("12 Mar 2024", "12 March 2024, as in every box for dates"),
    ("2024-03", "March 2024"),
    ("Q2 2024", "a quarter"),
    ("2024", "a year"),
    ("d252", "day 252 from day 0"),
    ("d-10", "day -10: ten days before day 0, and never ten days before the skin event"),
    ("d240..d270", "one day somewhere between the two"),
    ("Mar24..May24", "one day somewhere between the two"),
    ("10d before", "10 days before the progression of the skin in this line, if the line has exactly one"),
    ("10d before s1", "10 days before the record s1 of the case or the line"),
    ("2 weeks after s1", "about 14 days after s1, three days either way"),
    ("at s1 ±14 days", "around s1"),
    ("cycle 4 of r1", "a cycle of the regimen r1"),
)
"""Times, and what each means; each is read in "skin PD d300; regimen; CT TIME liver PR"."""

STRETCHES: tuple[tuple[str, str], ...] = (
    ("Mar24-Nov24", "from March to November 2024"),
    ("d10-d200", "from day 10 to day 200"),
    ("Mar24-now", "begun in March 2024 and still running"),
    ("Mar24-?", "begun in March 2024, the stop is not known"),
    ("from Mar24 until Nov24", "the same as Mar24-Nov24"),
    ("Mar24", "begun in March 2024"),
)
"""Starts and stops, and what each means; each is read in "HP TIME"."""

REFUSED: tuple[tuple[str, str], ...] = (
    ("HP + P d1-d9", "P"),
    ("T d1-d9", "T d1-d9"),
    ("HP d1-d9 stopped PD", "PD"),
    ("CT d9 liver, nodes PD", "nodes"),
    ("CT d9 liver, CNS PD", "CNS"),
    ("skin PD 03/24", "03/24"),
    ("skin PD 03/04/2024", "03/04/2024"),
    ("skin PD Mar 24", "Mar 24"),
    ("skin PD Nov", "Nov"),
    ("HP Mar24-", "Mar24-"),
    ("HP Nov24-Mar24", "Nov24-Mar24"),
    ("skin PD d9 both", "both"),
    ("CT d9 liver no PD", "CT d9 liver no PD"),
    ("skin PD d9?", "skin PD d9?"),
    ("T-DXd stop Dec24", "T-DXd stop Dec24"),
    ("CT PR", "CT PR"),
    ("bx malignant d9", "bx malignant d9"),
    ("skin chest wall d9", "skin chest wall d9"),
    ("something else", "something else"),
)
"""Lines with a part that is not understood, and that part."""
