"""The editor's whole configuration, made of the content models and of what the content holds.

It decides nothing about fields. It knows where files and pictures lie, and who keeps them.
"""

from collections.abc import Mapping
from typing import Any

from musicservice.catalogue import Site
from plugins.editing.collections import CONTENT, collections
from plugins.editing.fields import Choices

FOLDER = "folder"
"""The backend's name for the working folder, reached through `make run`."""
PICTURES = "images"
LARGEST_PICTURE = 50_000_000  # bytes, as the build refuses what is larger
LONGEST_SLUG = 60


def config(choices: Choices, site: Site, backend: Mapping[str, str]) -> dict[str, Any]:
    """What the editor is told. `backend` names who keeps the files, in the editor's own terms or FOLDER."""
    return {
        "backend": {"name": "test-repo"} if backend["name"] == FOLDER else dict(backend),
        "site_url": site.url,
        "display_url": site.url,
        "app_title": f"Edit {site.name}",
        "logo": {"src": "/theme/images/mark.svg", "show_in_header": True},
        "media_folder": f"{CONTENT}/{PICTURES}",
        "public_folder": f"/{PICTURES}",
        "media_libraries": {
            "default": {"config": {"max_file_size": LARGEST_PICTURE, "slugify_filename": True}},
            "stock_assets": False,
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": LONGEST_SLUG},
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "collections": collections(choices),
    }
