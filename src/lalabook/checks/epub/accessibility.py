"""What the package claims about accessibility → is it true of the book? (EPUB Accessibility 1.1)"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lalabook.checks.epub.faults import fault, remark
from lalabook.checks.epub.view import EpubView, Meta, html, types_of
from lalabook.findings import Finding
from lalabook.xhtml import MATHML_NS, elements

_MODES = frozenset(
    """auditory tactile textual visual chartOnVisual chemOnVisual colorDependent diagramOnVisual mathOnVisual
    musicOnVisual textOnVisual""".split()
)
_FEATURES = frozenset(
    """none unknown annotations ARIA index pageBreakMarkers pageNavigation printPageNumbers readingOrder
    structuralNavigation tableOfContents taggedPDF alternativeText audioDescription closeCaptions closedCaptions
    captions describedMath longDescription openCaptions signLanguage transcript displayTransformability
    synchronizedAudioText timingControl unlocked ChemML latex latex-chemistry MathML MathML-chemistry ttsMarkup
    highContrastAudio highContrastDisplay largePrint braille tactileGraphic tactileObject fullRubyAnnotations
    horizontalWriting rubyAnnotations verticalWriting bookmarks withAdditionalWordSegmentation
    withoutAdditionalWordSegmentation""".split()
)
_HAZARDS = frozenset(
    """none unknown flashing noFlashingHazard unknownFlashingHazard motionSimulation noMotionSimulationHazard
    unknownMotionSimulationHazard sound noSoundHazard unknownSoundHazard""".split()
)
_VOCABULARIES = {
    "schema:accessMode": _MODES,
    "schema:accessibilityFeature": _FEATURES,
    "schema:accessibilityHazard": _HAZARDS,
}
_REQUIRED = (*_VOCABULARIES, "schema:accessModeSufficient", "schema:accessibilitySummary")
_CONFORMS = re.compile(
    r"EPUB Accessibility 1\.[0-9] - WCAG 2\.[0-2] Level A{1,3}|"
    r"http://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}"
)


def accessibility_is_told(view: EpubView) -> Iterator[Finding]:
    """Five things every book says, so that readers and shops can choose by them (EPUB Accessibility 1.1 §2)."""
    missing = [name for name in _REQUIRED if not view.first(name)]
    if missing:
        said = ", ".join(name.removeprefix("schema:") for name in missing)
        yield remark(view.package_path, 0, "Q036", f"the metadata do not say {said}", "add them, as they are true")
    for name, vocabulary in _VOCABULARIES.items():
        for meta in view.all(name):
            if meta.text not in vocabulary:
                message = f'"{meta.text}" is no {name.removeprefix("schema:")}'
                yield fault(view.package_path, meta.line, "Q037", message, "take a word of the vocabulary")


def claims_are_true(view: EpubView) -> Iterator[Finding]:
    """A claim that the book does not keep is worse than none."""
    for meta in view.all("schema:accessibilityFeature"):
        holds = _TRUE_WHEN.get(meta.text)
        if holds is not None and not holds(view):
            message = f'the metadata claim "{meta.text}", which is not true of this book'
            yield fault(view.package_path, meta.line, "Q038", message, "take the claim out, or make it true")
    yield from _modes(view)
    hazards = {meta.text for meta in view.all("schema:accessibilityHazard")}
    if len(hazards) > 1 and hazards & {"none", "unknown"}:
        message = "the hazards contradict each other"
        yield fault(view.package_path, 0, "Q038", message, 'say "none", or each hazard by itself')


def _modes(view: EpubView) -> Iterator[Finding]:
    modes = {meta.text: meta for meta in view.all("schema:accessMode")}
    if not modes:
        return
    has_pictures = any(True for _ in _pictures(view))
    if ("visual" in modes) != has_pictures:
        message = "there are pictures, and the metadata do not say so" if has_pictures else "there are no pictures"
        line = modes["visual"].line if "visual" in modes else 0
        yield fault(view.package_path, line, "Q038", f'accessMode "visual": {message}')
    sufficient: list[Meta] = [each for each in view.all("schema:accessModeSufficient") if each.text == "textual"]
    if sufficient and not _has_alternatives(view, needs_pictures=False):
        message = 'the metadata claim that "textual" is enough, but a picture has no alternative text'
        yield fault(view.package_path, sufficient[0].line, "Q038", message, "describe the picture")


def conformance_is_certified(view: EpubView) -> Iterator[Finding]:
    """Who claims to conform says to what, in the words prescribed, and who looked (EPUB Accessibility 1.1 §4)."""
    for meta in view.all("dcterms:conformsTo"):
        is_about_access = "accessib" in meta.text.lower() or "wcag" in meta.text.lower()
        if is_about_access and not _CONFORMS.fullmatch(meta.text):
            hint = 'write it like "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"'
            yield fault(view.package_path, meta.line, "Q039", f'"{meta.text}" names no standard', hint)
        if is_about_access and not any(each.name == "a11y:certifiedBy" for each in view.metadata):
            hint = "add a11y:certifiedBy"
            yield fault(
                view.package_path, meta.line, "Q039", "the book conforms, but nobody says who certified it", hint
            )


def _pictures(view: EpubView) -> Iterator[object]:
    for root in view.documents.values():
        # The cover does not make a book one that must be seen.
        yield from (each for each in html(root, "img") if each.get("role") not in ("presentation", "none", "doc-cover"))
        yield from (each for each in elements(root, "{http://www.w3.org/2000/svg}svg"))


def _has_alternatives(view: EpubView, *, needs_pictures: bool = True) -> bool:
    images = [each for root in view.documents.values() for each in html(root, "img")]
    described = [
        bool(each.get("alt", "").strip()) for each in images if each.get("role") not in ("presentation", "none")
    ]
    return all(described) and (bool(described) or not needs_pictures)


def _has_maths(view: EpubView) -> bool:
    return any(True for root in view.documents.values() for _ in elements(root, f"{{{MATHML_NS}}}math"))


def _has_type(name: str) -> Callable[[EpubView], bool]:
    return lambda view: any(name in types_of(each) for root in view.documents.values() for each in elements(root))


def _has_page_list(view: EpubView) -> bool:
    nav = view.trees.get(view.nav_path)
    return nav is not None and any("page-list" in types_of(each) for each in html(nav, "nav"))


def _has_contents(view: EpubView) -> bool:
    nav = view.trees.get(view.nav_path)
    return nav is not None and any("toc" in types_of(each) for each in html(nav, "nav"))


def _has_roles(view: EpubView) -> bool:
    return any(each.get("role") for root in view.documents.values() for each in elements(root))


def _has_headings(view: EpubView) -> bool:
    return any(True for root in view.documents.values() for _ in html(root, "h1"))


def _is_false(_: EpubView) -> bool:
    return False


_TRUE_WHEN: Mapping[str, Callable[[EpubView], bool]] = {
    "MathML": _has_maths,
    "describedMath": _has_maths,
    "pageBreakMarkers": _has_type("pagebreak"),
    "printPageNumbers": _has_type("pagebreak"),
    "pageNavigation": _has_page_list,
    "tableOfContents": _has_contents,
    "index": _has_type("index"),
    "alternativeText": _has_alternatives,
    "ARIA": _has_roles,
    "structuralNavigation": _has_headings,
    "taggedPDF": _is_false,
    "braille": _is_false,
    "tactileGraphic": _is_false,
    "tactileObject": _is_false,
    "largePrint": _is_false,
}
