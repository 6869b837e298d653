"""The trade's words for the parts of a book, with the names that EPUB and ARIA have for them.

Sources: EPUB 3 Structural Semantics Vocabulary 1.1 (epub:type), DPUB-ARIA 1.1 (role).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Region(StrEnum):
    """The three great parts of a book. Front matter has roman folios, the rest arabic ones."""

    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


@dataclass(frozen=True)
class Term:
    """What a role is called by machines, and how it stands in a book."""

    epub_type: str
    """Empty where the vocabulary has no word."""
    aria_role: str
    """Empty where DPUB-ARIA has no word, or where it may not stand on a section."""
    region: Region
    opens: str = "recto"
    """The side it opens on: "recto", "verso", or "either"."""


class Role(StrEnum):
    """What a division is. The value is the word an author writes after `role:`."""

    COVER = "cover"
    HALF_TITLE = "half-title"
    FRONTISPIECE = "frontispiece"
    TITLE_PAGE = "title-page"
    IMPRINT = "imprint"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    CONTENTS = "contents"
    LIST_OF_BOXES = "list-of-boxes"
    LIST_OF_FIGURES = "list-of-figures"
    LIST_OF_TABLES = "list-of-tables"
    FOREWORD = "foreword"
    PREFACE = "preface"
    ACKNOWLEDGMENTS = "acknowledgments"
    INTRODUCTION = "introduction"
    PROLOGUE = "prologue"
    PART = "part"
    CHAPTER = "chapter"
    CONCLUSION = "conclusion"
    EPILOGUE = "epilogue"
    AFTERWORD = "afterword"
    APPENDIX = "appendix"
    WATCH_NEXT = "watch-next"
    NOTES = "notes"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    COLOPHON = "colophon"

    @property
    def term(self) -> Term:
        return _TERMS[self]

    @property
    def is_generated(self) -> bool:
        """lalabook makes its matter; the author's text, if any, stands before it."""
        return self in _GENERATED


_GENERATED = frozenset(
    {Role.CONTENTS, Role.LIST_OF_BOXES, Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES, Role.WATCH_NEXT, Role.INDEX}
)

_FRONT, _BODY, _BACK = Region.FRONT, Region.BODY, Region.BACK

_TERMS: dict[Role, Term] = {
    Role.COVER: Term("cover", "", _FRONT),
    Role.HALF_TITLE: Term("halftitlepage", "", _FRONT),
    Role.FRONTISPIECE: Term("", "", _FRONT, opens="verso"),
    Role.TITLE_PAGE: Term("titlepage", "", _FRONT),
    Role.IMPRINT: Term("copyright-page", "", _FRONT, opens="verso"),
    Role.DEDICATION: Term("dedication", "doc-dedication", _FRONT),
    Role.EPIGRAPH: Term("epigraph", "doc-epigraph", _FRONT),
    Role.CONTENTS: Term("toc", "doc-toc", _FRONT),
    Role.LIST_OF_BOXES: Term("", "", _FRONT, opens="either"),
    Role.LIST_OF_FIGURES: Term("loi", "", _FRONT, opens="either"),
    Role.LIST_OF_TABLES: Term("lot", "", _FRONT, opens="either"),
    Role.FOREWORD: Term("foreword", "doc-foreword", _FRONT),
    Role.PREFACE: Term("preface", "doc-preface", _FRONT),
    Role.ACKNOWLEDGMENTS: Term("acknowledgments", "doc-acknowledgments", _FRONT),
    Role.INTRODUCTION: Term("introduction", "doc-introduction", _BODY),
    Role.PROLOGUE: Term("prologue", "doc-prologue", _BODY),
    Role.PART: Term("part", "doc-part", _BODY),
    Role.CHAPTER: Term("chapter", "doc-chapter", _BODY),
    Role.CONCLUSION: Term("conclusion", "doc-conclusion", _BODY),
    Role.EPILOGUE: Term("epilogue", "doc-epilogue", _BODY),
    Role.AFTERWORD: Term("afterword", "doc-afterword", _BACK),
    Role.APPENDIX: Term("appendix", "doc-appendix", _BACK),
    Role.WATCH_NEXT: Term("appendix", "doc-appendix", _BACK),
    Role.NOTES: Term("endnotes", "doc-endnotes", _BACK),
    Role.GLOSSARY: Term("glossary", "doc-glossary", _BACK),
    Role.BIBLIOGRAPHY: Term("bibliography", "doc-bibliography", _BACK),
    Role.INDEX: Term("index", "doc-index", _BACK),
    Role.COLOPHON: Term("colophon", "doc-colophon", _BACK),
}
