"""An EPUB → all there is to say of it, by the catalogue and the shops asked for; of our own, at the author's lines."""

from __future__ import annotations

from collections.abc import Iterable

from lalabook.checks.epub import check_view, read_epub
from lalabook.checks.epub.authors_lines import Copy, at_the_author
from lalabook.checks.shops import SHOPS, check_shop
from lalabook.findings import Finding

__all__ = ["Copy", "proof", "proof_own"]


def proof(data: bytes, shops: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What is wrong with any EPUB file, and what these shops (keys of `SHOPS`) would say, at paths inside the file."""
    view = read_epub(data)
    of_shops = (finding for name in shops for finding in check_shop(view, SHOPS[name]))
    return tuple(sorted({*check_view(view), *of_shops}))


def proof_own(data: bytes, shops: Iterable[str], copy: Copy, known: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same of the book's own EPUB, at the places where it is mended, without what the build has `known`."""
    return at_the_author(proof(data, shops), read_epub(data), copy, known)
