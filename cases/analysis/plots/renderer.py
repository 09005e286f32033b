"""Draw a Vega-Lite specification as SVG or PNG: the program behind ``drawing``.

Runs as a process of its own, by its path, with little memory and few seconds, and imports nothing of the registry. It
reads the folder of the fonts, the format and the specification (JSON) from standard input, and writes the picture to
standard output. No address is fetched: a specification holds its rows itself.
"""

import json
import resource
import sys

import vl_convert

MEMORY = 1024 * 1024 * 1024  # bytes that may be written to; the engine reserves far more than it touches
SECONDS = 20  # of processor time
VERSION = "6.4"  # of Vega-Lite: the one that static/vendor holds for the page
SCALE = 2  # pixels of a PNG for one of the drawing


def main() -> None:
    asked = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    vl_convert.register_font_directory(asked["fonts"])
    sys.stdout.buffer.write(_drawn(asked["specification"], asked["format"]))


def _drawn(specification: dict, form: str) -> bytes:
    if form == "png":
        return vl_convert.vegalite_to_png(specification, vl_version=VERSION, scale=SCALE, allowed_base_urls=[])
    return vl_convert.vegalite_to_svg(specification, vl_version=VERSION, allowed_base_urls=[]).encode()


if __name__ == "__main__":
    main()
