"""What the editor's page may do in a browser, as a Content-Security-Policy. No other page has this one.

Two things in it are weaker than the site's own policy, and both are Sveltia CMS's need: it sets styles from
its program ('unsafe-inline' for styles, never for scripts), and it looks at pictures as blobs.
"""

from collections.abc import Mapping

SERVICES = {
    "github": "https://api.github.com",
    "gitlab": "https://gitlab.com",
    "gitea": "https://gitea.com",
}
BLOBS = "blob: data:"


def policy(backend: Mapping[str, str]) -> str:
    """The policy where `backend` keeps the files: the working folder needs no other origin at all."""
    name = backend["name"]
    asked = [SERVICES.get(name, ""), backend.get("base_url", ""), backend.get("api_root", "")]
    others = " ".join(dict.fromkeys(address for address in asked if address))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' {BLOBS}",
            f"media-src 'self' {BLOBS}",
            "font-src 'self'",
            f"connect-src 'self' {BLOBS} {others}".rstrip(),
            "worker-src blob:",
            "manifest-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
