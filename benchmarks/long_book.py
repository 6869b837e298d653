"""How long a long book takes, as ratios against peers in the same run. Fetches nothing.

    python benchmarks/long_book.py [--chapters 110] [--jobs 2] [--book DIR]

The book is made from this repository: the manuscript's chapters in turn, each followed by listings of lalabook's own
source, until there are so many chapters. `--book DIR` measures an existing mdBook instead. The yardstick is what an
author would write without lalabook: Python-Markdown (extra, toc, codehilite) → one HTML → WeasyPrint, tagged PDF,
contents by target-counter.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
LALABOOK = [sys.executable, "-m", "lalabook"]

PLAIN = """
import sys, pathlib, markdown
from weasyprint import HTML
bodies = []
for number, path in enumerate(sys.argv[3:]):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    toc = {"slugify": lambda s, sep, n=number: f"c{n}-" + "-".join(s.lower().split())}
    md = markdown.Markdown(extensions=["extra", "toc", "codehilite"], extension_configs={"toc": toc})
    bodies.append((md.convert(text), f"c{number}"))
contents = "".join(f'<li><a href="#{key}">Chapter</a></li>' for _, key in bodies)
chapters = "".join(f'<section id="{key}">{body}</section>' for body, key in bodies)
css = '''@page { size: 6in 9in; margin: .75in; @bottom-center { content: counter(page) } }
section { break-before: right } body { font: 10.25pt/14pt serif; text-align: justify; hyphens: auto }
li a::after { content: leader('.') target-counter(attr(href), page) } pre { font-size: 8pt; white-space: pre-wrap }
.codehilite .k { font-weight: bold } .codehilite .s2 { color: #060 } .codehilite .c1 { color: #666 }'''
head = f"<head><title>Book</title><style>{css}</style></head>"
html = f"<html lang=en>{head}<body><ol>{contents}</ol>{chapters}</body></html>"
HTML(string=html, base_url=sys.argv[2]).write_pdf(sys.argv[1], pdf_variant="pdf/ua-1")
"""


def make_book(folder: Path, chapters: int) -> Path:
    """A book of so many chapters from the manuscript's text and lalabook's own source as listings."""
    prose = sorted((ROOT / "manuscript" / "body").rglob("*.md"))
    code = sorted((ROOT / "src" / "lalabook").rglob("*.py"), key=lambda path: str(path))
    (folder / "manuscript" / "body").mkdir(parents=True)
    (folder / "book.toml").write_text('[book]\ntitle = "A Long Book"\nauthors = ["lalabook"]\nlanguage = "en"\n')
    for number in range(chapters):
        text = _without_references(prose[number % len(prose)].read_text(encoding="utf-8"))
        listing = code[number % len(code)].read_text(encoding="utf-8").split("\n\n\n")
        blocks = "\n\n".join(f"Listing {at}.\n\n```python\n{part}\n```" for at, part in enumerate(listing[:12], 1))
        text = f"{text}\n\n## Listings\n\n{blocks}\n"
        (folder / "manuscript" / "body" / f"{number + 1:03}.md").write_text(text, encoding="utf-8")
    return folder


def _without_references(text: str) -> str:
    """A chapter that stands alone: no front matter id, no links, pictures or boxes' ids that would clash or miss."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)(\{[^}]*\})?", "", text)
    text = re.sub(r"\[\]\([^)]*\)(\{[^}]*\})?", "it", text)
    return re.sub(r"\[([^\]^]+)\]\([^)]*\)(\{[^}]*\})?", r"\1", text)


def timed(command: list[str], cwd: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak megabytes (largest single process) of a command and its children."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status):
            said.seek(0)
            sys.exit(f"{' '.join(command[:4])} …: failed\n{said.read().decode()[-2000:]}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def chapter_files(book: Path) -> list[Path]:
    summary = book / "src" / "SUMMARY.md"
    if summary.exists():
        return [book / "src" / name for name in re.findall(r"\(([^)]+\.md)\)", summary.read_text(encoding="utf-8"))]
    return sorted((book / "manuscript" / "body").glob("*.md"))


def edit_one(book: Path) -> None:
    """Change one word in the middle chapter, so that its pages stay as many."""
    path = chapter_files(book)[len(chapter_files(book)) // 2]
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\bthe\b", "teh", text, count=1), encoding="utf-8")


def peers(book: Path, work: Path) -> dict[str, list[str]]:
    """The peers that are installed, as commands."""
    files = [str(path) for path in chapter_files(book)]
    plain = [sys.executable, "-c", PLAIN, str(work / "plain.pdf"), str(book) + "/", *files]
    found = {"plain WeasyPrint → tagged PDF": plain}
    if shutil.which("pandoc"):
        found["pandoc → EPUB"] = ["pandoc", "-o", str(work / "pandoc.epub"), *files]
        weasyprint = str(Path(sys.executable).parent / "weasyprint")
        found["pandoc → WeasyPrint → PDF"] = [
            "pandoc", "--toc", f"--pdf-engine={weasyprint}", "-o", str(work / "pandoc.pdf"), *files
        ]  # fmt: skip
        if shutil.which("typst"):
            found["pandoc → Typst → PDF"] = ["pandoc", "--pdf-engine=typst", "-o", str(work / "typst.pdf"), *files]
    return found


def main() -> None:
    words = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    words.add_argument("--chapters", type=int, default=110)
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    words.add_argument("--book", type=Path, help="an mdBook to measure instead of a made one (it is copied)")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        book = work / "book"
        if asked.book:
            shutil.copytree(asked.book, book, ignore=shutil.ignore_patterns("build", ".git"))
        else:
            make_book(book, asked.chapters)
        report(book, work, asked.jobs)


def report(book: Path, work: Path, jobs: int) -> None:
    build = [*LALABOOK, "build", str(book), "--jobs", str(jobs)]

    def emptied(command: list[str]) -> Callable[[], list[str]]:
        return lambda: (shutil.rmtree(book / "build", ignore_errors=True), command)[1]

    def edited() -> list[str]:
        edit_one(book)
        return build

    one_job = [*build[:-1], "1"]
    runs: dict[str, Callable[[], list[str]]] = {
        "lalabook, both editions, from nothing": emptied(build),
        "lalabook, PDF, one worker": emptied([*one_job, "--edition", "pdf"]),
        "lalabook, PDF, from nothing": emptied([*build, "--edition", "pdf"]),
        "lalabook, EPUB, from nothing": emptied([*build, "--edition", "epub"]),
        "(fill the cache)": emptied(build),
        "lalabook, one chapter edited": edited,
        "lalabook, nothing changed": lambda: build,
        "python -c pass": lambda: [sys.executable, "-c", "pass"],
    }
    runs |= {name: (lambda command=command: command) for name, command in peers(book, work).items()}
    measured = {name: timed(command(), book) for name, command in runs.items()}
    print_table(measured)


def print_table(measured: dict[str, tuple[float, float, float]]) -> None:
    yardstick = measured["plain WeasyPrint → tagged PDF"]
    print("| run | wall s | CPU s | peak MB | wall ÷ plain | CPU ÷ plain |\n|---|--:|--:|--:|--:|--:|")
    for name, (wall, cpu, peak) in measured.items():
        if not name.startswith("("):
            ratios = f"{wall / yardstick[0]:.3f} | {cpu / yardstick[1]:.3f}"
            print(f"| {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {ratios} |")
    unchanged, nothing = measured["lalabook, nothing changed"][0], measured["python -c pass"][0]
    one, both = measured["lalabook, PDF, one worker"][0], measured["lalabook, PDF, from nothing"][0]
    print(f"\nnothing changed ÷ python -c pass: {unchanged / nothing:.1f}")
    print(f"all workers ÷ one worker: {both / one:.2f}")


if __name__ == "__main__":
    main()
