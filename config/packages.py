"""Static files: the few from ``node_modules`` that pages use, and hashed names in production."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PackageStorage(FileSystemStorage):
    """A folder of ``node_modules``; ``prefix`` is where collectstatic puts its files."""

    def __init__(self, name: str, folder: str) -> None:
        super().__init__(location=settings.BASE_DIR / "node_modules" / folder)
        self.prefix = f"vendor/{name}"


class PackageFinder(BaseFinder):
    """Finds what ``settings.NPM_FILES`` lists: a name under ``vendor/``, a folder, and patterns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.packages = [
            (PackageStorage(name, folder), patterns)
            for name, (folder, patterns) in settings.NPM_FILES.items()
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file behind ``vendor/<name>/<path>``, if it is one that we serve."""
        for storage, patterns in self.packages:
            prefix = f"{storage.prefix}/"
            inside = path.removeprefix(prefix)
            if path.startswith(prefix) and _fits(inside, patterns) and storage.exists(inside):
                found = storage.path(inside)
                return [found] if find_all else found
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, PackageStorage]]:
        """Every file that we serve, with the storage that holds it."""
        for storage, patterns in self.packages:
            root = Path(storage.location)
            for pattern in patterns:
                for file in sorted(root.glob(pattern)):
                    yield str(file.relative_to(root)), storage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Names with a hash, also where our own modules import each other: old and new never mix."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )


def _fits(path: str, patterns: list[str]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)
