"""The gate that every form passes before anything reads it: where it came from, how big, what kind
of thing, whether it is text at all, and whether it has our fields and no others.

It judges the shape of a request and nothing about the answers in it: a wrong date of birth is a
person's mistake and gets the page back, while what stops here was not sent by our page.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64Error
from collections import Counter
from collections.abc import Mapping
from unicodedata import category

from musicservice.forms.typed import Raw
from musicservice.web.request import RefusedError, Request

MOST_BYTES = 64 * 1024
MOST_FIELDS = 100
FORM_TYPE = "application/x-www-form-urlencoded"
UTF_8 = frozenset({"charset=utf-8", 'charset="utf-8"'})
OWN_FETCHES = frozenset({"same-origin", "none"})
LINE_CONTROLS = frozenset("\r\n\t")
OTHER_BREAKS = str.maketrans(dict.fromkeys("\v\f\x85", "\n"))
"""Line breaks of other systems: a text pasted from a word processor brings U+000B along."""
ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")
STRAY_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
REPLACED = "\ufffd"
"""What a gateway puts for octets it could not read. A person's own arrives escaped, as %EF%BF%BD."""
NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(p << 16 | e) for p in range(17) for e in (0xFFFE, 0xFFFF)) + "]"
)


def admit(request: Request, inputs: Mapping[str, bool], origin: str) -> Raw:
    """What was typed, by input name. `inputs` says which there are and which may repeat.

    `origin` is our own, such as https://example.org. Raises RefusedError with 400, 403, 413 or 415.
    """
    own_page(request, origin)
    _media_type(request)
    return _known(pairs_of(octets_of(request)), inputs)


def asked(request: Request, inputs: Mapping[str, bool]) -> Raw:
    """What the address asks, by input name, however often each was given; raises RefusedError with 400.

    Names we do not know are left out: whoever passes a link on may add their own to it.
    """
    return {
        name: tuple(_printable(value) for value in request.query[name])
        for name in inputs
        if name in request.query
    }


def own_page(request: Request, origin: str) -> None:
    """A browser says where a form was sent from; what is no browser may stay silent.

    `Sec-Fetch-Site` decides where it is sent: it cannot be forged by a page. Older browsers send an
    `Origin` with a form, which is why our pages' referrer policy is `same-origin` and not
    `no-referrer`: under that one it would be "null" even for our own.
    """
    fetched = request.headers.get("sec-fetch-site", ())
    origins = request.headers.get("origin", ())
    is_own = OWN_FETCHES.issuperset(fetched) if fetched else all(given == origin for given in origins)
    if not is_own:
        raise RefusedError(403, "cross-site")


def _media_type(request: Request) -> None:
    given = request.headers.get("content-type", ())
    kind, *parameters = (part.strip().lower() for part in (given or ("",))[0].split(";"))
    is_form = len(given) == 1 and kind == FORM_TYPE
    if not is_form or len(parameters) > 1 or not UTF_8.issuperset(parameters):
        raise RefusedError(415, "media-type")


def octets_of(request: Request) -> bytes:
    """The body, not looked at further than its size while it is too big."""
    longest = MOST_BYTES * 4 // 3 + 4 if request.encoded else MOST_BYTES
    if len(request.body) > longest:
        raise RefusedError(413, "size")
    if REPLACED in request.body:
        raise RefusedError(400, "encoding")
    try:
        sent = b64decode(request.body, validate=True) if request.encoded else request.body.encode()
    except (NotBase64Error, ValueError) as wrong:
        raise RefusedError(400, "encoding") from wrong
    if len(sent) > MOST_BYTES:
        raise RefusedError(413, "size")
    return sent


def pairs_of(sent: bytes) -> list[tuple[str, str]]:
    pieces = [piece for piece in sent.split(b"&") if piece]
    if len(pieces) > MOST_FIELDS:
        raise RefusedError(400, "too-many-fields")
    return [(_text(name), _text(value)) for name, _, value in (piece.partition(b"=") for piece in pieces)]


def _text(sent: bytes) -> str:
    """One name or value as text, or a refusal. Nothing is left out or replaced to make it fit, but for
    line breaks of other systems, which become our own.
    """
    if STRAY_PERCENT.search(sent):
        raise RefusedError(400, "encoding")
    octets = ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), sent.replace(b"+", b" "))
    try:
        text = octets.decode("utf-8", "strict").translate(OTHER_BREAKS)
    except UnicodeDecodeError as wrong:
        raise RefusedError(400, "encoding") from wrong
    return _printable(text)


def _printable(text: str) -> str:
    """`text`, where every character of it can stand in a page and in our answer's UTF-8."""
    unfit = (category(c) in {"Cc", "Cs"} for c in set(text) - LINE_CONTROLS)
    if NONCHARACTERS.search(text) or any(unfit):
        raise RefusedError(400, "control-character")
    return text


def _known(pairs: list[tuple[str, str]], inputs: Mapping[str, bool]) -> Raw:
    times = Counter(name for name, _ in pairs)
    if not times.keys() <= inputs.keys():
        raise RefusedError(400, "unknown-field")
    if any(count > 1 and not inputs[name] for name, count in times.items()):
        raise RefusedError(400, "repeated-field")
    return {name: tuple(value for key, value in pairs if key == name) for name in times}
