"""What the content documents hold → what the EPUB says of its accessibility: every claim is computed, none assumed.

EPUB Accessibility 1.1 §2; the values are those of the Schema.org Accessibility Properties for Discoverability
Vocabulary. Conformance to a standard is the author's to claim: no program can see all that it asks. But where a program
sees that it is not met, the claim is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lalabook.config import AccessClaims
from lalabook.editions.epub.access_words import access_words_for
from lalabook.editions.epub.model import MetadataLine
from lalabook.editions.epub.sight import Barrier, Sight
from lalabook.findings import Finding

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOTION = re.compile(r"(?:^|[\s;{-])(?:animation|transition)[\w-]*\s*:|@(?:-\w+-)?keyframes|:\s*blink\b", re.IGNORECASE)
_TAKEN_FROM_READER = re.compile(r"!important|font-size:\s*[\d.]+(?:px|pt|pc|mm|cm|in|q)\b", re.IGNORECASE)
_REORDERED = re.compile(r"(?:^|[\s;{])(?:order\s*:|position\s*:\s*absolute|flex-(?:direction|flow)\s*:[^;}]*reverse)")
_SHOWN = 3


@dataclass(frozen=True)
class Facts:
    """What is known of the whole EPUB."""

    sights: tuple[Sight, ...]
    css: str
    moving: frozenset[str] = frozenset()
    """Paths of the pictures that move."""
    has_contents: bool = True
    has_index: bool = False
    """A division that is an index, and whose entries are links."""
    has_pages: bool = False


@dataclass(frozen=True)
class Accessibility:
    """What the package says."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    summary_language: str
    claims: AccessClaims
    findings: tuple[Finding, ...] = ()


def judge(facts: Facts, claims: AccessClaims, language: str) -> Accessibility:
    """Compute it. An error among the findings: the author claims more than is so."""
    moving = tuple(_moving(facts))
    barriers = [barrier for sight in facts.sights for barrier in sight.barriers]
    if not claims.hazards:
        barriers += moving
    is_visual, is_described = _has_pictures(facts), _is_described(facts)
    hazards = claims.hazards or (("unknown",) if _is_in_motion(facts) else ("none",))
    words = access_words_for(language)
    return Accessibility(
        modes=("textual", "visual") if is_visual else ("textual",),
        sufficient=("textual",) * is_described + ("textual,visual",) * is_visual,
        features=tuple(_features(facts)),
        hazards=hazards,
        summary=" ".join((*filter(None, [claims.summary]), *_sentences(facts, hazards, language))),
        summary_language=language if language.lower().partition("-")[0] == words.language else words.language,
        claims=claims,
        findings=(*(each.finding for each in barriers if each.code), *_refused(claims, barriers)),
    )


def metadata_lines(access: Accessibility) -> tuple[MetadataLine, ...]:
    """The lines of the package's metadata."""
    claims = access.claims
    values = (
        *(("accessMode", each) for each in access.modes),
        *(("accessModeSufficient", each) for each in access.sufficient),
        *(("accessibilityFeature", each) for each in access.features),
        *(("accessibilityHazard", each) for each in access.hazards),
    )
    lines = [MetadataLine("meta", text, (("property", f"schema:{name}"),)) for name, text in values]
    about_summary = (("property", "schema:accessibilitySummary"), (_XML_LANG, access.summary_language))
    lines.append(MetadataLine("meta", access.summary, about_summary))
    if claims.conforms_to:
        lines.append(_meta("dcterms:conformsTo", claims.conforms_to, ("id", "conformance")))
        lines.append(_meta("a11y:certifiedBy", claims.certified_by, ("id", "certifier"), ("refines", "#conformance")))
        if claims.credential:
            lines.append(_meta("a11y:certifierCredential", claims.credential, ("refines", "#certifier")))
        if claims.report:
            address = (("rel", "a11y:certifierReport"), ("refines", "#certifier"), ("href", claims.report))
            lines.append(MetadataLine("link", "", address))
    return tuple(lines)


def _meta(name: str, text: str, *more: tuple[str, str]) -> MetadataLine:
    return MetadataLine("meta", text, (*more, ("property", name)))


def _features(facts: Facts) -> Iterator[str]:
    """What the book offers, in the order of the vocabulary's groups: structure, text, adaptation."""
    if facts.has_contents:
        yield "tableOfContents"
    if _has_orderly_headings(facts):
        yield "structuralNavigation"
    if facts.has_index:
        yield "index"
    if facts.has_pages:
        yield from ("pageNavigation", "pageBreakMarkers")
    if not _REORDERED.search(facts.css):
        yield "readingOrder"
    if _has_pictures(facts) and _is_described(facts):
        yield "alternativeText"
    if any(sight.has_formulas for sight in facts.sights):
        yield "MathML"
    if any(sight.has_ruby for sight in facts.sights):
        yield "rubyAnnotations"
    if _is_readers_own(facts):
        yield "displayTransformability"


def _sentences(facts: Facts, hazards: Sequence[str], language: str) -> Iterator[str]:
    words = access_words_for(language)
    if facts.has_contents:
        yield words.contents
    if _has_orderly_headings(facts):
        yield words.headings
    if facts.has_index:
        yield words.index
    if facts.has_pages:
        yield words.pages
    if not _has_pictures(facts):
        yield words.no_pictures
    else:
        yield words.pictures_described if _is_described(facts) else words.pictures_not_described
    if any(sight.has_formulas for sight in facts.sights):
        yield words.formulas
    if any(sight.tables for sight in facts.sights) and not _has_barrier(facts, "E006"):
        yield words.tables
    if any(sight.has_other_languages for sight in facts.sights):
        yield words.languages
    if _is_readers_own(facts):
        yield words.reader_chooses
    if "none" in hazards:
        yield words.no_hazards
    elif "unknown" in hazards and _is_in_motion(facts):
        yield words.hazards_unknown


def _has_pictures(facts: Facts) -> bool:
    return any(sight.pictures for sight in facts.sights)


def _is_described(facts: Facts) -> bool:
    """Every picture that says something says it in words too."""
    return not _has_barrier(facts, "", "E007")


def _has_orderly_headings(facts: Facts) -> bool:
    return any(sight.headings for sight in facts.sights) and not _has_barrier(facts, "E008")


def _has_barrier(facts: Facts, *codes: str) -> bool:
    return any(barrier.code in codes for sight in facts.sights for barrier in sight.barriers)


def _is_readers_own(facts: Facts) -> bool:
    """The stylesheet leaves the size, the face and the colours of the text to the reader."""
    return not _TAKEN_FROM_READER.search(facts.css)


def _is_in_motion(facts: Facts) -> bool:
    return bool(facts.moving or _MOTION.search(facts.css) or any(sight.moves for sight in facts.sights))


def _moving(facts: Facts) -> Iterator[Barrier]:
    """A moving picture may flash: only somebody who has looked at it knows."""
    hint = 'look whether it flashes, and say so: hazards = ["none"], or ["flashing"], under [accessibility]'
    for sight in facts.sights:
        for path, place in sight.pictures:
            if path in facts.moving or (not path and sight.moves):
                what = f"the picture {path} moves" if path else "a drawing in the text moves"
                yield Barrier(place, "E009", f"{what}, and nobody has said whether it is a hazard", hint)


def _refused(claims: AccessClaims, barriers: Sequence[Barrier]) -> Iterator[Finding]:
    if not claims.conforms_to or not barriers:
        return
    shown = "; ".join(f"{each.place}: {each.what}" for each in barriers[:_SHOWN])
    more = f"; and {len(barriers) - _SHOWN} more" if len(barriers) > _SHOWN else ""
    message = f'the book claims "{claims.conforms_to}", but does not meet it: {shown}{more}'
    yield Finding(claims.place, "E010", message, "mend these, or take the claim out")
