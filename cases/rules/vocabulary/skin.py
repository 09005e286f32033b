"""Value sets about skin findings: what was seen, where, how much, and how it changed."""

from cases.rules.vocabulary.base import Coded, snomed, value_set


@value_set(title="Change of the skin")
class Change(Coded):
    BASELINE = "baseline", "Baseline", "Skin disease is present and no change was judged."
    PROGRESSION = (
        "progression",
        "Progression",
        "New lesions, or growth of known ones.",
        (),
        ("PD", "progressive disease", "progressing", "progressed"),
    )
    RESPONSE = (
        "response",
        "Response",
        "The skin disease has shrunk or faded.",
        (),
        ("PR", "responding", "partial response"),
    )
    STABLE = ("stable", "Stable", "The skin disease has not changed.", (), ("SD", "stable disease", "unchanged"))
    RESOLVED = (
        "resolved",
        "Resolved",
        "The skin disease has gone.",
        (),
        ("CR", "complete response", "gone", "cleared"),
    )


@value_set(title="Extent in the skin")
class Extent(Coded):
    LR = (
        "LR",
        "Locoregional",
        "Skin of the breast of the primary, or of the chest wall or scar on that side.",
        (),
        ("local", "loco-regional"),
    )
    DIST = ("DIST", "Distant", "Skin anywhere else, the other breast included.", (), ("distant skin",))
    BOTH = (
        "BOTH",
        "Both",
        "Both locoregional and distant skin.",
        (),
        ("local and distant", "locoregional and distant"),
    )
    UNKNOWN = "UNKNOWN", "Unknown", "The extent is not known."


@value_set(title="Morphology", is_open=True)
class Morphology(Coded):
    NODULE = (
        "nodule",
        "Nodule",
        "A raised solid lesion with depth.",
        (snomed("27925004", "Nodule"),),
        ("nodules", "nodular lesions"),
    )
    PLAQUE = ("plaque", "Plaque", "A raised flat-topped lesion.", (snomed("1522000", "Plaque"),), ("plaques",))
    PAPULE = ("papule", "Papule", "A small raised solid lesion.", (), ("papules",))
    PATCH = ("patch", "Patch", "A flat area of changed colour.", (), ("patches", "macule", "macules"))
    ERYTHEMA = ("erythema", "Erythema", "Redness of the skin.", (snomed("247441003", "Erythema"),), ("redness", "red"))
    ULCER = (
        "ulcer",
        "Ulcer",
        "Loss of skin down to the dermis or deeper.",
        (snomed("56208002", "Ulcer"),),
        ("ulcers", "ulcerated", "ulceration"),
    )
    OEDEMA = ("oedema", "Oedema", "Swelling of the skin.", (snomed("79654002", "Edema"),), ("edema", "swelling"))
    PEAU_D_ORANGE = (
        "peau_d_orange",
        "Peau d'orange",
        "Swollen skin with pitting of the hair follicles.",
        (snomed("87386002", "Peau d'orange"),),
    )
    INDURATION = ("induration", "Induration", "Hardening of the skin.", (), ("indurated",))
    VESICLE_OR_BULLA = (
        "vesicle_or_bulla",
        "Vesicle or bulla",
        "A lesion filled with clear fluid.",
        (),
        ("vesicle", "vesicles", "bulla", "bullae"),
    )
    PURPURA = ("purpura", "Purpura or haemorrhagic", "Bleeding into the skin.", (), ("haemorrhagic lesions",))
    ALOPECIA = "alopecia", "Alopecia", "Loss of hair over the lesion."
    TELANGIECTASIA = (
        "telangiectasia",
        "Telangiectasia",
        "Dilated small vessels in the skin.",
        (),
        ("telangiectasias",),
    )
    PIGMENT_CHANGE = "pigment_change", "Pigment change", "Darker or lighter skin without other change."
    BREAST_SKIN_DISCOLOURATION = (
        "breast_skin_discolouration",
        "Discolouration of breast skin",
        "Changed colour of the skin of the breast.",
        (snomed("290069002", "Breast skin discolouration"),),
    )
    NECROSIS = (
        "necrosis",
        "Necrosis or fungating",
        "Dead tissue, or tumour growing out of the skin.",
        (),
        ("fungating", "necrotic"),
    )
    EXUDATE = ("exudate", "Exudate or odour", "Discharge from the lesion, or smell.", (), ("odour", "oozing"))
    BLEEDING = (
        "bleeding",
        "Bleeding",
        "Bleeding from the lesion.",
        (snomed("297968009", "Bleeding skin"),),
        ("bleeds",),
    )
    PRURITUS = ("pruritus", "Pruritus", "Itch.", (snomed("418363000", "Itching of skin"),), ("itch", "itching"))
    PAIN = ("pain", "Pain", "Pain in the lesion.", (snomed("403598008", "Painful skin"),), ("painful",))


@value_set(title="Pattern")
class Pattern(Coded):
    NODULAR = "nodular", "Nodular", "Single or many nodules."
    CARCINOMA_ERYSIPELOIDES = (
        "carcinoma_erysipeloides",
        "Carcinoma erysipeloides",
        "Sharply bordered redness that looks like erysipelas.",
        (),
        ("erysipeloid",),
    )
    EN_CUIRASSE = (
        "en_cuirasse",
        "En cuirasse",
        "Armour-like hardening of the chest skin.",
        (),
        ("cuirasse", "carcinoma en cuirasse"),
    )
    TELANGIECTATIC = "telangiectatic", "Telangiectatic", "Purple papules with dilated vessels."
    HAEMORRHAGIC = "haemorrhagic", "Haemorrhagic", "Bleeding into the lesions."
    ZOSTERIFORM = "zosteriform", "Zosteriform", "Lesions along a dermatome."
    ANNULAR = "annular", "Annular", "Ring-shaped lesions."
    TARGETOID = "targetoid", "Targetoid", "Target-shaped lesions."
    ALOPECIA_NEOPLASTICA = (
        "alopecia_neoplastica",
        "Alopecia neoplastica",
        "Bald patches from scalp metastasis.",
    )
    INFLAMMATORY = (
        "inflammatory",
        "Inflammatory or lymphangitic",
        "Redness and swelling from tumour in dermal lymphatics.",
        (snomed("32968003", "Inflammatory"),),
        ("lymphangitic", "lymphangitis carcinomatosa"),
    )
    PAGET_LIKE = "paget_like", "Paget-like", "Eczema-like change as in Paget disease."
    IN_SCAR = ("in_scar", "In a scar", "Lesions in an operation scar.", (), ("in scar",))
    IN_RADIATION_PORT = (
        "in_radiation_port",
        "In a radiation field",
        "Lesions confined to an irradiated field.",
        (),
        ("in field", "in-field"),
    )
    SUBCUTANEOUS = "subcutaneous", "Subcutaneous", "Lesions under a normal-looking surface."


@value_set(title="Site on the skin", is_open=True)
class SkinSite(Coded):
    BREAST = "breast", "Breast", "Skin of the breast."
    AREOLA = "areola", "Areola", "Skin of the areola.", (snomed("72005009", "Skin of areola"),)
    NIPPLE = "nipple", "Nipple", "Skin of the nipple.", (snomed("54468004", "Skin of nipple"),)
    CHEST_WALL = "chest wall", "Chest wall", "Skin of the chest wall after or beside the breast."
    MASTECTOMY_SCAR = ("mastectomy scar", "Mastectomy scar", "The scar of a mastectomy and its border.")
    FLAP = "flap", "Flap", "Skin of a reconstruction flap or graft."
    CHEST = "chest", "Chest", "Skin of the chest.", (snomed("74160004", "Skin of chest"),)
    ANTERIOR_THORAX = (
        "anterior thorax",
        "Anterior thorax",
        "Skin of the front of the thorax.",
        (snomed("244106003", "Skin of anterior surface of thorax"),),
    )
    LOWER_CHEST_WALL = (
        "lower chest wall",
        "Lower chest wall",
        "Skin of the lower chest wall.",
        (snomed("699915001", "Skin of lower chest wall"),),
    )
    POSTERIOR_THORAX = (
        "posterior thorax",
        "Posterior thorax",
        "Skin of the back of the thorax.",
        (snomed("244111001", "Skin of posterior surface of thorax"),),
    )
    STERNUM = ("sternum", "Sternum", "Skin over the breastbone.", (), ("presternal", "sternal"))
    TRUNK = "trunk", "Trunk", "Skin of the trunk, part not stated."
    UPPER_TRUNK = (
        "upper trunk",
        "Upper trunk",
        "Skin of the upper trunk.",
        (snomed("54440003", "Skin of upper trunk"),),
    )
    ANTERIOR_TRUNK = (
        "anterior trunk",
        "Anterior trunk",
        "Skin of the front of the trunk.",
        (snomed("181491009", "Skin of anterior trunk"),),
    )
    AXILLA = (
        "axilla",
        "Axilla",
        "Skin of the axilla.",
        (snomed("76261009", "Skin of axilla"),),
        ("armpit", "axillary"),
    )
    SUPRACLAVICULAR = (
        "supraclavicular",
        "Supraclavicular",
        "Skin above the collarbone.",
        (snomed("76072005", "Skin of supraclavicular region"),),
        ("supraclavicular fossa", "SCF"),
    )
    INFRACLAVICULAR = (
        "infraclavicular",
        "Infraclavicular",
        "Skin below the collarbone.",
        (snomed("66288003", "Skin of infraclavicular region"),),
    )
    NECK = "neck", "Neck", "Skin of the neck.", (snomed("43081002", "Skin of neck"),)
    ANTERIOR_NECK = (
        "anterior neck",
        "Anterior neck",
        "Skin of the front of the neck.",
        (snomed("11584001", "Skin of anterior portion of neck"),),
    )
    LATERAL_NECK = (
        "lateral neck",
        "Lateral neck",
        "Skin of the side of the neck.",
        (snomed("5272005", "Skin of lateral portion of neck"),),
    )
    SCALP = ("scalp", "Scalp", "Skin of the scalp.", (snomed("43067004", "Skin of scalp"),))
    FACE = "face", "Face", "Skin of the face.", (snomed("73897004", "Skin of face"),)
    BACK = "back", "Back", "Skin of the back.", (snomed("66643007", "Skin of back"),)
    UPPER_BACK = (
        "upper back",
        "Upper back",
        "Skin of the upper back.",
        (snomed("699893008", "Skin of back of upper thoracic region"),),
        ("interscapular",),
    )
    LOWER_BACK = (
        "lower back",
        "Lower back",
        "Skin of the lower back.",
        (snomed("113182001", "Skin of lower back"),),
    )
    FLANK = "flank", "Flank", "Skin of the flank."
    ABDOMEN = (
        "abdomen",
        "Abdomen",
        "Skin of the abdomen.",
        (snomed("75093004", "Skin of abdomen"),),
        ("abdominal wall", "belly"),
    )
    UPPER_ABDOMEN = (
        "upper abdomen",
        "Upper abdomen",
        "Skin of the upper abdomen.",
        (snomed("699935000", "Skin of upper abdomen"),),
    )
    LOWER_ABDOMEN = (
        "lower abdomen",
        "Lower abdomen",
        "Skin of the lower abdomen.",
        (snomed("699914002", "Skin of lower abdomen"),),
    )
    EPIGASTRIUM = (
        "epigastrium",
        "Epigastrium",
        "Skin of the epigastrium.",
        (snomed("30598005", "Skin of epigastric area"),),
    )
    UMBILICUS = "umbilicus", "Umbilicus", "Skin of the umbilicus.", (snomed("315003", "Skin of umbilicus"),)
    GROIN = (
        "groin",
        "Groin",
        "Skin of the inguinal region.",
        (snomed("39687006", "Skin of inguinal region"),),
        ("inguinal",),
    )
    SHOULDER = "shoulder", "Shoulder", "Skin of the shoulder."
    ANTERIOR_UPPER_ARM = (
        "anterior upper arm",
        "Anterior upper arm",
        "Skin of the front of the upper arm.",
        (snomed("45981001", "Skin of anterior surface of upper arm"),),
    )
    POSTERIOR_UPPER_ARM = (
        "posterior upper arm",
        "Posterior upper arm",
        "Skin of the back of the upper arm.",
        (snomed("72939005", "Skin of posterior surface of upper arm"),),
    )
    ANTERIOR_FOREARM = (
        "anterior forearm",
        "Anterior forearm",
        "Skin of the front of the forearm.",
        (snomed("70559009", "Skin of anterior surface of forearm"),),
    )
    POSTERIOR_FOREARM = (
        "posterior forearm",
        "Posterior forearm",
        "Skin of the back of the forearm.",
        (snomed("41550009", "Skin of posterior surface of forearm"),),
    )
    ANTERIOR_THIGH = (
        "anterior thigh",
        "Anterior thigh",
        "Skin of the front of the thigh.",
        (snomed("61248009", "Skin of anterior surface of thigh"),),
    )
    POSTERIOR_THIGH = (
        "posterior thigh",
        "Posterior thigh",
        "Skin of the back of the thigh.",
        (snomed("4578000", "Skin of posterior surface of thigh"),),
    )
    BUTTOCK = "buttock", "Buttock", "Skin of the buttock."
    HAND = "hand", "Hand", "Skin of the hand."
    LOWER_LEG = "lower leg", "Lower leg", "Skin of the leg below the knee."
    FOOT = "foot", "Foot", "Skin of the foot."
    NOS = "skin", "Skin, site not stated", "Skin whose site is not stated.", (snomed("39937001", "Skin"),)


@value_set(title="Side relative to the primary")
class RelativeSide(Coded):
    IPSI = "ipsi", "Same side", "The side of the primary.", (), ("ipsilateral",)
    CONTRA = "contra", "Other side", "The side opposite the primary.", (), ("contralateral",)
    MIDLINE = "midline", "Midline", "On or across the midline."
    BOTH = "both", "Both sides", "Both sides of the body."
    UNKNOWN = "unknown", "Unknown", "The side is not known."


@value_set(title="Number of lesions")
class LesionCount(Coded):
    ONE = "1", "1", "A single lesion."
    FEW = "2-5", "2 to 5", "Two to five lesions."
    SEVERAL = "6-10", "6 to 10", "Six to ten lesions."
    MANY = "11-50", "11 to 50", "Eleven to fifty lesions."
    OVER_50 = ">50", "More than 50", "More than fifty lesions."
    UNCOUNTABLE = ("uncountable", "Uncountable", "Confluent or too many to count.", (), ("confluent", "countless"))


@value_set(title="Kind of growth since the previous visit")
class GrowthKind(Coded):
    NEW_LESIONS = "new_lesions", "New lesions", "New lesions have appeared."
    GROWTH = "growth", "Growth of known lesions", "Known lesions have grown."
    BOTH = "both", "New lesions and growth", "New lesions have appeared and known lesions have grown."
    REGRESSION = "regression", "Regression", "Lesions have shrunk or faded."
    MIXED = "mixed", "Mixed", "Some lesions have grown or appeared while others have shrunk."


@value_set(title="Relation to a treated field")
class FieldRelation(Coded):
    IN = "in", "In the field", "The lesions lie in the field."
    OUT = "out", "Outside the field", "The lesions lie outside the field."
    BOTH = "both", "In and outside the field", "Lesions lie in the field and outside it."
    UNKNOWN = "unknown", "Unknown", "The relation to the field is not known."


@value_set(title="Sign of infection")
class InfectionSign(Coded):
    WARMTH = "warmth", "Warmth", "The skin is warm."
    FEVER = "fever", "Fever", "The patient has a fever."
    RAISED_CRP = "raised_crp", "Raised C-reactive protein", "C-reactive protein is raised."


@value_set(title="View of a photograph")
class PhotoView(Coded):
    FRONTAL = "frontal", "Frontal", "The trunk from the front."
    LEFT_OBLIQUE = "left_oblique", "Left oblique", "The trunk from the left front."
    RIGHT_OBLIQUE = "right_oblique", "Right oblique", "The trunk from the right front."
    LEFT_LATERAL = "left_lateral", "Left lateral", "The trunk from the left side."
    RIGHT_LATERAL = "right_lateral", "Right lateral", "The trunk from the right side."
    POSTERIOR = "posterior", "Posterior", "The trunk from behind."
    CLOSE_UP = "close_up", "Close-up", "The lesion from near."
    OTHER = "other", "Other", "Another view, named in the comment."
