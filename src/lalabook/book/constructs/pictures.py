"""Every `<img>` → one whose `src` is a path inside the book's folder and whose alternative text says something."""

from __future__ import annotations

import re
from posixpath import basename, splitext
from urllib.parse import unquote

from lalabook import xhtml
from lalabook.book.constructs.setting import Setting, path_from
from lalabook.findings import Finding, Place, Severity
from lalabook.pictures import NoPicture
from lalabook.xhtml import Element

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:|//")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_EMPTY_WORDS = """
    alt, alt text, alternative text, image, img, picture, photo, photograph, figure, fig, graphic, screenshot, diagram,
    illustration, untitled, todo, tbd, bild, abbildung, foto, figura, imagen, immagine, afbeelding
"""
_SAYS_NOTHING = frozenset(" ".join(word.split()) for word in _EMPTY_WORDS.split(","))


def pictures(root: Element, setting: Setting) -> list[Finding]:
    """Check every picture of the text."""
    findings: list[Finding] = []
    for image in xhtml.elements(root, "img"):
        findings += _source(image, setting)
        findings += _alternative(image, setting)
    return findings


def _source(image: Element, setting: Setting) -> list[Finding]:
    written = image.get("src", "").strip()
    place = setting.seek(image, written)
    if not written:
        return [Finding(place, "B205", "a picture without a path", "write the path between the brackets")]
    if _SCHEME.match(written):
        hint = "put the file beside the text: a book loads nothing from elsewhere"
        return [Finding(place, "B206", f"the picture {written} is not in the book's folder", hint)]
    wrong = _outside(written, setting, place)
    if wrong:
        return [wrong]
    path = path_from(setting.division, written)
    found = setting.pictures(path)
    if isinstance(found, NoPicture):
        return [Finding(place, "B205", found.reason, found.hint)]
    image.set("src", path)
    return []


def _alternative(image: Element, setting: Setting) -> list[Finding]:
    source, alternative = image.get("src", ""), image.get("alt", "")
    if not alternative and _is_html_without_alt(basename(source), setting):
        hint = 'say what it shows (alt="…"), or that it is decoration (alt="")'
        place = setting.seek(image, source)
        return [Finding(place, "B208", f"the picture {source} has no alternative text", hint, Severity.WARNING)]
    if says_nothing(alternative, basename(unquote(source))):
        message = f'the alternative text "{alternative}" does not say what the picture shows'
        place = setting.seek(image, f"![{alternative}]")
        return [Finding(place, "B209", message, "describe it in a sentence, or leave it empty", Severity.WARNING)]
    return []


def says_nothing(alternative: str, name: str) -> bool:
    """Is an alternative text only the name of the picture's file, or a word like "image"?"""
    said, name = " ".join(alternative.casefold().split()), name.casefold()
    return bool(said) and (said in (name, splitext(name)[0]) or said.rstrip(" .:0123456789") in _SAYS_NOTHING)


def _is_html_without_alt(name: str, setting: Setting) -> bool:
    """HTML can leave the attribute out, which means "I forgot"; in Markdown, as in `alt=""`, empty means decoration."""
    tags = re.findall(rf"<img\b[^>]*{re.escape(name)}[^>]*>", setting.division.text, re.IGNORECASE)
    return any(not re.search(r"\salt\s*=", tag, re.IGNORECASE) for tag in tags)


def _outside(target: str, setting: Setting, place: Place) -> Finding | None:
    """Why a relative target cannot be a file of this book; None where it can."""
    if "\\" in unquote(target):
        return Finding(place, "B207", f"the picture {target} has a backslash", "part folders by /")
    if target.startswith("/") or _DRIVE.match(target):
        return Finding(place, "B207", f"the picture {target} is absolute", "write it relative to this file")
    if (path_from(setting.division, target) + "/").startswith("../"):
        return Finding(place, "B207", f"the picture {target} leads out of the book's folder", "keep it inside")
    return None
