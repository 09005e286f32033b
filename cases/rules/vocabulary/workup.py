"""Value sets about the differential diagnosis of a skin finding."""

from cases.rules.vocabulary.base import Coded, hl7_specimen, value_set


@value_set(title="Diagnosis considered", is_open=True)
class Differential(Coded):
    INFECTION = "infection", "Infection, not further specified", "An infection of the skin, kind not stated."
    BACTERIAL_INFECTION = (
        "bacterial_infection",
        "Bacterial infection or cellulitis",
        "A bacterial infection of the skin or of the tissue beneath it.",
        (),
        ("cellulitis", "erysipelas"),
    )
    FOLLICULITIS_OR_PARONYCHIA = (
        "folliculitis_or_paronychia",
        "Folliculitis or paronychia",
        "An infection of hair follicles or of the nail fold.",
    )
    ZOSTER_OR_HERPES = (
        "zoster_or_herpes",
        "Zoster or herpes simplex",
        "A herpes virus infection of the skin.",
        (),
        ("zoster", "HSV"),
    )
    FUNGAL_INFECTION = "fungal_infection", "Fungal infection", "A fungal infection of the skin."
    DRUG_ERUPTION = "drug_eruption", "Drug eruption", "A rash caused by a drug."
    URTICARIA = "urticaria", "Urticaria", "Weals that come and go."
    ACNEIFORM_ERUPTION = (
        "acneiform_eruption",
        "Acneiform eruption",
        "The acne-like rash of drugs against EGFR or HER2.",
    )
    TDM1_TELANGIECTASIA = (
        "tdm1_telangiectasia",
        "Telangiectasia under T-DM1",
        "Dilated vessels caused by trastuzumab emtansine.",
    )
    FLAGELLATE_ERYTHEMA = (
        "flagellate_erythema",
        "Flagellate erythema",
        "Whip-like streaks, as after bleomycin or docetaxel.",
    )
    PHOTOSENSITIVITY = "photosensitivity", "Photosensitivity", "A reaction of the skin to light."
    RADIATION_DERMATITIS = (
        "radiation_dermatitis",
        "Radiation dermatitis",
        "Damage of the skin by radiation.",
    )
    RADIATION_RECALL = (
        "radiation_recall",
        "Radiation recall",
        "Inflammation of a previously irradiated field, set off by a drug.",
    )
    LYMPHOEDEMA = "lymphoedema", "Lymphoedema", "Swelling from blocked lymph drainage."
    CONTACT_DERMATITIS = "contact_dermatitis", "Contact dermatitis", "Eczema from contact with a substance."
    MORPHOEA = "morphoea", "Morphoea", "Localised hardening of the skin, as after radiotherapy."
    ANGIOSARCOMA = "angiosarcoma", "Angiosarcoma", "A malignant vascular tumour, as after radiotherapy."
    OTHER_PRIMARY = (
        "other_primary",
        "Adnexal or second primary",
        "A malignancy of skin appendages or another second primary.",
    )
    GRAFT_OR_FLAP_CHANGE = (
        "graft_or_flap_change",
        "Graft or flap change",
        "A change of a skin graft or flap, such as fat necrosis.",
    )


@value_set(title="Test")
class DiagnosticTest(Coded):
    BIOPSY = "biopsy", "Biopsy", "Tissue was taken for histology."
    CULTURE = "culture", "Culture", "Material was taken for culture."
    PCR = "pcr", "PCR", "Material was tested for nucleic acid of a pathogen."
    BLOODS = "bloods", "Blood tests", "Blood was taken for inflammation or other markers."
    PATCH_TEST = "patch_test", "Patch test", "The skin was tested for contact allergy."
    ULTRASOUND = "ultrasound", "Ultrasound", "The region was examined by ultrasound.", (), ("US",)
    MRI = "mri", "MRI", "The region was examined by magnetic resonance imaging."


@value_set(title="Empirical treatment")
class EmpiricalKind(Coded):
    ANTIBIOTIC = "antibiotic", "Antibiotic", "A drug against bacteria."
    STEROID = "steroid", "Steroid", "A corticosteroid, topical or oral."
    ANTIHISTAMINE = "antihistamine", "Antihistamine", "A drug against histamine."
    NSAID = "nsaid", "NSAID", "A non-steroidal anti-inflammatory drug."
    ANTIFUNGAL = "antifungal", "Antifungal", "A drug against fungi."
    OTHER = "other", "Other", "Another treatment, named in the comment."


@value_set(title="Effect of the empirical treatment")
class Effect(Coded):
    RESOLVED = "resolved", "Resolved", "The finding went away."
    PARTIAL = "partial", "Partial or transient", "The finding improved in part, or came back."
    NONE = "none", "None", "The finding did not change."
    WORSE = "worse", "Worse", "The finding grew worse."


@value_set(title="Rechallenge")
class Rechallenge(Coded):
    NOT_DONE = "not_done", "Not done", "The suspected drug was not given again."
    TOLERATED = "tolerated", "Tolerated", "The drug was given again and the finding did not return."
    RECURRED = "recurred", "Recurred", "The drug was given again and the finding returned."


@value_set(title="Causality tool")
class CausalityTool(Coded):
    NARANJO = "naranjo", "Naranjo scale", "The adverse drug reaction probability scale of Naranjo."
    WHO_UMC = "who_umc", "WHO-UMC", "The causality categories of the WHO centre in Uppsala."


@value_set(title="Conclusion of the work-up")
class Conclusion(Coded):
    MALIGNANCY = "malignancy", "Malignancy", "The finding is cancer."
    ALTERNATIVE = "alternative", "Another diagnosis", "The finding has another cause."
    UNRESOLVED = "unresolved", "Unresolved", "The cause is not settled."


@value_set(title="Confidence in the conclusion")
class Confidence(Coded):
    HIGH = "high", "High", "The team has no relevant doubt."
    MODERATE = "moderate", "Moderate", "The conclusion is likely but another cause is possible."
    LOW = "low", "Low", "The conclusion is only a working hypothesis."


@value_set(title="Organism")
class Organism(Coded):
    MSSA = "mssa", "Staphylococcus aureus, methicillin-sensitive", "Methicillin-sensitive S. aureus."
    MRSA = "mrsa", "Staphylococcus aureus, methicillin-resistant", "Methicillin-resistant S. aureus."
    CONS = "cons", "Coagulase-negative staphylococci", "Staphylococci other than S. aureus."
    STREPTOCOCCUS = "streptococcus", "Streptococcus", "Streptococci of any group."
    POLYMICROBIAL = "polymicrobial", "Polymicrobial", "Several organisms without a leading one."
    NONE = "none", "No growth", "Nothing grew."
    OTHER = "other", "Other", "Another organism, named in the comment."


@value_set(title="Microbiology specimen")
class MicrobiologySpecimen(Coded):
    WOUND = "wound", "Wound", "A swab or aspirate of a wound.", (hl7_specimen("WND", "Wound"),)
    SKIN = "skin", "Skin", "A swab or piece of skin.", (hl7_specimen("SKN", "Skin"),)
    BLOOD = "blood", "Blood", "A blood culture.", (hl7_specimen("BLD", "Whole blood"),)


@value_set(title="Meaning of a culture")
class CultureMeaning(Coded):
    COLONISATION = "colonisation", "Colonisation", "The organism lives there without causing disease."
    INFECTION = "infection", "Infection", "The organism causes the disease."
    UNDETERMINED = "undetermined", "Undetermined", "It is not settled whether the organism causes disease."
