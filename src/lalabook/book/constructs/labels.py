"""A language → the names of divisions and boxes that the author left unnamed: "Preface", "Warning"."""

from __future__ import annotations

from lalabook.terms import Role
from lalabook.words import words_for

_ROLES = (
    Role.FOREWORD,
    Role.PREFACE,
    Role.ACKNOWLEDGMENTS,
    Role.INTRODUCTION,
    Role.PROLOGUE,
    Role.CONCLUSION,
    Role.EPILOGUE,
    Role.AFTERWORD,
    Role.NOTES,
    Role.GLOSSARY,
    Role.BIBLIOGRAPHY,
    Role.COLOPHON,
)
_TITLES = {
    "en": "Foreword|Preface|Acknowledgments|Introduction|Prologue|Conclusion|Epilogue|Afterword|Notes|Glossary|"
    "Bibliography|Colophon",
    "de": "Geleitwort|Vorwort|Dank|Einleitung|Prolog|Schluss|Epilog|Nachwort|Anmerkungen|Glossar|"
    "Literaturverzeichnis|Kolophon",
    "fr": "Avant-propos|Préface|Remerciements|Introduction|Prologue|Conclusion|Épilogue|Postface|Notes|Glossaire|"
    "Bibliographie|Colophon",
    "es": "Presentación|Prefacio|Agradecimientos|Introducción|Prólogo|Conclusión|Epílogo|Posfacio|Notas|Glosario|"
    "Bibliografía|Colofón",
    "it": "Presentazione|Prefazione|Ringraziamenti|Introduzione|Prologo|Conclusione|Epilogo|Postfazione|Note|"
    "Glossario|Bibliografia|Colophon",
    "nl": "Ten geleide|Voorwoord|Dankwoord|Inleiding|Proloog|Conclusie|Epiloog|Nawoord|Noten|Woordenlijst|"
    "Bibliografie|Colofon",
}

_UNTITLED = (Role.FRONTISPIECE, Role.IMPRINT, Role.DEDICATION, Role.EPIGRAPH)
_UNTITLED_NAMES = {
    "en": "Frontispiece|Imprint|Dedication|Epigraph",
    "de": "Frontispiz|Impressum|Widmung|Motto",
    "fr": "Frontispice|Mentions légales|Dédicace|Épigraphe",
    "es": "Frontispicio|Créditos|Dedicatoria|Epígrafe",
    "it": "Antiporta|Note editoriali|Dedica|Epigrafe",
    "nl": "Frontispice|Impressum|Opdracht|Motto",
}

_KINDS = ("note", "tip", "important", "warning", "caution", "aside")
_KIND_LABELS = {
    "en": "Note|Tip|Important|Warning|Caution|Aside",
    "de": "Hinweis|Tipp|Wichtig|Warnung|Vorsicht|Nebenbei",
    "fr": "Remarque|Conseil|Important|Avertissement|Attention|Aparté",
    "es": "Nota|Consejo|Importante|Advertencia|Precaución|Aparte",
    "it": "Nota|Suggerimento|Importante|Avvertenza|Attenzione|A margine",
    "nl": "Opmerking|Tip|Belangrijk|Waarschuwing|Let op|Terzijde",
}


def title_of_role(role: Role, language: str) -> str:
    """The heading a division of this role gets where the author wrote none; empty where it stands without one."""
    words = words_for(language)
    made = {
        Role.CONTENTS: words.contents,
        Role.LIST_OF_BOXES: words.boxes,
        Role.LIST_OF_FIGURES: words.figures,
        Role.LIST_OF_TABLES: words.tables,
        Role.WATCH_NEXT: words.watch_next,
        Role.INDEX: words.index,
        Role.APPENDIX: words.appendix,
    }
    return made.get(role) or _paired(_ROLES, _TITLES, words.language).get(role, "")


def name_of_role(role: Role, language: str) -> str:
    """What contents and landmarks call a division that shows no title ("Dedication"); empty for a chapter or part."""
    words = words_for(language)
    shown = {Role.COVER: words.cover, Role.HALF_TITLE: words.half_title, Role.TITLE_PAGE: words.title_page}
    return shown.get(role) or _paired(_UNTITLED, _UNTITLED_NAMES, words.language).get(role, "")


def label_of_kind(kind: str, language: str) -> str:
    """What is printed over a box that is not numbered ("Warning")."""
    return _paired(_KINDS, _KIND_LABELS, words_for(language).language).get(kind, "")


def _paired(keys: tuple[str, ...], table: dict[str, str], language: str) -> dict[str, str]:
    return dict(zip(keys, table[language].split("|"), strict=True))
