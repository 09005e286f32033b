"""Invented sentences such as a clinician types into a remark: with a slip that identifies, and without any.

Independent of what the registry searches for: the names are listed here, and every number is made by its own country's
rule as published. Nobody of this name or number is meant.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random


def listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


GIVEN = listed("""
Agnieszka Alessia Amira Anneliese Antonio Ayşe Beatrice Birgit Bogdan Camille Carlotta Chiara Claudia Conchita
Dagmar Deirdre Dorothea Edith Eleonora Elif Emanuela Fatima Federica Fiona Francesca Friederike Gabriele
Geraldine Giovanni Gudrun Halina Heike Helga Henrietta Ilse Imelda Ingeborg Irena Jacqueline Jadwiga Joanna
Jürgen Karin Katarzyna Kirsten Leila Liselotte Lucia Magdalena Margherita Marie Marlene Mehmet Miriam Monika
Nadia Natalia Olga Ottilie Patricia Pilar Priya Ragnhild Renate Rosalind Ruth Saskia Sigrid Siobhan Solveig
Svetlana Teresa Ulrike Ursula Valentina Veronika Wanda Yasmin Zofia
""")
FAMILY = listed("""
Abernathy Aalto Bauernfeind Bianchi Bjørnstad Blackwood Brzezinski Carminati Castellani Chaudhry Costa Dahlberg
Delacroix Dimitriou Dombrowski Eriksen Esposito Fairweather Ferretti Fitzgerald Fontaine Garcia Goldsmith
Grünwald Gutierrez Hagström Hallgrimsson Hawthorne Huber Iversen Jankowski Johansson Kaminska Kowalczyk
Kuznetsova Lefebvre Lindqvist Lombardi Macpherson Mahmoud Marchetti McAllister Moretti Mukherjee Nakamura Nilsen
Novak O'Sullivan Oberhauser Okonkwo Ozturk Papadakis Pellegrini Petrov Pfefferkorn Quintana Rasmussen Reichelt
Rossi Rutkowski Santoro Schneider Schwarzkopf Sinclair Steinbrenner Szabo Thistlewood Tikkanen Ulvang
Vandenberghe Vasquez Villeneuve Wagenknecht Weatherby Whitfield Wojcik Yilmaz Zeller Zimmermann
""")
TOWNS = listed("""
Uppsala Ravenna Göttingen Bordeaux Leicester Tromsø Salamanca Graz Rotterdam Poznań
""")
STREETS = listed("""
Mill Church Station Elm Victoria Orchard Abbey Harbour Queen's Manor
""")


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Slip:
    """``kind``: of what identifies; ``text``: the whole sentence; ``secret``: the piece that must not be saved."""

    kind: str
    text: str
    secret: str


def numbers(random: Random, count: int) -> str:
    return "".join(str(random.randint(0, 9)) for _ in range(count))


def nhs_number(random: Random) -> str:
    while True:
        first = [random.randint(0, 9) for _ in range(9)]
        check = (11 - sum((10 - place) * digit for place, digit in enumerate(first)) % 11) % 11
        if check != 10:
            whole = "".join(map(str, [*first, check]))
            parts = (whole[:3], whole[3:6], whole[6:])
            return random.choice([whole, " ".join(parts), "-".join(parts)])


def codice_fiscale(random: Random) -> str:
    letters = "".join(random.choice("BCDFGLMNPRSTVZ") for _ in range(6))
    born = f"{numbers(random, 2)}{random.choice('ABCDEHLMPRST')}{random.randint(41, 71)}"
    return f"{letters}{born}{random.choice('FGHL')}{numbers(random, 3)}{random.choice(LETTERS)}"


def kv_number(random: Random) -> str:
    letter, first = random.choice(LETTERS), [random.randint(0, 9) for _ in range(8)]
    value = ord(letter) - 64
    products = [digit * (2 if place % 2 else 1) for place, digit in enumerate([value // 10, value % 10, *first])]
    return f"{letter}{''.join(map(str, first))}{sum(one // 10 + one % 10 for one in products) % 10}"


def social_security(random: Random) -> str:
    return f"{random.randint(100, 665)}-{random.randint(10, 99)}-{random.randint(1000, 9999)}"


def nordic(random: Random) -> str:
    born = f"{random.randint(1, 28):02}{random.randint(1, 12):02}{numbers(random, 2)}"
    return f"{born}{random.choice(['-', ' ', ''])}{numbers(random, random.choice([4, 5]))}"


def french(random: Random) -> str:
    born = f"2 {random.randint(30, 79)} {random.randint(1, 12):02} {random.randint(10, 89)}"
    return f"{born} {numbers(random, 3)} {numbers(random, 3)} {numbers(random, 2)}"


def record(random: Random) -> str:
    number = random.choice([numbers(random, 7), numbers(random, 6), f"{random.choice('ABKMRT')}{numbers(random, 6)}"])
    shapes = ["MRN {}", "hospital number {}", "record no. {}", "Patienten-ID {}", "chart #{}", "file no {}"]
    return random.choice(shapes).format(number)


def pathology(random: Random) -> str:
    return random.choice(["H{}-{}", "S{}/{}", "E{}-{}"]).format(random.randint(10, 24), numbers(random, 5))


def telephone(random: Random) -> str:
    shapes = [
        f"+44 7{numbers(random, 3)} {numbers(random, 6)}",
        f"+49 {random.randint(151, 179)} {numbers(random, 8)}",
        f"020 7{numbers(random, 3)} {numbers(random, 4)}",
        f"0{random.randint(30, 89)}/{numbers(random, 7)}",
        f"({random.randint(201, 989)}) 555-{numbers(random, 4)}",
        f"ext. {numbers(random, 4)}",
    ]
    return random.choice(shapes)


def mail(random: Random) -> str:
    name = f"{random.choice(GIVEN)}.{random.choice(FAMILY)}".lower().replace("'", "")
    return f"{name}@{random.choice(['example.org', 'mail.example.com', 'klinik.example'])}"


def link(random: Random) -> str:
    return f"{random.choice(['https://', 'www.'])}portal.example/{random.choice(['p', 'file'])}/{numbers(random, 5)}"


def british_postcode(random: Random) -> str:
    inward = f"{random.randint(1, 9)}{random.choice('ABDEFGH')}{random.choice('JLNPQRS')}"
    return f"{random.choice(['LE', 'SW', 'G', 'EH', 'M', 'CB'])}{random.randint(1, 19)} {inward}"


def town(random: Random) -> str:
    return f"{random.randint(10000, 98999)} {random.choice(TOWNS)}"


def address(random: Random) -> str:
    number = random.randint(1, 240)
    return random.choice(
        [
            f"{number} {random.choice(STREETS)} {random.choice(['Street', 'Road', 'Lane', 'Avenue', 'Close'])}",
            f"{random.choice(['Linden', 'Goethe', 'Bahnhof'])}{random.choice(['straße', 'weg', 'platz'])} {number}",
            f"Via {random.choice(['Garibaldi', 'Mazzini', 'Dante'])} {number}",
            f"{number} rue de la {random.choice(['Paix', 'Gare', 'Mairie'])}",
        ]
    )


def initials(random: Random) -> str:
    letters = [random.choice("ABDEFGHJKLMNPRSTW") for _ in range(2)]
    return random.choice([f"patient {letters[0]}.{letters[1]}.", f"Mrs {letters[0]}. {letters[1]}."])


def old_age(random: Random) -> str:
    return f"{random.randint(91, 103)}{random.choice(['-year-old', ' years old', ' years of age'])}"


SHAPED: dict[str, Callable[[Random], str]] = {
    "NHS number": nhs_number,
    "codice fiscale": codice_fiscale,
    "KV number": kv_number,
    "social security": social_security,
    "Nordic number": nordic,
    "French number": french,
    "record": record,
    "pathology": pathology,
    "telephone": telephone,
    "mail": mail,
    "link": link,
    "postcode": british_postcode,
    "town": town,
    "address": address,
    "initials": initials,
    "age of 90": old_age,
}
AROUND_SHAPES = (
    "Nodules on the chest wall, {}, biopsied twice.",
    "{}: erythema around the scar, no ulceration.",
    "Second opinion asked for ({}).",
    "Progression of skin lesions under T-DM1; {}.",
    "See {} for the photographs of the left breast.",
    "Stable in liver and bone while the skin worsened, {}",
    "Report received for {}, HER2 3+ on the skin biopsy.",
    "Capecitabine 1250 mg/m2 started, contact {} for the chart.",
)
NAMED = (
    "Mrs {family} noticed new nodules after cycle 8.",
    "Frau {family} berichtet über Juckreiz an der Narbe.",
    "Discussed with Dr {family}, who advised a punch biopsy.",
    "Seen by Prof. {family} in the skin clinic.",
    "{given} {family} has progression in the scar.",
    "{family}, {given}: nodules stable on lapatinib.",
    "The patient's daughter {given} reports bleeding from the lesion.",
    "Her husband {given} changes the dressings daily.",
    "Erythema improved, {given} feels well and wishes to continue.",
    "{given} reports pain at the chest wall.",
    "Photographs taken by {given} {family} after informed consent.",
    "Case of {given} {family} presented at the tumour board.",
    "{initial}. {family} was switched to trastuzumab deruxtecan.",
    "Signora {family} declined radiotherapy of the skin.",
    "Biopsy by Dr. {given} {family} confirmed metastasis.",
    "Told nurse {family} that the ulcer smells less.",
    "Referred by {given} {family} for electrochemotherapy.",
    "Pt {given} {initial}. tolerated pertuzumab well.",
    "Lesions measured together with {family}.",
    "Madame {family} a refusé la biopsie.",
)
CLEAN = (
    "New {morphology} on the {site} after {number} cycles of {drug}.",
    "{drug} was stopped for {toxicity}; {drug2} began {number} weeks later.",
    "Paget disease of the nipple was excluded by biopsy.",
    "Ki-67 was {number}%, ER {number}%, PR negative, HER2 3+ by Ventana 4B5.",
    "Response by RECIST 1.1: liver PR, bone SD, skin PD.",
    "PET/CT showed {number} lesions with SUVmax {number}.2 in the {site}.",
    "Punch biopsy of {number} mm from the {site}: invasive carcinoma of no special type.",
    "Left ventricular ejection fraction fell from 62 to {number}%.",
    "The Karnofsky index was {number}0 and ECOG 1 throughout.",
    "Sister Mary Joseph nodule was considered and not confirmed.",
    "Treated within NCT0{number}33221 after {drug}.",
    "PIK3CA c.3140A>G (p.H1047R) was found in the skin and not in the liver.",
    "Mepilex and Flaminal were used on the {site}.",
    "{morphology2} of the {site} resolved on day {number} of {drug}.",
    "Radiotherapy of 50 Gy in 25 fractions to the {site}.",
    "No fever, CRP {number} mg/l, leucocytes 7.2 x10^9/l, platelets 210000/µl.",
    "Herceptin was given subcutaneously, 600 mg every 3 weeks.",
    "Perjeta and Herceptin with docetaxel 75 mg/m2, {number} cycles.",
    "Nottingham grade 3, Elston and Ellis modification of Bloom and Richardson.",
    "The lesion at the {site} measured {number} x 12 mm, CTCAE grade 2 dermatitis.",
    "Dermoscopy: polymorphous vessels at the {site}, no pigment network.",
    "Cellulitis was treated with flucloxacillin 500 mg four times daily for {number} days.",
    "According to the tumour board, {drug} should continue.",
    "CT of chest and abdomen: no new lesion. Liver segment VI: 14 mm.",
    "Progression of the skin only; Liver and bone remain in response.",
    "Staphylococcus aureus grew from the swab of the {site}.",
    "FISH ratio 2.{number}, HER2 copy number 5.8, CEP17 2.1.",
    "Tumour marker CA 15-3 rose from {number} to 88 U/ml.",
    "Line {number} after T-DM1, capecitabine and vinorelbine.",
    "The Mohs technique was not used; excision with 5 mm margins instead.",
    "Brain MRI: two lesions, 4 and 6 mm, treated by Gamma Knife.",
    "Dose reduced to 75% from cycle {number} on for {toxicity}.",
    "Histology 8500/3, pT2 pN1a(2/14) L1 V0 G3 R0.",
    "Cushing-like features under dexamethasone 4 mg.",
    "En cuirasse pattern on the {site}, Carcinoma erysipeloides in between.",
    "Stewart-Treves syndrome was ruled out (CD31 negative).",
    "Negative for CK7? No: CK7 positive, GATA3 positive, CK20 negative.",
    "May be related to {drug}; Naranjo score 4.",
    "Photographs from day {number} and day 120 show the same {site}.",
    "Kaplan-Meier estimates were not used for this patient.",
    "Discordance between Skin and Liver was confirmed by central review.",
    "Unknown whether {drug} was given for {number} or 14 cycles.",
    "See doi:10.1080/15384047.2015.1108490 for the same course.",
    "PR to {drug} in lung, lasting {number} months, then new {morphology}.",
)
WORDS = {
    "morphology": ("nodules", "plaques", "an ulcer", "a rash", "induration", "telangiectasias", "papules"),
    "morphology2": ("Erythema", "Oedema", "Itching", "Ulceration", "Induration", "Dermatitis"),
    "site": ("chest wall", "left breast", "scar", "axilla", "scalp", "back", "abdomen", "right arm", "neck"),
    "drug": ("trastuzumab", "T-DM1", "lapatinib", "Kadcyla", "Enhertu", "tucatinib", "Phesgo", "Tyverb"),
    "drug2": ("neratinib", "capecitabine", "Herceptin", "margetuximab", "vinorelbine", "Halaven"),
    "toxicity": ("diarrhoea", "fatigue", "hand-foot syndrome", "LVEF decline", "pneumonitis", "neutropenia"),
}


def shaped_slips(random: Random, count: int) -> Iterator[Slip]:
    kinds = list(SHAPED)
    for place in range(count):
        kind = kinds[place % len(kinds)]
        secret = SHAPED[kind](random)
        yield Slip(kind, random.choice(AROUND_SHAPES).format(secret), secret)


def named_slips(random: Random, count: int) -> Iterator[Slip]:
    for place in range(count):
        given, family = random.choice(GIVEN), random.choice(FAMILY)
        sentence = NAMED[place % len(NAMED)]
        said = {"given": given, "family": family, "initial": given[0]}
        yield Slip("name", sentence.format(**said), family if "{family}" in sentence else given)


def clean_sentences(random: Random, count: int) -> Iterator[str]:
    for place in range(count):
        chosen = {name: random.choice(words) for name, words in WORDS.items()}
        yield CLEAN[place % len(CLEAN)].format(number=random.randint(2, 9), **chosen)
