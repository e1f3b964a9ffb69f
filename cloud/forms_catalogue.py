"""What the site tells the functions travels in their bundles: when it changes, it is changed there, alone.

The forms know of a new course before its page is shown. It changes no code: that is what `make deploy` does.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from cloud.shelf import ABSENT, ShelfError, told
from musicservice.adapters.aws import code_of

CATALOGUE = "catalogue.json"


@dataclass(frozen=True)
class Bundles:
    """The bundles of deployed functions: `functions` is Lambda's client, `bucket` holds the bundles."""

    functions: Any
    s3: Any
    bucket: str

    def outdated(self, names: Mapping[str, Sequence[str]], catalogue: bytes) -> dict[str, bytes]:
        """The new bundle of each function that knows another catalogue, by name.

        `names` are those of the functions by the stack they are of. Raises ShelfError.
        """
        found: dict[str, bytes] = {}
        made: dict[str, bytes | None] = {}
        for stack, functions in names.items():
            for function in functions:
                with told():
                    key = self._key(stack, function)
                if key not in made:
                    made[key] = with_catalogue(self._bundle(key, stack), catalogue)
                if (bundle := made[key]) is not None:
                    found[function] = bundle
        return found

    def replace(self, outdated: Mapping[str, bytes], say: Callable[[str], None]) -> None:
        """Give functions these bundles, and wait until they have them. Raises ShelfError."""
        for function, bundle in outdated.items():
            say(f"  Telling {function}")
            key = f"catalogues/{hashlib.sha256(bundle).hexdigest()}.zip"
            with told():
                self.s3.put_object(Bucket=self.bucket, Key=key, Body=bundle)
                self.functions.update_function_code(FunctionName=function, S3Bucket=self.bucket, S3Key=key)
        for function in outdated:
            with told():
                self.functions.get_waiter("function_updated_v2").wait(FunctionName=function)

    def _key(self, stack: str, function: str) -> str:
        """What the bundle is called that a function runs now: its hash, below the stack or our own folder."""
        said = self.functions.get_function_configuration(FunctionName=function)["CodeSha256"]
        return f"{stack}/{base64.b64decode(said).hex()}.zip"

    def _bundle(self, key: str, stack: str) -> bytes:
        for one in (key, key.replace(f"{stack}/", "catalogues/", 1)):
            try:
                content: bytes = self.s3.get_object(Bucket=self.bucket, Key=one)["Body"].read()
            except ClientError as refused:
                if code_of(refused) not in ABSENT:
                    raise ShelfError(code_of(refused)) from refused
            else:
                return content
        raise ShelfError(f"the bundle that {stack} runs is not in {self.bucket}: run make deploy")


def with_catalogue(bundle: bytes, catalogue: bytes) -> bytes | None:
    """The bundle with this catalogue in it; None where it has it already. All else stays to the octet."""
    packed = zipfile.ZipFile(io.BytesIO(bundle))
    if packed.read(CATALOGUE) == catalogue:
        return None
    made = io.BytesIO()
    with packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        for entry in packed.infolist():
            content = catalogue if entry.filename == CATALOGUE else packed.read(entry)
            into.writestr(entry, content, compresslevel=9)
    return made.getvalue()
