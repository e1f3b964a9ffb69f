"""The cookie that holds the code of a draft: on this device, for this site, out of reach of script.

It ends with the browser's session unless somebody says that the device is their own: many families
share one, or use a library's.
"""

from musicservice.domain.code import NotACodeError, parse
from musicservice.web.request import Request

DAYS_28 = 28 * 24 * 60 * 60


def cookie_name(form: str, origin: str) -> str:
    """The cookie of one form. Its prefix binds it to this host; browsers take that over https alone."""
    return f"__Host-{form}" if origin.startswith("https://") else form


def code_in(request: Request, form: str, origin: str) -> str:
    """The code that the browser holds for a form; empty for none, or for what cannot be one."""
    try:
        return parse(request.cookie(cookie_name(form, origin)))
    except NotACodeError:
        return ""


def code_asked(request: Request) -> str:
    """The code in the address; empty for what cannot be one."""
    try:
        return parse(request.params.get("code", ""))
    except NotACodeError:
        return ""


def keeping(form: str, origin: str, code: str, *, stay: bool = False) -> dict[str, str]:
    """The header that has the browser keep a code: for the session, or for 28 days."""
    return _set(form, origin, code, f"; Max-Age={DAYS_28}" if stay else "")


def forgetting(form: str, origin: str) -> dict[str, str]:
    """The header that has the browser forget the code of a form."""
    return _set(form, origin, "", "; Max-Age=0")


def _set(form: str, origin: str, code: str, age: str) -> dict[str, str]:
    secure = "; Secure" if origin.startswith("https://") else ""
    return {"Set-Cookie": f"{cookie_name(form, origin)}={code}; Path=/{age}; HttpOnly; SameSite=Lax{secure}"}
