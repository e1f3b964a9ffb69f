"""Publishing from the browser, on this machine alone: what would change, a trial, and the publish itself.

It starts the same commands as `make changes` and `make publish-to`, and shows what they say. Only pages of
this very origin may press its buttons.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from http import HTTPStatus
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from local.gateway import PAGE_TYPE, Answer, Fields, send
from local.places import ROOT

START = "/_publish"
FOLDER = "PUBLISH_TO"
"""The variable that names the folder the site is published into; without it, build/public."""

FONT = "/theme/fonts/atkinson-hyperlegible-next-latin.woff2"
PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} – this machine</title>
<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/theme/css/site.css">
<link rel="stylesheet" href="/theme/css/forms.css">
</head>
<body>
<main id="main">
<div class="wrap prose">
<h1>{title}</h1>
{words}
</div>
</main>
</body>
</html>
"""
DESK = """<p>The site goes into the folder <code>{folder}</code>. Each button takes half a minute.</p>
<h2>See what would change</h2>
<p>A list of pages, with the words that differ and whose page it is. Nothing is written.</p>
<form method="post" action="{start}/changes/"><button class="button">See what would change</button></form>
<h2>Publish</h2>
<p>The texts are checked first. With an error in them, or with a sample, nothing is published.</p>
<form method="post" action="{start}/site/"><button class="button">Publish the site</button></form>
<h2>Make a trial</h2>
<p>The same with samples, into <code>{trial}</code>, to look at. Search engines are told to stay away.</p>
<form method="post" action="{start}/trial/"><button class="button">Make a trial</button></form>
<p><a href="/edit/">Back to the editor</a></p>
"""
SAID = """<p role="status"><strong>{outcome}</strong></p>
<pre>{said}</pre>
<p><a href="{start}/">Back</a></p>
"""
DEEDS = {
    "changes": ("local.changes", "What a publish would change", "This is what would change."),
    "site": ("local.publish_to", "Publish", "The site is published."),
    "trial": ("local.publish_to", "A trial", "The trial is made."),
}
"""The command behind each button, the title of the page that follows, and what it says if all went well."""


class Publishing:
    """WSGI below /_publish. `root` holds content/, `site_url` is the origin whose pages may ask."""

    def __init__(self, root: Path, site_url: str, fields: Fields) -> None:
        self._root = root
        self._site_url = site_url
        self._fields = [*fields, ("Content-Type", PAGE_TYPE), ("Cache-Control", "no-store")]
        self._folder = Path(os.environ.get(FOLDER) or ROOT / "build" / "public")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return send(self._answer(environ), start_response)

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        deed = environ["PATH_INFO"].removeprefix(START).strip("/")
        if deed and deed not in DEEDS:
            return self._page(HTTPStatus.NOT_FOUND, "Not here", "<p>There is no such page.</p>")
        if environ["REQUEST_METHOD"] != "POST" or not deed:
            words = DESK.format(start=START, folder=escape(str(self._folder)), trial=escape(str(self._trial)))
            return self._page(HTTPStatus.OK, "Publish", words)
        if environ.get("HTTP_ORIGIN") != self._site_url:
            return self._page(
                HTTPStatus.FORBIDDEN, "Not from here", "<p>Press the button on our own page.</p>"
            )
        return self._done(deed)

    @property
    def _trial(self) -> Path:
        return self._folder.with_name(f"{self._folder.name}-trial")

    def _done(self, deed: str) -> Answer:
        module, title, well = DEEDS[deed]
        trial = deed == "trial"
        given = {"FOLDER": str(self._trial if trial else self._folder), "TRIAL": "yes" if trial else ""}
        kept = {name: value for name, value in os.environ.items() if name != "TODAY"}
        done = subprocess.run(
            [sys.executable, "-m", module, str(self._root / "content")],
            cwd=ROOT,
            env={**kept, **given, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        outcome = well if done.returncode == 0 else "Nothing was published. This is to be put right:"
        words = SAID.format(outcome=outcome, said=escape(done.stdout.strip()), start=START)
        return self._page(HTTPStatus.OK, title, words)

    def _page(self, status: HTTPStatus, title: str, words: str) -> Answer:
        return status, self._fields, PAGE.format(title=title, words=words, font=FONT).encode()
