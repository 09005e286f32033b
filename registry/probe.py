"""A health check without any other program.

`python -m registry.probe readyz` asks the web server of this machine.
"""

import http.client
import os
import sys


def main(page: str) -> None:
    """Exit with 0 when the page answers 200, else with what was wrong."""
    link = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=5)
    try:
        link.request("GET", f"/{page}")
        status = link.getresponse().status
    except OSError as error:
        sys.exit(f"The web server does not answer: {error}")
    if status != 200:
        sys.exit(f"/{page} answered {status}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
