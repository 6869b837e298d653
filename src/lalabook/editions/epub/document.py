"""Markup, a title and a language → a content document: the XHTML around everything a reader sees."""

from __future__ import annotations

from html import escape

_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})

STYLESHEET = "styles/book.css"


def document(title: str, language: str, body: str, *stylesheets: str) -> bytes:
    """A whole content document. `body` is markup; `stylesheets` are seen from the document."""
    links = "".join(f'<link rel="stylesheet" type="text/css" href="{escape(each)}"/>\n' for each in stylesheets)
    tag, direction = escape(language), text_direction(language)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        # XHTML reads xml:lang, HTML reads lang, and some readers only know the one, some the other.
        f' lang="{tag}" xml:lang="{tag}" dir="{direction}">\n'
        f'<head>\n<meta charset="utf-8"/>\n<title>{escape(title, quote=False)}</title>\n{links}</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
    return text.encode()


def text_direction(language: str) -> str:
    """ "rtl" for a BCP 47 language that is written from right to left, else "ltr"."""
    subtags = language.lower().split("-")
    script = next((each for each in subtags[1:] if len(each) == 4 and each.isalpha()), "")
    is_rtl = script in _RTL_SCRIPTS if script else subtags[0] in _RTL_LANGUAGES
    return "rtl" if is_rtl else "ltr"
