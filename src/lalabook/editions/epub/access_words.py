"""A language → what an e-book says of its own accessibility, and what its list of pages is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class AccessWords:
    """Sentences in one language, each said only where it is true."""

    language: str
    page_list: str
    contents: str
    headings: str
    index: str
    pages: str
    pictures_described: str
    pictures_not_described: str
    no_pictures: str
    formulas: str
    tables: str
    languages: str
    reader_chooses: str
    no_hazards: str
    hazards_unknown: str


def access_words_for(language: str) -> AccessWords:
    """The words of a BCP 47 language; English where lalabook does not speak it."""
    return _spoken().get(language.lower().partition("-")[0], _spoken()["en"])


@cache
def _spoken() -> dict[str, AccessWords]:
    return {words.language: words for words in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _DUTCH)}


_ENGLISH = AccessWords(
    language="en",
    page_list="List of pages",
    contents="The book has a linked table of contents.",
    headings="Its headings follow one another without gaps.",
    index="The index is linked to the text.",
    pages="The pages of the printed edition are marked in the text and listed.",
    pictures_described="All pictures that carry meaning have a text alternative.",
    pictures_not_described="Some pictures have no text alternative.",
    no_pictures="The text contains no pictures that carry meaning.",
    formulas="Formulas are set in MathML.",
    tables="All tables have header cells.",
    languages="Passages in other languages are marked as such.",
    reader_chooses="The text reflows, and its size, typeface, spacing and colours are the reader’s to choose.",
    no_hazards="Nothing in it flashes, moves or makes a sound.",
    hazards_unknown="Some pictures move; whether they flash has not been examined.",
)

_GERMAN = AccessWords(
    language="de",
    page_list="Seitenverzeichnis",
    contents="Das Buch hat ein verlinktes Inhaltsverzeichnis.",
    headings="Seine Überschriften folgen lückenlos aufeinander.",
    index="Das Register ist mit dem Text verlinkt.",
    pages="Die Seiten der gedruckten Ausgabe sind im Text gekennzeichnet und verzeichnet.",
    pictures_described="Alle Bilder, die etwas aussagen, haben einen Alternativtext.",
    pictures_not_described="Einigen Bildern fehlt ein Alternativtext.",
    no_pictures="Der Text enthält keine Bilder, die etwas aussagen.",
    formulas="Formeln sind in MathML gesetzt.",
    tables="Alle Tabellen haben Kopfzellen.",
    languages="Stellen in anderen Sprachen sind als solche gekennzeichnet.",
    reader_chooses="Der Text fließt frei; Größe, Schrift, Abstände und Farben bestimmen die Lesenden.",
    no_hazards="Nichts darin blinkt, bewegt sich oder macht Geräusche.",
    hazards_unknown="Einige Bilder bewegen sich; ob sie blinken, wurde nicht untersucht.",
)

_FRENCH = AccessWords(
    language="fr",
    page_list="Liste des pages",
    contents="Le livre a une table des matières avec des liens.",
    headings="Ses titres se suivent sans saut de niveau.",
    index="L’index est relié au texte par des liens.",
    pages="Les pages de l’édition imprimée sont marquées dans le texte et répertoriées.",
    pictures_described="Toutes les images porteuses de sens ont un texte de remplacement.",
    pictures_not_described="Certaines images n’ont pas de texte de remplacement.",
    no_pictures="Le texte ne contient pas d’image porteuse de sens.",
    formulas="Les formules sont en MathML.",
    tables="Tous les tableaux ont des cellules d’en-tête.",
    languages="Les passages en d’autres langues sont signalés comme tels.",
    reader_chooses="Le texte se recompose\u202f; le lecteur choisit taille, police, espacements et couleurs.",
    no_hazards="Rien n’y clignote, n’y bouge ni n’y fait de bruit.",
    hazards_unknown="Certaines images bougent\u202f; on n’a pas examiné si elles clignotent.",
)

_SPANISH = AccessWords(
    language="es",
    page_list="Lista de páginas",
    contents="El libro tiene un índice con enlaces.",
    headings="Sus títulos se suceden sin saltos de nivel.",
    index="El índice alfabético está enlazado con el texto.",
    pages="Las páginas de la edición impresa están marcadas en el texto y listadas.",
    pictures_described="Todas las imágenes con significado tienen un texto alternativo.",
    pictures_not_described="Algunas imágenes no tienen texto alternativo.",
    no_pictures="El texto no contiene imágenes con significado.",
    formulas="Las fórmulas están en MathML.",
    tables="Todas las tablas tienen celdas de encabezado.",
    languages="Los pasajes en otros idiomas están marcados como tales.",
    reader_chooses="El texto es fluido; su tamaño, tipo de letra, espaciado y colores los elige quien lee.",
    no_hazards="Nada en él parpadea, se mueve ni suena.",
    hazards_unknown="Algunas imágenes se mueven; no se ha examinado si parpadean.",
)

_ITALIAN = AccessWords(
    language="it",
    page_list="Elenco delle pagine",
    contents="Il libro ha un indice con collegamenti.",
    headings="I suoi titoli si susseguono senza salti di livello.",
    index="L’indice analitico è collegato al testo.",
    pages="Le pagine dell’edizione a stampa sono segnate nel testo ed elencate.",
    pictures_described="Tutte le immagini significative hanno un testo alternativo.",
    pictures_not_described="Alcune immagini non hanno un testo alternativo.",
    no_pictures="Il testo non contiene immagini significative.",
    formulas="Le formule sono in MathML.",
    tables="Tutte le tabelle hanno celle di intestazione.",
    languages="I passi in altre lingue sono segnalati come tali.",
    reader_chooses="Il testo è fluido; dimensione, carattere, spaziatura e colori sono a scelta di chi legge.",
    no_hazards="Nulla vi lampeggia, si muove o emette suoni.",
    hazards_unknown="Alcune immagini si muovono; non si è esaminato se lampeggiano.",
)

_DUTCH = AccessWords(
    language="nl",
    page_list="Paginalijst",
    contents="Het boek heeft een inhoudsopgave met koppelingen.",
    headings="De koppen volgen elkaar zonder sprongen op.",
    index="Het register is met de tekst verbonden.",
    pages="De pagina’s van de gedrukte uitgave zijn in de tekst gemarkeerd en opgesomd.",
    pictures_described="Alle afbeeldingen met betekenis hebben een tekstalternatief.",
    pictures_not_described="Sommige afbeeldingen hebben geen tekstalternatief.",
    no_pictures="De tekst bevat geen afbeeldingen met betekenis.",
    formulas="Formules zijn in MathML gezet.",
    tables="Alle tabellen hebben kopcellen.",
    languages="Passages in andere talen zijn als zodanig gemarkeerd.",
    reader_chooses="De tekst past zich aan; grootte, lettertype, afstanden en kleuren kiest de lezer.",
    no_hazards="Niets erin flitst, beweegt of maakt geluid.",
    hazards_unknown="Sommige afbeeldingen bewegen; of ze flitsen is niet onderzocht.",
)
