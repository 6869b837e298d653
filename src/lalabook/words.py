"""A language → the words that lalabook itself prints: "Chapter", "Fact box", "Contents", "Mentioned in"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Words:
    """What the house says in one language. Patterns hold their places in braces."""

    language: str
    """The primary subtag these words belong to ("en")."""
    chapter: str
    part: str
    appendix: str
    box: str
    """What one numbered box is called ("Fact box")."""
    figure: str
    table: str
    note: str
    notes: str
    """What the notes of a division are called together."""
    back_to_text: str
    """Where a note's way back leads: "Back to the text, note {number}"."""
    contents: str
    boxes: str
    """Title of the list of boxes."""
    boxes_named_by_author: str
    """The same where the author has a name of his own for a box, and nobody knows its plural."""
    figures: str
    tables: str
    watch_next: str
    half_title: str
    title_page: str
    cover: str
    beginning: str
    """The landmark where the text begins."""
    landmarks: str
    """What the doors into a book are called together."""
    index: str
    why: str
    look_for: str
    mentioned_in: str
    mentioned_on_page: str
    mentioned_on_pages: str
    page: str
    """ "page", as in "Fact box 7, page 41"."""
    above: str
    """In place of the page, where it is the same: "Fact box 7, above"."""
    below: str
    on_facing_page: str
    continued: str
    """Above a box that goes on on another page: "{title} (continued)"."""
    place_in_order: str
    """ "{place} of {total}"."""
    minutes: str
    """ "{count} minutes"."""
    before_christ: str
    """A year counted backwards: "{year} BC"."""
    credits: tuple[tuple[str, str], ...]
    """MARC relator code → what stands before the name on the title page."""
    facts: tuple[tuple[str, str], ...]
    """Field of a work → what it is called in the appendix."""
    part_numbers: tuple[str, ...] = ()
    """ "One", "Two", …; beyond them, and where there are none, roman numerals."""


def words_for(language: str) -> Words:
    """The words of a BCP 47 language; English where lalabook does not speak it."""
    return _spoken().get(language.lower().partition("-")[0], _spoken()["en"])


@cache
def _spoken() -> dict[str, Words]:
    return {words.language: words for words in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _DUTCH)}


_CREDITS = ("edt", "ill", "trl", "aui", "pht")
_FACTS = (
    "original_title",
    "year",
    "director",
    "author",
    "artist",
    "country",
    "language",
    "original_language",
    "running_time",
    "publisher",
    "order",
)


def _named(keys: tuple[str, ...], names: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(keys, names.split("; "), strict=True))


_ENGLISH = Words(
    language="en",
    chapter="Chapter",
    part="Part",
    appendix="Appendix",
    box="Fact box",
    figure="Figure",
    table="Table",
    note="note",
    notes="Notes",
    back_to_text="Back to the text, note {number}",
    contents="Contents",
    boxes="Fact boxes",
    boxes_named_by_author="Boxes",
    figures="Figures",
    tables="Tables",
    watch_next="Watch next",
    half_title="Half-title",
    title_page="Title page",
    cover="Cover",
    beginning="Beginning of the text",
    landmarks="Landmarks",
    index="Index",
    why="Why",
    look_for="What to look for",
    mentioned_in="Mentioned in",
    mentioned_on_page="Mentioned on page",
    mentioned_on_pages="Mentioned on pages",
    page="page",
    above="above",
    below="below",
    on_facing_page="on the facing page",
    continued="{title} (continued)",
    place_in_order="{place} of {total}",
    minutes="{count} minutes",
    before_christ="{year}\u00a0BC",
    credits=_named(_CREDITS, "Edited by; Illustrated by; Translated by; Introduction by; Photographs by"),
    facts=_named(
        _FACTS,
        "Original title; Year; Director; Author; Artist; Country; "
        "Language; Original language; Running time; Publisher; Place in the list",
    ),
    part_numbers=("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
)

_GERMAN = Words(
    language="de",
    chapter="Kapitel",
    part="Teil",
    appendix="Anhang",
    box="Infokasten",
    figure="Abbildung",
    table="Tabelle",
    note="Anmerkung",
    notes="Anmerkungen",
    back_to_text="Zurück zum Text, Anmerkung {number}",
    contents="Inhalt",
    boxes="Infokästen",
    boxes_named_by_author="Kästen",
    figures="Abbildungen",
    tables="Tabellen",
    watch_next="Als Nächstes ansehen",
    half_title="Schmutztitel",
    title_page="Titelseite",
    cover="Umschlag",
    beginning="Beginn des Textes",
    landmarks="Wegweiser",
    index="Register",
    why="Warum",
    look_for="Worauf zu achten ist",
    mentioned_in="Erwähnt in",
    mentioned_on_page="Erwähnt auf Seite",
    mentioned_on_pages="Erwähnt auf den Seiten",
    page="Seite",
    above="oben",
    below="unten",
    on_facing_page="auf der gegenüberliegenden Seite",
    continued="{title} (Fortsetzung)",
    place_in_order="{place} von {total}",
    minutes="{count} Minuten",
    before_christ="{year}\u00a0v.\u00a0Chr.",
    credits=_named(_CREDITS, "Herausgegeben von; Illustriert von; Übersetzt von; Einleitung von; Fotografien von"),
    facts=_named(
        _FACTS,
        "Originaltitel; Jahr; Regie; Autor; Künstler; Land; "
        "Sprache; Originalsprache; Länge; Verlag; Platz in der Liste",
    ),
)

_FRENCH = Words(
    language="fr",
    chapter="Chapitre",
    part="Partie",
    appendix="Annexe",
    box="Encadré",
    figure="Figure",
    table="Tableau",
    note="note",
    notes="Notes",
    back_to_text="Retour au texte, note {number}",
    contents="Table des matières",
    boxes="Encadrés",
    boxes_named_by_author="Encadrés",
    figures="Figures",
    tables="Tableaux",
    watch_next="À voir ensuite",
    half_title="Faux-titre",
    title_page="Page de titre",
    cover="Couverture",
    beginning="Début du texte",
    landmarks="Points de repère",
    index="Index",
    why="Pourquoi",
    look_for="À remarquer",
    mentioned_in="Mentionné dans",
    mentioned_on_page="Mentionné page",
    mentioned_on_pages="Mentionné pages",
    page="page",
    above="ci-dessus",
    below="ci-dessous",
    on_facing_page="page ci-contre",
    continued="{title} (suite)",
    place_in_order="{place} sur {total}",
    minutes="{count} minutes",
    before_christ="{year}\u00a0av.\u00a0J.-C.",
    credits=_named(
        _CREDITS, "Sous la direction de; Illustrations de; Traduction de; Introduction de; Photographies de"
    ),
    facts=_named(
        _FACTS,
        "Titre original; Année; Réalisation; Auteur; Artiste; Pays; "
        "Langue; Langue originale; Durée; Éditeur; Place dans la liste",
    ),
)

_SPANISH = Words(
    language="es",
    chapter="Capítulo",
    part="Parte",
    appendix="Apéndice",
    box="Recuadro",
    figure="Figura",
    table="Tabla",
    note="nota",
    notes="Notas",
    back_to_text="Volver al texto, nota {number}",
    contents="Índice",
    boxes="Recuadros",
    boxes_named_by_author="Recuadros",
    figures="Figuras",
    tables="Tablas",
    watch_next="Para ver después",
    half_title="Anteportada",
    title_page="Portada",
    cover="Cubierta",
    beginning="Comienzo del texto",
    landmarks="Puntos de referencia",
    index="Índice alfabético",
    why="Por qué",
    look_for="En qué fijarse",
    mentioned_in="Mencionado en",
    mentioned_on_page="Mencionado en la página",
    mentioned_on_pages="Mencionado en las páginas",
    page="página",
    above="más arriba",
    below="más abajo",
    on_facing_page="en la página opuesta",
    continued="{title} (continuación)",
    place_in_order="{place} de {total}",
    minutes="{count} minutos",
    before_christ="{year}\u00a0a.\u00a0C.",
    credits=_named(_CREDITS, "Edición de; Ilustraciones de; Traducción de; Introducción de; Fotografías de"),
    facts=_named(
        _FACTS,
        "Título original; Año; Dirección; Autor; Artista; País; "
        "Idioma; Idioma original; Duración; Editorial; Lugar en la lista",
    ),
)

_ITALIAN = Words(
    language="it",
    chapter="Capitolo",
    part="Parte",
    appendix="Appendice",
    box="Scheda",
    figure="Figura",
    table="Tabella",
    note="nota",
    notes="Note",
    back_to_text="Torna al testo, nota {number}",
    contents="Indice",
    boxes="Schede",
    boxes_named_by_author="Riquadri",
    figures="Figure",
    tables="Tabelle",
    watch_next="Da vedere poi",
    half_title="Occhiello",
    title_page="Frontespizio",
    cover="Copertina",
    beginning="Inizio del testo",
    landmarks="Punti di riferimento",
    index="Indice analitico",
    why="Perché",
    look_for="Che cosa notare",
    mentioned_in="Citato in",
    mentioned_on_page="Citato a pagina",
    mentioned_on_pages="Citato alle pagine",
    page="pagina",
    above="sopra",
    below="sotto",
    on_facing_page="nella pagina a fronte",
    continued="{title} (continua)",
    place_in_order="{place} di {total}",
    minutes="{count} minuti",
    before_christ="{year}\u00a0a.C.",
    credits=_named(_CREDITS, "A cura di; Illustrazioni di; Traduzione di; Introduzione di; Fotografie di"),
    facts=_named(
        _FACTS,
        "Titolo originale; Anno; Regia; Autore; Artista; Paese; "
        "Lingua; Lingua originale; Durata; Editore; Posto nella lista",
    ),
)

_DUTCH = Words(
    language="nl",
    chapter="Hoofdstuk",
    part="Deel",
    appendix="Bijlage",
    box="Kader",
    figure="Figuur",
    table="Tabel",
    note="noot",
    notes="Noten",
    back_to_text="Terug naar de tekst, noot {number}",
    contents="Inhoud",
    boxes="Kaders",
    boxes_named_by_author="Kaders",
    figures="Figuren",
    tables="Tabellen",
    watch_next="Om hierna te zien",
    half_title="Franse titel",
    title_page="Titelpagina",
    cover="Omslag",
    beginning="Begin van de tekst",
    landmarks="Wegwijzers",
    index="Register",
    why="Waarom",
    look_for="Waarop te letten",
    mentioned_in="Genoemd in",
    mentioned_on_page="Genoemd op pagina",
    mentioned_on_pages="Genoemd op pagina’s",
    page="pagina",
    above="hierboven",
    below="hieronder",
    on_facing_page="op de pagina hiernaast",
    continued="{title} (vervolg)",
    place_in_order="{place} van {total}",
    minutes="{count} minuten",
    before_christ="{year}\u00a0v.Chr.",
    credits=_named(_CREDITS, "Onder redactie van; Illustraties van; Vertaald door; Inleiding van; Foto’s van"),
    facts=_named(
        _FACTS,
        "Oorspronkelijke titel; Jaar; Regie; Auteur; Artiest; Land; "
        "Taal; Oorspronkelijke taal; Speelduur; Uitgever; Plaats in de lijst",
    ),
)
