# SPDX-License-Identifier: MIT
"""A17: what files say beside their content: rows left over, files beside, metadata."""

import sqlite3
from contextlib import closing
from hashlib import sha256

from finding import Finding
from release import Release

# Ancillary chunks of PNG, and markers of JPEG, that hold text, time or place.
METADATA = (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"Exif\x00")


def free_pages(release: Release) -> int:
    """Pages of the GeoPackage that hold deleted rows."""
    path = release.folder / "layers.gpkg"
    if not path.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


def unlisted(release: Release) -> list[str]:
    """Files that the manifest does not name, and that are no checksum of one that it names."""
    listed = {one["path"]: one["sha256"] for one in release.manifest["artefacts"]}
    listed["manifest.json"] = sha256((release.folder / "manifest.json").read_bytes()).hexdigest()
    checksums = {f"checksums/{name}.txt": digest for name, digest in listed.items()}
    return [
        name
        for path, name in ((path, release.name(path)) for path in release.paths)
        if name not in listed and path.read_bytes() != checksums.get(name, "").encode()
    ]


def wrong_digests(release: Release) -> int:
    """Files whose size or digest is not the manifest's."""
    wrong = 0
    for one in release.manifest["artefacts"]:
        path = release.folder / one["path"]
        content = path.read_bytes() if path.is_file() else b""
        wrong += one["bytes"] != len(content) or one["sha256"] != sha256(content).hexdigest()
    return wrong


def features_that_tell(release: Release) -> int:
    """Layers of units that leave some out, which says that something is there to hide."""
    units = {row["unit"] for row in release.features("neighbourhoods")}
    return int(
        bool(release.features("hotspots"))
        and units != {r["unit"] for r in release.features("hotspots")}
    )


def attack(release: Release) -> Finding:
    """Look beside the content."""
    pages = free_pages(release)
    extra = unlisted(release)
    told = features_that_tell(release)
    digests = wrong_digests(release)
    pictures = sum(
        mark in path.read_bytes()
        for path in release.paths
        if path.suffix != ".gpkg"
        for mark in METADATA
    )
    got = (
        f"{pages} pages of deleted rows, {len(extra)} files that the manifest does not name, "
        f"{digests} of another size or digest, {told} layers that leave areas out, {pictures} "
        "pictures with metadata"
    )
    return Finding(
        "A17",
        "what files say beside their content",
        got,
        any((pages, extra, digests, told, pictures)),
    )
