"""The icons, drawn for this project on a grid of 16, in the colour of the text around them.

Each is the data of one SVG path: a line, or an area if it is in FILLED.
"""

ICONS = {
    "add": "M8 3v10M3 8h10",
    "blank": "M3 3h10v10H3zM6 8h4",
    "calendar": "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3",
    "check": "M3 8.5 6.5 12 13 4.5",
    "clock": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.3l2.3 1.4",
    "cross": "M4 4l8 8M12 4l-8 8",
    "dark": "M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z",
    "down": "M4 6.5 8 10.5l4-4",
    "download": "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10",
    "edit": "M3 13l.7-3L10.8 3l2.2 2.2L6 12.3zM9.5 4.3l2.2 2.2",
    "error": "M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.4v.6",
    "filter": "M2.5 3.5h11L9.5 8.5v4l-3 1v-5z",
    "info": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.3v3.6M8 5v.6",
    "light": "M8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5"
    "M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1",
    "lock": "M4 7h8v6.5H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
    "person": "M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM2.8 13.8c.6-2.8 2.6-4.2 5.2-4.2s4.6 1.4 5.2 4.2",
    "print": "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
    "question": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM6.2 6.5a1.8 1.8 0 1 1 2.7 1.6c-.6.3-.9.6-.9 1.2M8 11.2v.6",
    "search": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.4 3.4",
    "system": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 3.4a4.6 4.6 0 0 1 0 9.2z",
    "warning": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8v4M8 10.6v.6",
}
FILLED = frozenset({"system"})
