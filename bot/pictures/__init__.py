"""Pictures of what happened: a chart, a map, a timeline; sheets in, PNG out, right in each of our scripts."""

from __future__ import annotations

from bot.pictures.sheets import Figures, Map, Timeline


def draw(sheet: Figures | Map | Timeline) -> bytes:
    """Draw a sheet as a PNG; takes 50 to 100 ms of processor time, so not in the loop."""
    # Loaded by the first picture: Pillow takes memory that who never draws need not pay.
    from bot.pictures import chart, map, timeline

    match sheet:
        case Figures():
            return chart.draw(sheet)
        case Map():
            return map.draw(sheet)
        case Timeline():
            return timeline.draw(sheet)
