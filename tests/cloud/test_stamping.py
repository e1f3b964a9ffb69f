"""Styles and scripts get names that tell what is in them, and everything of the site names those."""

from pathlib import Path

import pytest

from cloud.stamping import CircleError, stamp


def site(folder: Path, **more: str) -> Path:
    files = {
        "index.html": '<link href="/theme/css/site.css"><script src="/theme/js/a.js"></script>'
        "/theme/css/site.css.map",
        "worker.js": 'const PARTS = ["/theme/css/site.css"];',
        "theme/css/site.css": '@import "/theme/css/base.css"; h1 { color: red }',
        "theme/css/base.css": "h2 { color: blue }",
        "theme/js/a.js": 'import b from "./b.js";',
        "theme/js/b.js": "export default 1;",
        **more,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_pages_scripts_and_styles_name_the_stamped_ones_and_the_plain_ones_stay(tmp_path: Path) -> None:
    made = stamp(site(tmp_path))

    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert f'href="{made["/theme/css/site.css"]}"' in page
    assert f'src="{made["/theme/js/a.js"]}"' in page
    assert page.endswith("/theme/css/site.css.map")  # another file, whose name only begins alike
    assert made["/theme/css/site.css"] in (tmp_path / "worker.js").read_text(encoding="utf-8")
    assert made["/theme/css/base.css"] in (tmp_path / made["/theme/css/site.css"][1:]).read_text(
        encoding="utf-8"
    )
    assert made["/theme/js/b.js"] in (tmp_path / made["/theme/js/a.js"][1:]).read_text(encoding="utf-8")
    assert "/theme/css/base.css" in (tmp_path / "theme/css/site.css").read_text(encoding="utf-8")


def test_what_is_named_changes_the_name_of_what_names_it(tmp_path: Path) -> None:
    one = stamp(site(tmp_path / "one"))
    other = stamp(site(tmp_path / "other", **{"theme/js/b.js": "export default 2;"}))

    assert {name for name in one if one[name] != other[name]} == {"/theme/js/a.js", "/theme/js/b.js"}


def test_a_circle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CircleError, match=r"a\.js, /theme/js/b\.js"):
        stamp(site(tmp_path, **{"theme/js/b.js": 'import a from "./a.js";'}))
