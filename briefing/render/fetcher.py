"""An address that a page asks for goes in, its bytes come out if they lie in the theme or in the address itself; else the build fails."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse


class ThemeFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files under the theme's folders and `data:` addresses, nothing else: no network, no redirect, no other file.

    A refusal stops the PDF (`FatalURLFetchingError`): pages hold no address that comes from an article, so whatever is
    refused is a mistake in a template and must not pass silently.
    """

    def __init__(self, roots: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False, fail_on_errors=True)
        self._roots = tuple(root.resolve() for root in roots)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme.lower() == "file":
            return super().fetch(self._inside(parts.netloc, parts.path).as_uri(), headers)
        if parts.scheme.lower() != "data":
            raise ValueError("only files of the template folders and data: addresses are read")
        return super().fetch(url, headers)

    def _inside(self, host: str, path: str) -> Path:
        """The file itself, links and dots resolved, if it lies under a theme folder."""
        if host:
            raise ValueError("a file address may not name a host")
        found = Path(unquote(path)).resolve()
        if not any(found.is_relative_to(root) for root in self._roots):
            raise ValueError("the file lies outside the template folders")
        if not found.is_file():
            raise ValueError("there is no such file")
        return found
