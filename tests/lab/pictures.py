"""Pictures as SVG, which stand by themselves and say in words what they show."""

from collections.abc import Iterator, Sequence
from html import escape

from tests.lab.checker import Operation

GREEN, RED, GREY, INK, PALE = "#1f6f50", "#a3342c", "#5c6474", "#1d2433", "#dfe5ec"
WIDE, LEFT, LINE = 960, 20, 30
WHITE = "#fff"
DARK = {WHITE: "#14181f", GREEN: "#5cc79b", RED: "#ff9d92", GREY: "#98a2b5", INK: "#e6eaf2", PALE: "#313a4a"}
"""What each becomes where people prefer dark."""
STYLE = "".join(
    f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}' for light, dark in DARK.items()
)


def drawing(name: str, said: str, wide: int, high: float, inside: str) -> str:
    """One picture, with its name and what it says for those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high:.0f}" role="img" '
        f'aria-label="{escape(f"{name}. {said}")}" font-family="sans-serif" font-size="12">'
        f"<style>@media(prefers-color-scheme:dark){{{STYLE}}}</style>"
        f'<rect width="100%" height="100%" fill="{WHITE}"/>{inside}</svg>'
    )


def history(done: Sequence[Operation], order: Sequence[Operation]) -> str:
    """Operations as bars over time, and the place of each in an order that explains all answers."""
    begun = min(one.began for one in done)
    over = max([one.ended for one in done if one.is_known] or [begun + 1])
    scale = (WIDE - 2 * LEFT) / max(over - begun, 1e-9)
    places = {id(one): n for n, one in enumerate(order, 1)}
    lanes = list(laned(done, over))

    def long(one: Operation) -> float:
        return max(3.0, ((one.ended if one.is_known else over) - one.began) * scale)

    bars = "".join(
        _operation(one, places.get(id(one)), LEFT + (one.began - begun) * scale, long(one), lane)
        for lane, one in lanes
    )
    high = (max(lane for lane, _ in lanes) + 1) * LINE + 50
    foot = (
        f'<text x="{LEFT}" y="{high - 14}" fill="{INK}">{(over - begun):.2f} seconds. The numbers are '
        "an order "
        "in which every answer would have been the same one after the other; grey: nobody knows what "
        "became of it."
        "</text>"
    )
    said = f"{len(done)} operations at once, {len(order)} of them in an order that explains every answer"
    return drawing("A history", said, WIDE, high, bars + foot)


def laned(done: Sequence[Operation], over: float) -> Iterator[tuple[int, Operation]]:
    """Each operation, in the first line where there is room for it."""
    free: list[float] = []
    for one in sorted(done, key=lambda each: each.began):
        lane = next((n for n, ends in enumerate(free) if ends <= one.began), len(free))
        free[lane : lane + 1] = [one.ended if one.is_known else over]
        yield lane, one


def _operation(one: Operation, place: int | None, x: float, long: float, lane: int) -> str:
    top, colour = 10 + lane * LINE, GREEN if one.is_known else GREY
    what = escape(f"{' '.join(map(str, one.asked))}: {' '.join(map(str, one.outcome))}")
    number = "" if place is None else f'<text x="{x + 3:.1f}" y="{top + 15}" fill="{WHITE}">{place}</text>'
    return (
        f'<g><title>{what}</title><rect x="{x:.1f}" y="{top}" width="{long:.1f}" height="{LINE - 8}" rx="3" '
        f'fill="{colour}"/>{number}</g>'
    )


def latencies(runs: Sequence[Sequence[float]]) -> str:
    """How many had their answer by when: one line to a run."""
    most = max(max(one) for one in runs)
    wide, high, deep = WIDE - 80, 260, 30

    def curve(seconds: Sequence[float]) -> str:
        listed = sorted(seconds)
        marks = [listed[int(n / 60 * (len(listed) - 1))] for n in range(61)]
        dots = " ".join(
            f"{40 + at / most * wide:.1f},{high - n / 60 * (high - 20):.1f}" for n, at in enumerate(marks)
        )
        return f'<polyline points="{dots}" fill="none" stroke="{GREEN}" stroke-opacity=".6"/>'

    ticks = "".join(
        f'<text x="{40 + n / 4 * wide:.0f}" y="{high + 20}" text-anchor="middle" fill="{INK}">'
        f"{most * n / 4:.2f} s</text>"
        for n in range(5)
    )
    axis = f'<path d="M40 20V{high}H{40 + wide}" fill="none" stroke="{INK}"/>'
    axis += f'<text x="4" y="24" fill="{INK}">all</text>'
    middle = sorted(second for one in runs for second in one)
    said = f"Half had it in {middle[len(middle) // 2]:.2f} seconds, all in {most:.2f}; {len(runs)} runs"
    inside = axis + ticks + "".join(map(curve, runs))
    return drawing("How many had their answer by when", said, WIDE, high + deep, inside)


def survival(shares: Sequence[tuple[str, float]], sure: float) -> str:
    """Each guard that was taken out, and how often that showed. What is left of the line survived."""
    left, wide = 560, WIDE - 560 - 60
    bars = "".join(
        f'<text x="{left - 8}" y="{n * LINE + 25}" text-anchor="end" fill="{INK}">{escape(name)}</text>'
        f'<rect x="{left}" y="{n * LINE + 10}" width="{wide}" height="{LINE - 8}" fill="{PALE}"/>'
        f'<rect x="{left}" y="{n * LINE + 10}" width="{share * wide:.1f}" height="{LINE - 8}" '
        f'fill="{GREEN if share >= sure else RED}"/>'
        f'<text x="{left + wide + 8}" y="{n * LINE + 25}" fill="{INK}">{share:.0%}</text>'
        for n, (name, share) in enumerate(shares)
    )
    goal, high = left + sure * wide, len(shares) * LINE + 20
    line = f'<path d="M{goal} 4V{high - 4}" stroke="{INK}" stroke-dasharray="4 3"/>'
    said = "; ".join(f"{name}: {share:.0%}" for name, share in shares)
    return drawing("How often a missing guard shows", said, WIDE, high, bars + line)
