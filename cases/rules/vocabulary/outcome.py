"""Value sets about adverse events, follow-up and outcome."""

from cases.rules.vocabulary.base import Coded, meddra, ncit, snomed, value_set


@value_set(title="Adverse event (CTCAE v5 term)", is_open=True)
class AdverseEventTerm(Coded):
    """The code is the CTCAE term itself, in the spelling of CTCAE."""

    RADIATION_RECALL = (
        "Radiation recall reaction (dermatologic)",
        "Radiation recall reaction",
        "Inflammation of a previously irradiated field, set off by a drug.",
        (meddra("10037767", "Radiation recall reaction (dermatologic)"),),
        ("Radiation recall reaction",),
    )
    DERMATITIS_RADIATION = (
        "Dermatitis radiation",
        "Radiation dermatitis",
        "Damage of the skin by radiation.",
        (meddra("10061103", "Dermatitis radiation"),),
    )
    RASH_MACULO_PAPULAR = (
        "Rash maculo-papular",
        "Rash, maculo-papular",
        "Flat and raised spots.",
        (meddra("10037868", "Rash maculo-papular"),),
    )
    RASH_ACNEIFORM = (
        "Rash acneiform",
        "Rash, acneiform",
        "Papules and pustules on face, scalp, chest and back.",
        (meddra("10037847", "Rash acneiform"),),
    )
    PAPULOPUSTULAR_RASH = (
        "Papulopustular rash",
        "Papulopustular rash",
        "Papules and pustules that may itch or hurt.",
        (meddra("10069138", "Papulopustular rash"),),
    )
    FOLLICULITIS = (
        "Folliculitis",
        "Folliculitis",
        "Inflammation or infection of hair follicles.",
        (meddra("10016936", "Folliculitis"),),
    )
    PARONYCHIA = (
        "Paronychia",
        "Paronychia",
        "Infection of the soft tissue around the nail.",
        (meddra("10034016", "Paronychia"),),
    )
    NAIL_INFECTION = (
        "Nail infection",
        "Nail infection",
        "Infection of the nail.",
        (meddra("10061304", "Nail infection"),),
    )
    SKIN_INFECTION = (
        "Skin infection",
        "Skin infection",
        "Infection of the skin, such as cellulitis.",
        (meddra("10040872", "Skin infection"),),
    )
    BREAST_INFECTION = (
        "Breast infection",
        "Breast infection",
        "Infection of the breast.",
        (meddra("10006259", "Breast infection"),),
    )
    SOFT_TISSUE_INFECTION = (
        "Soft tissue infection",
        "Soft-tissue infection",
        "Infection of soft tissue.",
        (meddra("10062255", "Soft tissue infection"),),
    )
    URTICARIA = "Urticaria", "Urticaria", "Weals that come and go.", (meddra("10046735", "Urticaria"),)
    PRURITUS = "Pruritus", "Pruritus", "Itch.", (meddra("10037087", "Pruritus"),)
    TELANGIECTASIA = (
        "Telangiectasia",
        "Telangiectasia",
        "Dilated small vessels in the skin.",
        (meddra("10043189", "Telangiectasia"),),
    )
    SKIN_ULCERATION = (
        "Skin ulceration",
        "Skin ulceration",
        "Circumscribed loss of skin.",
        (meddra("10040947", "Skin ulceration"),),
    )
    SKIN_INDURATION = (
        "Skin induration",
        "Skin induration",
        "Hardening of the skin.",
        (meddra("10051837", "Skin induration"),),
    )
    PAIN_OF_SKIN = "Pain of skin", "Pain of skin", "Pain in the skin.", (meddra("10033474", "Pain of skin"),)
    EDEMA_LIMBS = (
        "Edema limbs",
        "Oedema of limbs",
        "Swelling of arms or legs.",
        (meddra("10050068", "Edema limbs"),),
    )
    EDEMA_TRUNK = (
        "Edema trunk",
        "Oedema of trunk",
        "Swelling of the trunk.",
        (meddra("10058720", "Edema trunk"),),
    )
    LOCALIZED_EDEMA = (
        "Localized edema",
        "Localised oedema",
        "Swelling of one place.",
        (meddra("10062466", "Localized edema"),),
    )
    LYMPHEDEMA = (
        "Lymphedema",
        "Lymphoedema",
        "Swelling from blocked lymph drainage.",
        (meddra("10025233", "Lymphedema"),),
    )
    PHOTOSENSITIVITY = (
        "Photosensitivity",
        "Photosensitivity",
        "Raised sensitivity of the skin to light.",
        (meddra("10034966", "Photosensitivity"),),
    )
    SKIN_HYPERPIGMENTATION = (
        "Skin hyperpigmentation",
        "Skin hyperpigmentation",
        "Darkening of the skin.",
        (meddra("10040865", "Skin hyperpigmentation"),),
        ("Hyperpigmentation",),
    )
    HAND_FOOT_SYNDROME = (
        "Palmar-plantar erythrodysesthesia syndrome",
        "Hand-foot syndrome",
        "Redness, pain and swelling of palms and soles.",
        (meddra("10054524", "Palmar-plantar erythrodysesthesia syndrome"),),
        ("PPE",),
    )
    TUMOR_PAIN = "Tumor pain", "Tumour pain", "Pain from the tumour.", (meddra("10045158", "Tumor pain"),)
    TUMOR_HEMORRHAGE = (
        "Tumor hemorrhage",
        "Tumour haemorrhage",
        "Bleeding from the tumour.",
        (meddra("10055351", "Tumor hemorrhage"),),
    )


@value_set(title="Grade of an adverse event (CTCAE v5)")
class AdverseEventGrade(Coded):
    GRADE_0 = "0", "0: none", "The event is absent."
    GRADE_1 = "1", "1: mild", "Mild or without symptoms; no treatment needed."
    GRADE_2 = "2", "2: moderate", "Moderate; minimal, local or non-invasive treatment needed."
    GRADE_3 = "3", "3: severe", "Severe or disabling, but not immediately life-threatening."
    GRADE_4 = "4", "4: life-threatening", "Life-threatening; urgent treatment needed."
    GRADE_5 = "5", "5: death", "Death from the event."


@value_set(title="Attribution of an adverse event")
class Attribution(Coded):
    REGIMEN = "regimen", "Systemic regimen", "Attributed to the systemic regimen."
    LOCAL_TREATMENT = "local_treatment", "Local treatment", "Attributed to a local treatment."
    DISEASE = "disease", "Disease", "Attributed to the cancer."
    OTHER = "other", "Other", "Attributed to something else, named in the comment."
    UNKNOWN = "unknown", "Unknown", "The cause is not known."


@value_set(title="Vital status")
class VitalStatus(Coded):
    ALIVE = ("alive", "Alive", "The patient was alive at last contact.", (snomed("438949009", "Alive"),), ("living",))
    DEAD = ("dead", "Dead", "The patient has died.", (snomed("419099009", "Dead"),), ("died", "deceased", "death"))
    UNKNOWN = "unknown", "Unknown", "The vital status is not known.", (snomed("261665006", "Unknown"),)


@value_set(title="Cause of death")
class CauseOfDeath(Coded):
    DISEASE_PROGRESSION = (
        "disease_progression",
        "Disease progression",
        "The patient died of the cancer.",
        (ncit("C168970", "Death due to disease progression"),),
        ("of disease", "of cancer", "progression", "of progression"),
    )
    ADVERSE_EVENT = (
        "adverse_event",
        "Adverse event",
        "The patient died of an effect of treatment.",
        (ncit("C48275", "Death related to adverse event"),),
        ("toxicity", "of toxicity"),
    )
    UNDETERMINED = (
        "undetermined",
        "Undetermined",
        "The cause of death is not known.",
        (ncit("C82466", "Undetermined cause of death"),),
    )
    OTHER = "other", "Other", "The patient died of something else, named in the comment."


@value_set(title="Site that dominated at death")
class DominantSite(Coded):
    VISCERAL = "visceral", "Visceral", "Disease of inner organs led to death."
    CNS = "cns", "Central nervous system", "Disease of the central nervous system led to death."
    CUTANEOUS = "cutaneous", "Cutaneous sepsis or bleeding", "Sepsis or bleeding from the skin led to death."


@value_set(title="Event of the follow-up")
class OutcomeEvent(Coded):
    SYSTEMIC_PD = (
        "systemic_pd",
        "Systemic progression",
        "Progression outside the skin and the central nervous system.",
    )
    CNS_PD = "cns_pd", "Progression in the central nervous system", "Progression in brain or leptomeninges."
    SKIN_REPROGRESSION = "skin_reprogression", "Skin progression again", "The skin progressed once more."
    SKIN_CR = "skin_cr", "Complete response of the skin", "The skin disease disappeared."
    LOCOREGIONAL_CONTROL = (
        "locoregional_control",
        "Locoregional control",
        "Breast, chest wall and regional nodes were free of progression.",
    )
    NEXT_REGIMEN_RESPONSE = (
        "next_regimen_response",
        "Response to the next regimen",
        "The skin and the other compartments responded, or not, to the next regimen.",
    )
    RE_EXPOSURE = (
        "re_exposure",
        "Re-exposure to the abandoned regimen",
        "The regimen stopped for the skin event was given again.",
    )
    PREGNANCY = "pregnancy", "Pregnancy", "The patient became pregnant."
    LOST = "lost", "Lost to follow-up", "The institution lost contact with the patient."
