"""Value sets about the patient."""

from cases.rules.vocabulary.base import Coded, hgnc, loinc, value_set


@value_set(title="Sex at birth")
class Sex(Coded):
    FEMALE = "female", "Female", "Recorded as female at birth."
    MALE = "male", "Male", "Recorded as male at birth."
    OTHER = "other", "Other", "Recorded at birth as neither female nor male."
    UNKNOWN = "unknown", "Unknown", "The sex at birth is not known."


@value_set(title="Menopausal status")
class MenopausalStatus(Coded):
    PRE = "pre", "Premenopausal", "The patient still menstruates, or would without treatment."
    PERI = "peri", "Perimenopausal", "The patient is in the transition to menopause."
    POST = "post", "Postmenopausal", "Menstruation has ceased for good, naturally or by treatment."
    UNKNOWN = "unknown", "Unknown", "The menopausal status is not known."


@value_set(title="Gene tested in the germline")
class Gene(Coded):
    BRCA1 = "BRCA1", "BRCA1", "The gene BRCA1 (DNA repair associated).", (hgnc("1100", "BRCA1"),)
    BRCA2 = "BRCA2", "BRCA2", "The gene BRCA2 (DNA repair associated).", (hgnc("1101", "BRCA2"),)
    PALB2 = "PALB2", "PALB2", "The gene PALB2 (partner and localiser of BRCA2).", (hgnc("26144", "PALB2"),)
    TP53 = "TP53", "TP53", "The gene TP53 (tumour protein p53).", (hgnc("11998", "TP53"),)
    OTHER = "other", "Other gene", "Another gene, named in the comment."


@value_set(title="Germline result")
class GermlineResult(Coded):
    PATHOGENIC = (
        "pathogenic",
        "Pathogenic variant",
        "A variant classified as pathogenic or likely pathogenic was found.",
    )
    VUS = "vus", "Variant of uncertain significance", "A variant was found whose meaning is uncertain."
    NEGATIVE = "negative", "Negative", "The gene was tested and no reportable variant was found."
    NOT_TESTED = "not_tested", "Not tested", "The gene was not tested."


@value_set(title="Condition relevant to skin or immunity")
class Comorbidity(Coded):
    HBV_CARRIER = "hbv_carrier", "Hepatitis B carrier", "Chronic carriage of hepatitis B virus."
    HCV_CARRIER = "hcv_carrier", "Hepatitis C carrier", "Chronic carriage of hepatitis C virus."
    HIV = "hiv", "HIV infection", "Infection with the human immunodeficiency virus."
    AUTOIMMUNE = "autoimmune", "Autoimmune disease", "Any autoimmune disease, treated or not."
    TRANSPLANT = "transplant", "Transplant", "A solid organ or stem cell transplant."
    DIABETES = "diabetes", "Diabetes", "Diabetes mellitus of any type."
    IMMUNOSUPPRESSANT = (
        "immunosuppressant",
        "Immunosuppressant drug",
        "Regular treatment with a drug that suppresses immunity, other than for the cancer.",
    )
    PRIOR_MALIGNANCY = (
        "prior_malignancy",
        "Other malignancy before",
        "A malignancy other than the breast cancer, before its diagnosis.",
    )
    PRIOR_RADIOTHERAPY = (
        "prior_radiotherapy",
        "Radiotherapy for another malignancy",
        "External radiotherapy given for a malignancy other than the breast cancer.",
    )
    PRIOR_RADIOIODINE = (
        "prior_radioiodine",
        "Radio-iodine treatment",
        "Treatment with radioactive iodine before the breast cancer.",
    )


@value_set(title="ECOG performance status")
class Ecog(Coded):
    GRADE_0 = (
        "0",
        "0: fully active",
        "Fully active, without restriction.",
        (loinc("LA9622-7", "ECOG 0"),),
    )
    GRADE_1 = "1", "1: light work only", "Restricted in strenuous activity, but up and able to do light work."
    GRADE_2 = (
        "2",
        "2: up more than half the day",
        "Cares for herself or himself but cannot work; up for more than half of waking hours.",
    )
    GRADE_3 = (
        "3",
        "3: in bed or chair more than half the day",
        "Limited self-care; in bed or chair for more than half of waking hours.",
    )
    GRADE_4 = "4", "4: completely disabled", "No self-care; confined to bed or chair."
