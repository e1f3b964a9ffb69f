"""Sets a document as a tagged PDF/UA-1: templates of Typst, and the site's own typeface in two static cuts.

It knows no document. A text for which there is no letterform would come out as boxes: Typst refuses it under
this standard, and so do we, so that whoever prints can say it in another way. Typst is a large library, so it
is loaded where something is really printed.
"""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
EPOCH = date(1970, 1, 1)
REFUSED = "could not be displayed"
"""What Typst says of a text that none of its fonts can show."""


class NotPrintableError(Exception):
    """Some text has no letterform in any font there is. Says no more: the text may be a name."""


def printed(template: Path, document: str, day: date) -> bytes:
    """The PDF that `template` makes of `document`, JSON, dated `day`: the same bytes for the same input.

    Raises NotPrintableError.
    """
    import typst  # noqa: PLC0415 - see above

    compiler = typst.Compiler(
        template,
        root=template.parent,
        font_paths=[FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"document": document},
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=(day - EPOCH).days * 86_400)
    except typst.TypstError as refused:
        if REFUSED in str(refused):
            raise NotPrintableError from None
        raise
    if not isinstance(pdf, bytes):
        raise TypeError(f"Typst gave {type(pdf)} for one PDF")
    return pdf


@lru_cache(maxsize=512)
def can_print(text: str) -> bool:
    """Whether every letter of `text` can be shown, in whatever script."""
    try:
        printed(FOLDER / "probe.typ", json.dumps({"text": text}), EPOCH)
    except NotPrintableError:
        return False
    return True


def without_strangers(text: str) -> str:
    """`text` less the signs that cannot be shown: for our own words, which a picture among them may adorn."""
    return text if can_print(text) else " ".join("".join(filter(can_print, text)).split())
