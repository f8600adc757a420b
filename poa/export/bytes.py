"""Zip files that depend on their content alone."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A zip with these members, in the order given: same input, same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def fixed_zip(data: bytes) -> bytes:
    """The same zip with the clock taken out of it."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zip_of({name: archive.read(name) for name in archive.namelist()})
