"""A language → the words of an index: "see also", and what its bold and italic references stand for."""

from __future__ import annotations

from dataclasses import dataclass

from lalabook.words import words_for


@dataclass(frozen=True)
class Phrases:
    """Patterns hold their places in braces."""

    see: str
    """Inside a line, as in "cars (see also Prius)"; it begins a sentence with its first letter raised."""
    see_also: str
    signs: str
    """Heading of what stands under no letter."""
    letters: str
    """What the row of letters that lead into the index is called."""
    boxes: str
    """ "{boxes}" is the plural of what a box is called, as in the middle of a sentence."""
    figures: str


_SPOKEN = {
    "en": Phrases(
        "see",
        "see also",
        "Numbers and signs",
        "Letters of the index",
        "References in bold are to {boxes}.",
        "References in italics are to figures and tables.",
    ),
    "de": Phrases(
        "siehe",
        "siehe auch",
        "Zahlen und Zeichen",
        "Buchstaben des Registers",
        "Fett gesetzte Verweise führen zu: {boxes}.",
        "Kursive Verweise führen zu Abbildungen und Tabellen.",
    ),
    "fr": Phrases(
        "voir",
        "voir aussi",
        "Chiffres et signes",
        "Lettres de l’index",
        "Les renvois en gras mènent aux {boxes}.",
        "Les renvois en italique mènent aux figures et aux tableaux.",
    ),
    "es": Phrases(
        "véase",
        "véase también",
        "Cifras y signos",
        "Letras del índice",
        "Las referencias en negrita remiten a {boxes}.",
        "Las referencias en cursiva remiten a figuras y tablas.",
    ),
    "it": Phrases(
        "vedi",
        "vedi anche",
        "Cifre e segni",
        "Lettere dell’indice",
        "I rimandi in neretto si riferiscono a {boxes}.",
        "I rimandi in corsivo si riferiscono a figure e tabelle.",
    ),
    "nl": Phrases(
        "zie",
        "zie ook",
        "Cijfers en tekens",
        "Letters van het register",
        "Vette verwijzingen leiden naar {boxes}.",
        "Cursieve verwijzingen leiden naar figuren en tabellen.",
    ),
}


def phrases_for(language: str) -> Phrases:
    """The phrases of a BCP 47 language; English where lalabook does not speak it."""
    return _SPOKEN[words_for(language).language]


def headnote(kinds: set[str], language: str, is_named_by_author: bool) -> str:
    """What the references of these kinds stand for; empty where all are to text."""
    words, phrases = words_for(language), phrases_for(language)
    boxes = words.boxes_named_by_author if is_named_by_author else words.boxes
    if words.language != "de":
        boxes = boxes[:1].lower() + boxes[1:]
    said = {"box": phrases.boxes.format(boxes=boxes), "figure": phrases.figures}
    return " ".join(sentence for kind, sentence in said.items() if kind in kinds)
