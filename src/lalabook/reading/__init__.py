"""The verb "read": the author's folder → a `Manuscript`.

order           which files make the book, by SUMMARY.md (summary), by folders or by names
front_matter    the YAML at a file's head
includes        mdBook's `{{#include …}}` (excerpts) and hidden_lines
roles, naming   what each division is, its region, id and number
made_matter     the divisions lalabook makes
watch           the works of the watch-next appendix
reader          all of it, one after the other
"""

from lalabook.reading.reader import read

__all__ = ["read"]
