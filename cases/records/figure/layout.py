"""From the story to places on paper, in pixels of the figure's own view box. Draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from cases.records.figure.metrics import SMALL, Rows, longest_that_fits, shortened, width_of
from cases.records.figure.moments import Moment
from cases.records.figure.story import Course, Event, Lane, Mark, Story
from cases.records.figure.words import compartment_title
from cases.rules.definition import Definition

DAYS_PER_MONTH, DAYS_PER_YEAR = 30.4375, 365.25
EDGE = 10.0
"""Pixels kept free at both ends of the axis."""


@dataclass(frozen=True)
class Style:
    """Measures of one size of the figure, in pixels; ``months``: the axis counts months, else days."""

    gutter: int
    plot: int
    lane: int
    compact: bool
    months: bool


FULL = Style(gutter=124, plot=1170, lane=20, compact=False, months=True)
COMPACT = Style(gutter=104, plot=336, lane=14, compact=True, months=False)
CROWDED_DAYS = 1800
SILENCE_DAYS = 540
"""More days than these without any date are cut out of the axis."""
CUT_DAYS = 75
"""Days that a cut still takes on paper."""
LONGEST_MARK = 320
"""Pixels that the words of a mark may take."""
PLOT_WIDTHS = (1, 1.5, 2, 3)
"""A history longer than so many days gets a plot so many times as wide, which scrolls."""


@dataclass(frozen=True)
class Windows:
    """The assessment windows around an event, in days from it, both ends included; ``event``: what it is called."""

    tight: tuple[int, int]
    wide: tuple[int, int]
    event: str = "skin event"

    @classmethod
    def of(cls, definition: Definition) -> "Windows":
        return cls(definition.constants.tight, definition.constants.wide, definition.event)

    @property
    def tight_words(self) -> str:
        return _window_words(self.tight)

    @property
    def wide_words(self) -> str:
        return _window_words(self.wide)


def _window_words(window: tuple[int, int]) -> str:
    return f"{-window[0]} days before to {window[1]} after"


@dataclass(frozen=True)
class Text:
    """Words at a place. ``anchor``: start, middle or end; ``status``: of the shape beneath."""

    x: float
    y: float
    words: str
    css: str = ""
    anchor: str = "start"
    status: str | None = None


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    css: str


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    css: str


@dataclass(frozen=True)
class Shape:
    """A filled outline. ``points``: of an SVG polygon; ``status``: decides its colour and pattern."""

    points: str
    css: str
    status: str | None = None


@dataclass(frozen=True)
class Point:
    """A mark at a place. ``hollow``: its day hangs on another record."""

    kind: str
    x: float
    y: float
    hollow: bool


@dataclass
class Sheet:
    """What is on paper so far."""

    gutter: list[Text] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    cuts: list[Box] = field(default_factory=list)
    """Bands where the axis is cut; they stand over the shapes."""
    over: list[Line] = field(default_factory=list)
    """Lines that stand over the shapes."""
    points: list[Point] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    y: float = 0.0


@dataclass(frozen=True)
class Scale:
    """Days to pixels. ``cuts``: stretches of days in which nothing is dated, drawn short."""

    first: float
    last: float
    width: float
    until: float
    """The day on which what is still going on ends on paper: the end of the axis, or the day of death."""
    cuts: tuple[tuple[float, float], ...] = ()

    def x(self, day: float) -> float:
        place = EDGE + self.shown(day) / max(self.shown(self.last), 1) * (self.width - 2 * EDGE)
        return round(min(max(place, 0.0), self.width), 1)

    def shown(self, day: float) -> float:
        """Days on paper from the beginning of the axis to a day."""
        saved = sum((min(day, end) - start) * (1 - CUT_DAYS / (end - start)) for start, end in self.cuts if day > start)
        return day - self.first - saved

    def is_cut(self, day: float) -> bool:
        return any(start < day < end for start, end in self.cuts)


def full_scale(story: Story, windows: Windows) -> Scale:
    """An axis from the first date to the last, the windows of the index event included; long silences are cut."""
    spans = [(story.origin, story.origin), *((one.lo, one.hi) for one in story.moments)]
    spans += [
        (event.moment.lo + windows.wide[0], event.moment.hi + windows.wide[1]) for event in story.events if event.index
    ]
    first, last = min(lo for lo, _ in spans), max(hi for _, hi in spans)
    cuts = _silences(sorted(spans))
    room = max((last - first - sum(end - start - CUT_DAYS for start, end in cuts)) * 0.02, 20)
    whole = Scale(first - room, last + 2 * room, FULL.plot, _until(story, last + 2 * room), cuts)
    shown = whole.shown(last)
    times = next((one for one in PLOT_WIDTHS if shown / one <= CROWDED_DAYS), PLOT_WIDTHS[-1])
    return replace(whole, width=round(FULL.plot * times))


def _silences(spans: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The long stretches without any date between spans in order, a margin left at both ends."""
    cuts, covered = [], spans[0][1]
    for lo, hi in spans:
        if lo - covered > SILENCE_DAYS:
            cuts.append((covered + CUT_DAYS, lo - CUT_DAYS))
        covered = max(covered, hi)
    return tuple(cuts)


def event_scale(story: Story, windows: Windows) -> Scale:
    """An axis around the story's one event: its widest window with a margin."""
    moment, room = story.events[0].moment, 60
    first, last = moment.lo + windows.wide[0] - room, moment.hi + windows.wide[1] + room
    return Scale(first, last, COMPACT.plot, _until(story, last))


def _until(story: Story, last: float) -> float:
    return min(last, story.death.at) if story.death else last


def lay_out(story: Story, scale: Scale, windows: Windows, style: Style) -> Sheet:
    """Place everything, from the regimens down to the axis."""
    sheet = Sheet()
    _place_courses(sheet, story.courses, scale, style)
    if not style.compact:
        _place_marks(sheet, story.marks, scale)
    top = sheet.y + (2 if style.compact else 6)
    _place_lanes(sheet, story.lanes, scale, style)
    if not style.compact:
        _place_events(sheet, story.events, scale, f"{windows.event.capitalize()}s")
    _shade(sheet, story.events, scale, windows, top, style)
    _place_axis(sheet, story, scale, top, style)
    return sheet


def _place_cuts(sheet: Sheet, scale: Scale, y: float) -> None:
    """Where years are left out: a band over everything, with how long they were on the axis."""
    for start, end in scale.cuts:
        left, right = scale.x(start), scale.x(end)
        sheet.cuts.append(Box(left, 0, right - left, y + 4, "cut"))
        sheet.over += [Line(edge - 3, y + 5, edge + 3, y - 5, "axis") for edge in (left, right)]
        words = f"{(end - start) / DAYS_PER_YEAR:.1f} years"
        sheet.texts.append(Text((left + right) / 2, y + 16, words, "small", "middle"))


# Regimens.


def _place_courses(sheet: Sheet, courses: Sequence[Course], scale: Scale, style: Style) -> None:
    shown = [one for one in courses if _end_of(one, courses, scale) >= scale.first and one.start.lo <= scale.last]
    if not shown:
        return
    _heading(sheet, "Regimens", style)
    rows, top = Rows(), sheet.y + (2 if style.compact else 4)
    height = 24 if style.compact else 42
    for course in shown:
        left, right = scale.x(course.start.lo), scale.x(_end_of(course, courses, scale))
        title = course.drugs if style.compact else course.title
        room = scale.width - 4
        wide = max(width_of(title), 0 if style.compact else width_of(course.drugs, SMALL))
        start = max(min(scale.x(course.start.at), room - wide), 2)
        row = rows.place(min(left, start), max(right, min(start + wide, room)))
        y = top + row * height
        sheet.texts.append(Text(start, y + 10, shortened(title, room - start), "strong"))
        if not style.compact and course.drugs:
            drugs = shortened(course.drugs, room - start, SMALL)
            sheet.texts.append(Text(start, y + 23, drugs, "small soft"))
        _bar(sheet, course, courses, scale, y + (13 if style.compact else 28), style)
    sheet.y = top + len(rows) * height


def _end_of(course: Course, courses: Sequence[Course], scale: Scale) -> float:
    """Where the bar ends: the stop; without one, the start of the next regimen or the end of the axis."""
    if course.stop is not None:
        return max(course.stop.hi, course.start.hi + 1)
    later = [one.start.at for one in courses if one.start.at > course.start.at]
    return scale.until if course.ongoing or not later else min(later)


def _bar(sheet: Sheet, course: Course, courses: Sequence[Course], scale: Scale, y: float, style: Style) -> None:
    height = 7 if style.compact else 9
    css = "course" if course.anti_her2 else "course other"
    stop = course.stop
    end = scale.x(_end_of(course, courses, scale))
    if stop is None:
        css += " running" if course.ongoing else " open"
    points = _ramped(
        scale.x(course.start.lo),
        scale.x(course.start.hi),
        scale.x(stop.lo) if stop else end,
        scale.x(stop.hi) if stop else end,
        y,
        height,
    )
    sheet.shapes.append(Shape(points, css))
    if course.ongoing:
        sheet.points.append(Point("arrow", end, y + height / 2, False))
    for moment in (course.start, stop):
        if moment is not None:
            _edge_mark(sheet, moment, scale, y + height / 2)


def _ramped(left_lo: float, left_hi: float, right_lo: float, right_hi: float, y: float, height: float) -> str:
    """A bar whose ends lean as far as their dates are uncertain; upright ends are known to the day."""
    right_lo, right_hi = max(right_lo, left_lo), max(right_hi, left_hi)
    corners = ((left_lo, y + height), (left_hi, y), (right_hi, y), (right_lo, y + height))
    return " ".join(f"{round(x, 1)},{round(place, 1)}" for x, place in corners)


def _edge_mark(sheet: Sheet, moment: Moment, scale: Scale, y: float) -> None:
    """A hollow dot where the day hangs on another record."""
    if moment.relative and scale.first <= moment.at <= scale.last:
        sheet.points.append(Point("dot", scale.x(moment.at), y, True))


# Biopsies, local treatments, diagnosis, death.


def _place_marks(sheet: Sheet, marks: Sequence[Mark], scale: Scale) -> None:
    if not marks:
        return
    sheet.y += 4
    _heading(sheet, "Biopsies and", FULL)
    sheet.gutter.append(Text(0, sheet.y + 25, "local treatment", "head"))
    rows, top = Rows(gap=10), sheet.y + 4
    for mark in marks:
        x = scale.x(mark.moment.at)
        low, high = scale.x(mark.moment.lo), scale.x(mark.until.hi if mark.until else mark.moment.hi)
        words = shortened(mark.title, LONGEST_MARK)
        after = max(high, x + 7) + 5
        turned = after + width_of(words) > scale.width
        left = min(low, x - 7) - (width_of(words) + 5 if turned else 0)
        right = max(high, x + 7) if turned else after + width_of(words)
        y = top + rows.place(left, right) * 20 + 8
        if mark.until:
            points = _ramped(low, scale.x(mark.moment.hi), scale.x(mark.until.lo), high, y - 3, 6)
            sheet.shapes.append(Shape(points, "span"))
        else:
            _whisker(sheet, mark.moment, scale, y)
        sheet.points.append(Point(mark.kind, x, y, mark.moment.relative))
        place = min(low, x - 7) - 5 if turned else after
        sheet.texts.append(Text(place, y + 4, words, "", "end" if turned else "start"))
    sheet.y = top + len(rows) * 20


def _whisker(sheet: Sheet, moment: Moment, scale: Scale, y: float) -> None:
    """The days that a date may be, as a line with end strokes; an open side runs out dashed."""
    low, high = scale.x(moment.lo), scale.x(moment.hi)
    if moment.lo != moment.hi:
        sheet.lines.append(Line(low, y, high, y, "whisker"))
        sheet.lines += [Line(x, y - 4, x, y + 4, "whisker") for x in (low, high)]
    if moment.open_sided and not moment.relative:
        x = low - 24 if moment.earliest is None else high + 24
        sheet.lines.append(Line(max(x, 0), y, low if x < low else high, y, "whisker open"))


# Compartments.


def _place_lanes(sheet: Sheet, lanes: Sequence[Lane], scale: Scale, style: Style) -> None:
    for skin, title in ((False, "Other organs"), (True, "Skin")):
        group = [one for one in lanes if one.skin is skin and one.readings[0].moment.lo < scale.last]
        if not group:
            continue
        if not style.compact:
            sheet.y += 6
            _heading(sheet, title, style, rule="skin" if skin else "organs")
            sheet.y += 18
        elif skin:
            sheet.lines.append(Line(0, sheet.y + 3, scale.width, sheet.y + 3, "rule skin"))
            sheet.y += 4
        for lane in group:
            _place_lane(sheet, lane, scale, style)


def _place_lane(sheet: Sheet, lane: Lane, scale: Scale, style: Style) -> None:
    top = sheet.y + (4 if style.compact else 8)
    height = style.lane + (4 if lane.skin and not style.compact else 0)
    title = shortened(compartment_title(lane.compartment, short=style.compact), style.gutter - 8)
    sheet.gutter.append(Text(0, top + height / 2 + 4, title, "lane skin" if lane.skin else "lane"))
    sheet.lines.append(Line(0, top + height, scale.width, top + height, "ground"))
    spans = _spans(lane, scale)
    sheet.y = top + height + _place_words(sheet, lane, spans, top, height) * 12
    for number, (reading, corners) in enumerate(zip(lane.readings, spans, strict=True)):
        if corners[3] - corners[0] >= 1:
            css = "gap" if not reading.status else "held last" if number == len(spans) - 1 else "held"
            sheet.shapes.append(Shape(_ramped(*corners, top, height), css, reading.status))
        if not style.compact and scale.first <= reading.moment.at <= scale.last:
            sheet.points.append(Point("look", scale.x(reading.moment.at), top - 4, reading.moment.relative))


def _spans(lane: Lane, scale: Scale) -> list[tuple[float, float, float, float]]:
    """For each reading the corners of its step: its first and last possible start, and the next reading's.

    A boundary never runs back behind the one before it.
    """
    starts, low, high = [], float("-inf"), float("-inf")
    for reading in lane.readings:
        low, high = max(low, reading.moment.lo), max(high, reading.moment.hi)
        starts.append((scale.x(low), scale.x(high)))
    end = max(scale.x(scale.until), starts[-1][1])
    return [(*one, *following) for one, following in pairwise([*starts, (end, end)])]


def _place_words(sheet: Sheet, lane: Lane, spans: list, top: float, height: float) -> int:
    """Words into the steps; a run too narrow for any gets it beneath, in as many rows as returned."""
    flags = Rows(gap=3)
    numbered = list(enumerate(zip(lane.readings, spans, strict=True)))
    for _, run in groupby(numbered, key=lambda one: one[1][0].status):
        steps = list(run)
        said = False
        for number, (reading, corners) in steps:
            left = (corners[0] + corners[1]) / 2 + (corners[1] - corners[0]) / 4 + 5
            right = (corners[2] + corners[3]) / 2 - (corners[3] - corners[2]) / 4 - 3
            word = longest_that_fits(reading.words, right - left)
            if word:
                kind = "gap" if not reading.status else "last" if number == len(spans) - 1 else ""
                place = (left, top + height / 2 + 4)
                sheet.texts.append(Text(*place, word, f"word {kind}".strip(), status=reading.status))
            said = said or bool(word)
        _, (reading, corners) = steps[0]
        if not said and reading.status and corners[3] - corners[0] >= 1:
            short, x = reading.words[-1], (corners[0] + corners[1]) / 2
            row = flags.place(x, x + width_of(short, SMALL))
            sheet.texts.append(Text(x, top + height + 10 + row * 12, short, "small flag"))
    return len(flags)


# Events, windows, axis.


def _place_events(sheet: Sheet, events: Sequence[Event], scale: Scale, title: str) -> None:
    if not events:
        return
    sheet.y += 6
    _heading(sheet, title, FULL)
    rows, top = Rows(gap=12), sheet.y + 2
    for event in events:
        x, low, high = (scale.x(day) for day in (event.moment.at, event.moment.lo, event.moment.hi))
        after = max(high, x + 9) + 5
        turned = after + width_of(event.words) + 4 > scale.width
        left = min(low, x - 9) - (width_of(event.words) + 5 if turned else 0)
        right = max(high, x + 9) if turned else after + width_of(event.words)
        y = top + rows.place(left, right) * 20 + 10
        _whisker(sheet, event.moment, scale, y)
        sheet.points.append(Point("event" if event.index else "event minor", x, y, event.moment.relative))
        place = min(low, x - 9) - 5 if turned else after
        css = "strong" if event.index else ""
        sheet.texts.append(Text(place, y + 4, event.words, css, "end" if turned else "start"))
    sheet.y = top + len(rows) * 20


def _shade(sheet: Sheet, events: Sequence[Event], scale: Scale, windows: Windows, top: float, style: Style) -> None:
    """The windows of the index event, wide enough for every day that its own date allows."""
    for event in events:
        if not event.index:
            continue
        lo, hi = event.moment.lo, event.moment.hi
        for (before, after), css in ((windows.wide, "window wide"), (windows.tight, "window tight")):
            left, right = scale.x(lo + before), scale.x(hi + after)
            sheet.shades.append(Box(left, top, right - left, sheet.y - top, css))
            sheet.over += [Line(edge, top, edge, sheet.y, f"edge {css}") for edge in (left, right)]
        x = scale.x(event.moment.at)
        sheet.over.append(Line(x, top, x, sheet.y - (0 if style.compact else 8), "index"))
        if style.compact:
            sheet.points.append(Point("event", x, sheet.y + 6, event.moment.relative))


def _place_axis(sheet: Sheet, story: Story, scale: Scale, top: float, style: Style) -> None:
    y = sheet.y + (12 if style.compact else 6)
    sheet.lines.insert(0, Line(0, y, scale.width, y, "axis"))
    zero = next((one.moment.at for one in story.events if one.index), 0) if style.compact else story.origin
    unit = DAYS_PER_MONTH if style.months else 1.0
    step = _step(scale.shown(scale.last) / unit, scale.width / (64 if style.compact else 56))
    number = -(-(scale.first - zero) // (step * unit))
    while zero + number * step * unit <= scale.last:
        day = zero + number * step * unit
        number += 1
        if scale.is_cut(day - CUT_DAYS / 2) or scale.is_cut(day + CUT_DAYS / 2):
            continue
        x = scale.x(day)
        sheet.lines.insert(0, Line(x, top, x, y + 4, "gridline zero" if day == zero else "gridline"))
        sheet.texts.append(Text(x, y + 16, _tick(round((day - zero) / unit)), "small", "middle"))
        if style.months:
            sheet.texts.append(Text(x, y + 29, f"d{_tick(round(day))}", "small soft", "middle"))
    _place_cuts(sheet, scale, y)
    sheet.gutter.append(Text(0, y + 16, "Months" if style.months else "Days from event", "small"))
    if style.months:
        sheet.gutter.append(Text(0, y + 29, "Day of the record", "small soft"))
    sheet.y = y + (34 if style.months else 20)


def _tick(number: int) -> str:
    return f"−{-number}" if number < 0 else str(number)


def _step(span: float, most: float) -> int:
    """The smallest round step that gives at most so many ticks."""
    return next((one for one in (1, 2, 3, 6, 12, 25, 50, 100, 200) if span / one <= most), 400)


def _heading(sheet: Sheet, title: str, style: Style, rule: str = "") -> None:
    if rule:
        sheet.rules.append(sheet.y)
        sheet.lines.append(Line(0, sheet.y, 10_000, sheet.y, f"rule {rule}"))
    sheet.gutter.append(Text(0, sheet.y + 12, title, "head"))


def clipped(sheet: Sheet, width: float) -> Sheet:
    """The same sheet with lines no longer than the plot is wide."""
    return replace(sheet, lines=[replace(one, x2=min(one.x2, width)) for one in sheet.lines])
