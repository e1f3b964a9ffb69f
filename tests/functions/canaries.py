"""Answers that sing wherever they turn up: every one that is typed can be told from any other text."""

from tests.examples import Answer

ANSWERS: dict[str, Answer] = {
    "child_given_name": "Canarygiven",
    "child_family_name": "Canaryfamily",
    "child_known_as": "Canaryknown",
    "school": "Canaryschool",
    "school-choice": "other",
    "instrument_size": "Canarysize",
    "access_needs": ["hearing", "quiet-space", "fatigue"],
    "access_detail": "Canarydetail",
    "medical": "Canarymedical",
    "own_words": "Canarywords",
    "own_words_young": "Canaryyoung",
    "wants": ["lessons", "ensemble"],
    "ensembles": ["big-band"],
    "first_instrument": "violin",
    "lesson_type": "pair",
    "instrument_from": "hire",
    "hire_terms": "2026-09-01",
    "family_grounds": ["hardship"],
    "hardship_words": "Canaryhardship",
    "child_grounds": ["free-meals-income"],
    "contact_name": "Canarycontact",
    "relationship": "Canaryrelation",
    "invoice_name": "Canaryinvoice",
    "email": "canary@canaryhost.example",
    "email-checked": "canary@canaryhost.example",
    "phone": "0191 498 0765",
    "address": "Canaryaddress",
    "safe_ways": "email-only",
    "safe_detail": "Canarysafe",
    "other_language": "Canarylanguage",
    "emergency_name": "Canaryemergency",
    "emergency_phone": "0191 498 0766",
}
BOOKING: dict[str, Answer] = {
    "setting_school": "Canaryschool",
    "setting_school-choice": "other",
    "booker_name": "Canarybooker",
    "booker_email": "canary@canaryhost.example",
    "booker_email-checked": "canary@canaryhost.example",
    "booker_phone": "0191 498 0765",
    "booker_role": "Canaryrole",
    "delegate_name": "Canarydelegate",
    "delegate_email": "canarydelegate@canaryhost.example",
    "delegate_email-checked": "canarydelegate@canaryhost.example",
    "delegate_role": "Canarywork",
    "delegate_later": None,
    "access_needs": ["quiet-space", "fatigue"],
    "access_detail": "Canarydetail",
    "diet": "Canarydiet",
    "cost_code": "Canarycode",
    "hopes": "Canaryhopes",
}
BOOKING_SEALED = ("canarydetail", "canarydiet", "quiet-space", "fatigue")
"""What nobody who books may be found to need, in anything that is kept."""
SEALED = (
    *("canarydetail", "canarymedical", "canarywords", "canaryyoung", "canaryhardship", "canarysafe"),
    *("quiet-space", "fatigue", "email-only", "large-print", "free-meals-income"),
)
"""What nobody may read in anything that is kept: health, needs, own words, safe ways, reasons for help."""
LEAKS = (
    *(
        answer.lower()
        for answer in ANSWERS.values()
        if isinstance(answer, str) and answer.startswith("Canary")
    ),
    *("canary@canaryhost.example", "498 0765", "498 0766"),
)


def leaks(text: str) -> list[str]:
    """The canaries that sing in a text, however phone numbers are written in it."""
    low = text.lower()
    sung = [leak for leak in ("canary", "4980765", "498 0765", "4980766", "498 0766") if leak in low]
    return [*sung, *(slug for slug in ("quiet-space", "free-meals-income") if slug in low)]
