"""Every check of an EPUB file, in order: add one here, its codes in docs/findings.md, and a sample that fails it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from lalabook.checks.epub import (
    accessibility,
    container,
    contents,
    contrast,
    documents,
    files,
    fonts,
    links,
    navigation,
    notes,
    package,
    pictures,
    styles,
)
from lalabook.checks.epub.reading import read_epub
from lalabook.checks.epub.view import EpubView
from lalabook.findings import Finding

Check: TypeAlias = Callable[[EpubView], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    container.mimetype_comes_first,
    container.entries_have_no_date,
    container.names_are_portable,
    container.names_stand_once,
    container.zip_holds_what_the_manifest_lists,
    container.nothing_was_left_behind,
    container.text_is_plain_utf8,
    container.files_are_packed_so_that_all_can_unpack,
    package.package_is_of_epub_3,
    package.metadata_say_what_the_book_is,
    package.languages_are_languages,
    package.dates_are_dates,
    package.isbn_adds_up,
    package.manifest_names_each_once,
    package.media_types_are_true,
    package.properties_equal_content,
    package.spine_is_the_reading_order,
    package.cover_is_found,
    package.guide_leads_into_the_text,
    package.names_have_roles,
    accessibility.accessibility_is_told,
    accessibility.claims_are_true,
    accessibility.conformance_is_certified,
    contents.there_are_contents,
    contents.labels_are_plain,
    contents.contents_are_complete,
    contents.contents_are_in_reading_order,
    contents.contents_say_what_the_book_says,
    contents.contents_are_nested_as_the_book_is,
    navigation.landmarks_are_plain,
    navigation.ncx_equals_contents,
    navigation.pages_are_listed,
    navigation.page_markers_say_what_they_are,
    links.addresses_land,
    links.nothing_is_loaded_from_elsewhere,
    links.addresses_are_open_to_all,
    links.everything_is_used,
    documents.documents_are_in_a_language,
    documents.other_scripts_are_named,
    documents.titles_tell_documents_apart,
    documents.ids_stand_once,
    documents.headings_are_an_outline,
    documents.styles_stay_in_the_stylesheet,
    documents.nothing_runs,
    documents.paragraphs_say_something,
    documents.kinds_are_said_to_all,
    documents.elements_are_closed,
    documents.nothing_invisible,
    pictures.images_have_alternatives,
    pictures.drawings_have_names,
    pictures.formulas_have_alternatives,
    pictures.tables_have_headers,
    pictures.figures_have_one_caption,
    notes.notes_are_tied_to_their_marks,
    notes.notes_count_from_one,
    styles.stylesheets_are_css,
    styles.stylesheets_keep_to_what_engines_know,
    styles.stylesheets_have_no_variables,
    styles.sizes_are_the_readers,
    contrast.words_stand_out,
    contrast.grounds_come_with_ink,
    fonts.fonts_are_whole_and_licensed,
    fonts.fonts_are_announced,
    files.files_are_small_enough,
    files.pictures_keep_their_makers_secrets,
)


def check_epub(data: bytes) -> tuple[Finding, ...]:
    """All that there is to say of an EPUB file, in the order of its files. Nothing is raised: a file that is none is a
    finding too."""
    return check_view(read_epub(data))


def check_view(view: EpubView) -> tuple[Finding, ...]:
    """The same of a file that has been read."""
    found = list(view.faults)
    if view.package is not None:
        found += [finding for check in CHECKS for finding in check(view)]
    return tuple(sorted(set(found)))
