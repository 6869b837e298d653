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
    index: str
    why: str
    look_for: str
    mentioned_in: str
    mentioned_on_page: str
    mentioned_on_pages: str
    page: str
    """ "page", as in "Fact box 7, page 41"."""
    place_in_order: str
    """ "{place} of {total}"."""
    minutes: str
    """ "{count} minutes"."""
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


_ENGLISH = Words(
    language="en",
    chapter="Chapter",
    part="Part",
    appendix="Appendix",
    box="Fact box",
    figure="Figure",
    table="Table",
    note="note",
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
    index="Index",
    why="Why",
    look_for="What to look for",
    mentioned_in="Mentioned in",
    mentioned_on_page="Mentioned on page",
    mentioned_on_pages="Mentioned on pages",
    page="page",
    place_in_order="{place} of {total}",
    minutes="{count} minutes",
    credits=(
        ("edt", "Edited by"),
        ("ill", "Illustrated by"),
        ("trl", "Translated by"),
        ("aui", "Introduction by"),
        ("pht", "Photographs by"),
    ),
    facts=(
        ("original_title", "Original title"),
        ("year", "Year"),
        ("director", "Director"),
        ("author", "Author"),
        ("artist", "Artist"),
        ("country", "Country"),
        ("language", "Language"),
        ("original_language", "Original language"),
        ("running_time", "Running time"),
        ("publisher", "Publisher"),
        ("order", "Place in the list"),
    ),
    part_numbers=tuple("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()),
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
    index="Register",
    why="Warum",
    look_for="Worauf zu achten ist",
    mentioned_in="Erwähnt in",
    mentioned_on_page="Erwähnt auf Seite",
    mentioned_on_pages="Erwähnt auf den Seiten",
    page="Seite",
    place_in_order="{place} von {total}",
    minutes="{count} Minuten",
    credits=(
        ("edt", "Herausgegeben von"),
        ("ill", "Illustriert von"),
        ("trl", "Übersetzt von"),
        ("aui", "Einleitung von"),
        ("pht", "Fotografien von"),
    ),
    facts=(
        ("original_title", "Originaltitel"),
        ("year", "Jahr"),
        ("director", "Regie"),
        ("author", "Autor"),
        ("artist", "Künstler"),
        ("country", "Land"),
        ("language", "Sprache"),
        ("original_language", "Originalsprache"),
        ("running_time", "Länge"),
        ("publisher", "Verlag"),
        ("order", "Platz in der Liste"),
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
    index="Index",
    why="Pourquoi",
    look_for="À remarquer",
    mentioned_in="Mentionné dans",
    mentioned_on_page="Mentionné page",
    mentioned_on_pages="Mentionné pages",
    page="page",
    place_in_order="{place} sur {total}",
    minutes="{count} minutes",
    credits=(
        ("edt", "Sous la direction de"),
        ("ill", "Illustrations de"),
        ("trl", "Traduction de"),
        ("aui", "Introduction de"),
        ("pht", "Photographies de"),
    ),
    facts=(
        ("original_title", "Titre original"),
        ("year", "Année"),
        ("director", "Réalisation"),
        ("author", "Auteur"),
        ("artist", "Artiste"),
        ("country", "Pays"),
        ("language", "Langue"),
        ("original_language", "Langue originale"),
        ("running_time", "Durée"),
        ("publisher", "Éditeur"),
        ("order", "Place dans la liste"),
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
    index="Índice alfabético",
    why="Por qué",
    look_for="En qué fijarse",
    mentioned_in="Mencionado en",
    mentioned_on_page="Mencionado en la página",
    mentioned_on_pages="Mencionado en las páginas",
    page="página",
    place_in_order="{place} de {total}",
    minutes="{count} minutos",
    credits=(
        ("edt", "Edición de"),
        ("ill", "Ilustraciones de"),
        ("trl", "Traducción de"),
        ("aui", "Introducción de"),
        ("pht", "Fotografías de"),
    ),
    facts=(
        ("original_title", "Título original"),
        ("year", "Año"),
        ("director", "Dirección"),
        ("author", "Autor"),
        ("artist", "Artista"),
        ("country", "País"),
        ("language", "Idioma"),
        ("original_language", "Idioma original"),
        ("running_time", "Duración"),
        ("publisher", "Editorial"),
        ("order", "Lugar en la lista"),
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
    index="Indice analitico",
    why="Perché",
    look_for="Che cosa notare",
    mentioned_in="Citato in",
    mentioned_on_page="Citato a pagina",
    mentioned_on_pages="Citato alle pagine",
    page="pagina",
    place_in_order="{place} di {total}",
    minutes="{count} minuti",
    credits=(
        ("edt", "A cura di"),
        ("ill", "Illustrazioni di"),
        ("trl", "Traduzione di"),
        ("aui", "Introduzione di"),
        ("pht", "Fotografie di"),
    ),
    facts=(
        ("original_title", "Titolo originale"),
        ("year", "Anno"),
        ("director", "Regia"),
        ("author", "Autore"),
        ("artist", "Artista"),
        ("country", "Paese"),
        ("language", "Lingua"),
        ("original_language", "Lingua originale"),
        ("running_time", "Durata"),
        ("publisher", "Editore"),
        ("order", "Posto nella lista"),
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
    index="Register",
    why="Waarom",
    look_for="Waarop te letten",
    mentioned_in="Genoemd in",
    mentioned_on_page="Genoemd op pagina",
    mentioned_on_pages="Genoemd op pagina’s",
    page="pagina",
    place_in_order="{place} van {total}",
    minutes="{count} minuten",
    credits=(
        ("edt", "Onder redactie van"),
        ("ill", "Illustraties van"),
        ("trl", "Vertaald door"),
        ("aui", "Inleiding van"),
        ("pht", "Foto’s van"),
    ),
    facts=(
        ("original_title", "Oorspronkelijke titel"),
        ("year", "Jaar"),
        ("director", "Regie"),
        ("author", "Auteur"),
        ("artist", "Artiest"),
        ("country", "Land"),
        ("language", "Taal"),
        ("original_language", "Oorspronkelijke taal"),
        ("running_time", "Speelduur"),
        ("publisher", "Uitgever"),
        ("order", "Plaats in de lijst"),
    ),
)
