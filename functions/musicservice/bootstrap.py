"""Where the real parts are chosen: the only maker of clients.

Everything is made once for as long as the function lives. A key is named by an address: `file:` for
a key in a file, `kms:` followed by an ARN for one in AWS. What is the office's or the worker's own, or of
courses, is loaded when asked for: a family that waits for a cold start pays for none of it.
"""

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from musicservice.adapters import keys, s3
from musicservice.adapters.aws import FILES, LETTERS, ONCE, PATIENT
from musicservice.adapters.clients import client
from musicservice.adapters.clock import SystemClock
from musicservice.adapters.dynamodb import DynamoUploads
from musicservice.adapters.published import Published
from musicservice.evidence_ports import Scanner
from musicservice.ports import Fingerprint, Opener, Seal
from musicservice.public_parts import Public, public_over
from musicservice.services.evidence import ProofDesk
from musicservice.settings import address, setting
from musicservice.web.journal import silence_libraries

if TYPE_CHECKING:
    from musicservice import rights_parts as rights
    from musicservice import round_parts as rounds
    from musicservice import training_parts as training
    from musicservice.office_parts import Office
    from musicservice.services.hearing import Hearing
    from musicservice.services.inspect import Inspect
    from musicservice.services.office.following import Following, Lapsing
    from musicservice.services.retention import Purge
    from musicservice.services.sweep import Sweep

DIRECTORY = ("ISSUER", "SIGN_IN", "ISSUER_KEYS", "CLIENT")


@cache
def public() -> Public:
    """The public function's parts. Raises MisconfiguredError."""
    silence_libraries()
    origin = setting("MUSICSERVICE_SITE_URL").rstrip("/")
    hand_in, clock = (lambda ids: proof_desk().hand_in(ids)), SystemClock()
    return public_over(_tables(), _published(), _seal(), origin, hand_in, clock)


@cache
def managing() -> "training.Managing":
    """Bookings of courses, for whoever makes one or has its code. Raises MisconfiguredError."""
    from musicservice import training_parts  # noqa: PLC0415 - see above

    return training_parts.managing(_tables(), _published(), _seal(), _fingerprint())


@cache
def feedback() -> "training.Feedback":
    """What people say of courses. Raises MisconfiguredError."""
    from musicservice import training_parts  # noqa: PLC0415 - see above

    return training_parts.feedback(_tables(), _seal())


@cache
def office() -> "rounds.Office":
    """What staff do with a course once it is booked. Raises MisconfiguredError."""
    from musicservice import round_parts  # noqa: PLC0415 - see above

    return round_parts.office(_tables(), _published(), _opener(), _seal())


@cache
def promote() -> "rounds.Promoting":
    """The worker's round over the waiting lists. Raises MisconfiguredError."""
    from musicservice import round_parts  # noqa: PLC0415 - see above

    return round_parts.promoting(_tables(), _published(), _opener(), _seal())


@cache
def remind() -> "rounds.Reminding":
    """The worker's round over the registers. Raises MisconfiguredError."""
    from musicservice import round_parts  # noqa: PLC0415 - see above

    return round_parts.reminding(_tables(), _published(), _opener(), _seal())


@cache
def mind() -> "rounds.Minding":
    """The worker's round over what staff must decide about courses. Raises MisconfiguredError."""
    from musicservice import round_parts  # noqa: PLC0415 - see above

    return round_parts.minding(_tables(), _published(), _seal())


@cache
def sweep() -> "Sweep":
    """The worker's round of sending, whose links lead to the forms' own origin. Raises MisconfiguredError."""
    from musicservice.adapters.ses import SesPost  # noqa: PLC0415 - see above
    from musicservice.letter_parts import sending_over  # noqa: PLC0415 - see above

    silence_libraries()
    origin = setting("MUSICSERVICE_SITE_URL").rstrip("/")
    post = SesPost(client("sesv2", config=LETTERS), setting("MUSICSERVICE_SENDER"))
    return sending_over(_tables(), post, SystemClock(), origin, _published(), _opener())


@cache
def follow_courses() -> "rounds.FollowFiles":
    """The worker's round over the courses, whose seats follow their files. Raises MisconfiguredError."""
    from musicservice import round_parts  # noqa: PLC0415 - see above

    return round_parts.following(_tables(), _published())


@cache
def staff() -> "Office":
    """The office's parts. Raises MisconfiguredError."""
    from musicservice.adapters.oidc import Provider  # noqa: PLC0415 - see above
    from musicservice.office_parts import office_over  # noqa: PLC0415 - see above

    silence_libraries()
    origin = setting("MUSICSERVICE_OFFICE_URL").rstrip("/")
    provider = Provider.of_office(origin, *(setting(f"MUSICSERVICE_{name}") for name in DIRECTORY))
    site = setting("MUSICSERVICE_SITE_URL").rstrip("/")
    proofs = _uploads(), s3.S3Lending(_s3(), setting("MUSICSERVICE_EVIDENCE"))
    cognito = cache(partial(client, "cognito-idp", config=ONCE))
    pool = provider, cognito
    return office_over(_tables(), origin, site, _published(), pool, _opener(), _seal(), proofs, managing)


@cache
def proof_desk() -> ProofDesk:
    """Where families hand in proofs. Made when it is first asked for. Raises MisconfiguredError."""
    invitations = s3.S3Invitations(_s3(), setting("MUSICSERVICE_QUARANTINE"))
    return ProofDesk(invitations, _uploads(), SystemClock(), _scanner().checker)


@cache
def inspect() -> "Inspect":
    """The worker's round of looking at what arrived. Raises MisconfiguredError."""
    from musicservice.services.inspect import Inspect  # noqa: PLC0415 - see above

    arriving, keeping = setting("MUSICSERVICE_QUARANTINE"), setting("MUSICSERVICE_EVIDENCE")
    quarantine, evidence = s3.S3Quarantine(_s3(), arriving), s3.S3Evidence(_s3(), keeping)
    return Inspect(quarantine, evidence, _uploads(), _scanner(), SystemClock())


@cache
def purge() -> "Purge":
    """The worker's round of throwing proofs away. Raises MisconfiguredError."""
    from musicservice.services.retention import Purge  # noqa: PLC0415 - see above

    return Purge(inspect().quarantine, inspect().evidence, inspect().states, inspect().clock)


@cache
def hear() -> "Hearing":
    """What the worker makes of what the mail service says. Raises MisconfiguredError."""
    from musicservice.letter_parts import hearing_over  # noqa: PLC0415 - see above

    return hearing_over(_tables())


@cache
def follow() -> "Following":
    """The worker's round over what happened. Raises MisconfiguredError."""
    from musicservice.office_parts import following_over  # noqa: PLC0415 - see above

    return following_over(_tables())


@cache
def lapse() -> "Lapsing":
    """The worker's round over offers whose day is over. Raises MisconfiguredError."""
    from musicservice.office_parts import lapsing_over  # noqa: PLC0415 - see above

    return lapsing_over(_tables())


@cache
def keep() -> "rights.Keeper":
    """The worker's round over what may be kept no longer. Raises MisconfiguredError."""
    from musicservice import rights_parts  # noqa: PLC0415 - see above

    buckets = setting("MUSICSERVICE_QUARANTINE"), setting("MUSICSERVICE_EVIDENCE")
    return rights_parts.keeping_over(_tables(), _s3(), buckets, _uploads())


@cache
def anchor() -> "rights.Anchorer":
    """The worker's round that puts the ends of trails out of reach. Raises MisconfiguredError."""
    from musicservice import rights_parts  # noqa: PLC0415 - see above

    return rights_parts.anchoring_over(_tables(), _s3(), setting("MUSICSERVICE_ANCHORS"))


def replay() -> "rights.Replayer":
    """Erases again what a backup brought back. Raises MisconfiguredError."""
    from musicservice import rights_parts  # noqa: PLC0415 - see above

    return rights_parts.replaying_over(_tables())


def _published() -> Published:
    return Published(Path(setting("MUSICSERVICE_CATALOGUE")))


def _tables() -> "training.Tables":
    return _dynamodb(), _dynamodb_once(), setting("MUSICSERVICE_TABLES")


_dynamodb = cache(partial(client, "dynamodb", config=PATIENT))
_dynamodb_once = cache(partial(client, "dynamodb", config=ONCE))
_s3 = cache(partial(client, "s3", config=FILES))
_kms = cache(partial(client, "kms", config=PATIENT))


def _uploads() -> DynamoUploads:
    return DynamoUploads(*_tables())


def _scanner() -> Scanner:
    """What looks for malware: a service, or nothing where it is said openly that there is none."""
    if setting("MUSICSERVICE_SCANNER") == "structure":
        return s3.StructureOnly()
    return s3.GuardDuty(_s3(), setting("MUSICSERVICE_QUARANTINE"))


def _seal() -> Seal:
    return keys.seal(address("MUSICSERVICE_SEAL"), _kms)


def _opener() -> Opener:
    return keys.opener(address("MUSICSERVICE_OPEN"), _kms)


def _fingerprint() -> Fingerprint:
    return keys.fingerprint(address("MUSICSERVICE_FINGERPRINT"), _kms)
