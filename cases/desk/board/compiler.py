"""Set a page as PDF: the program behind ``setting``.

Runs as a process of its own, by its path, with little memory and few seconds, and imports nothing of the registry. It
reads a line with the pattern's length, the pattern (Typst) and its data (JSON) from standard input, and writes the PDF
to standard output. Fonts are those within the library, so that the same case gives the same bytes on every machine.
"""

import json
import resource
import sys

import typst

MEMORY = 2 * 1024 * 1024 * 1024  # bytes of address space, most of it never touched
SECONDS = 15  # of processor time


def main() -> None:
    asked = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    page = typst.compile(
        asked["pattern"].encode(),
        font_paths=[],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(asked["data"])},
    )
    sys.stdout.buffer.write(page)


if __name__ == "__main__":
    main()
