"""What is drawn: pictures are opened again, and looked at where it can be said what must be there."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image, ImageFont

from bot import countries
from bot.languages.speech import ui_codes
from bot.pictures import draw
from bot.pictures.canvas import LAND, MADE, RECEIVED, Canvas, Style, measure
from bot.pictures.land import capitals, outlines, project
from bot.pictures.sheets import Count, Figures, Lane, Map, Ranking, Route, Stay, Timeline

LONG = "Prosecutors general of the Democratic Republic of a very long name " * 20


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def places(image: Image.Image, colour: str) -> list[tuple[int, int]]:
    """List every fourth place that has very nearly this colour: a PNG of ours has 255 of them."""
    wanted = bytes.fromhex(colour[1:])
    near = (
        (x, y)
        for x in range(0, image.width, 4)
        for y in range(0, image.height, 4)
        if all(abs(a - b) < 10 for a, b in zip(image.getpixel((x, y)), wanted, strict=True))  # type: ignore[arg-type]
    )
    return list(near)


def figures(*, rtl: bool = False, label: str = "Türkiye") -> Figures:
    ranking = Ranking("Travelled to", (Count(label, 9), Count("Bahrain", 3)))
    months = Ranking("Month by month", tuple(Count(f"{n}", n % 5) for n in range(1, 13)))
    return Figures(label, "…", (Count("visits", 12), Count(label, 2)), ranking, Ranking("", ()), months, rtl)


def a_map(*routes: Route) -> Map:
    return Map("Visits", "12", routes, "from", "to", {"AZ": "Azerbaijan"})


def timeline(*stays: Stay, rtl: bool = False) -> Timeline:
    lanes = (Lane("Bahrain", stays),) if stays else ()
    return Timeline(
        "AZ", "…", date(2026, 1, 1), date(2026, 12, 31), ((date(2026, 6, 1), "June"),), lanes,
        "made", "received", "planned", date(2026, 7, 1), rtl,
    )  # fmt: skip


def test_a_chart_has_a_bar_for_each_country_by_its_number() -> None:
    """The longest bar is that of the greatest number, and the picture has the size that was said."""
    image = opened(draw(figures()))
    assert image.size == (1280, 960)
    upper = [place for place in places(image, MADE) if 320 < place[1] < 346]
    lower = [place for place in places(image, MADE) if 364 < place[1] < 390]
    assert len(upper) > 2 * len(lower) > 0


def test_a_chart_is_mirrored_for_scripts_from_the_right() -> None:
    """What stands at the left in English stands at the right in Arabic."""
    left, right = (opened(draw(figures(rtl=rtl))) for rtl in (False, True))
    bars = {x for x, y in places(left, MADE) if 320 < y < 346}
    mirrored = {x for x, y in places(right, MADE) if 320 < y < 346}
    assert max(bars) < 640 < min(mirrored)


def test_arabic_letters_are_joined() -> None:
    """A word in Arabic is narrower than its letters one by one, which only shaping can do."""
    style = Style(40)
    assert measure("البحرين", style) < 0.9 * sum(measure(letter, style) for letter in "البحرين")


@pytest.mark.parametrize("lang", ui_codes())
def test_the_font_has_every_letter_of_our_countries(lang: str) -> None:
    """No country's name shows a box in a language that we speak."""
    font = ImageFont.truetype("bot/pictures/sans.ttf", 40)
    box = bytes(font.getmask("\U000e0fff"))
    letters = {letter for code in countries.codes() for letter in countries.name(code, lang)}
    assert not [one for one in letters if one.strip() and bytes(font.getmask(one)) == box]


def test_every_country_has_a_place_on_land() -> None:
    """Each country but the uninhabited ones has a capital on the map's plane."""
    assert set(countries.codes()) - set(capitals()) <= {"AQ", "BV", "HM", "UM"}
    assert all(-0.5 <= x <= 0.5 and -0.4 < y < 0.3 for x, y in capitals().values())


def on_land(longitude: float, latitude: float) -> bool:
    """Count the outlines that lie around a place, by how often a ray to the right crosses them."""
    x, y = project(longitude, latitude)
    crossings = (
        (by - ay) and (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
        for ring in outlines()
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return sum(map(bool, crossings)) % 2 == 1


def test_the_land_lies_where_it_should() -> None:
    """Towns inland are on land, the oceans' middles are not, and both ends of Chukotka are."""
    assert all(on_land(*town) for town in ((48.5, 40.4), (36, -1), (-88, 41), (178, 67), (-172, 66)))
    assert not any(on_land(*sea) for sea in ((-40, 25), (0, 0), (170, 0), (-179, 30)))


def test_a_map_without_any_route_is_the_world() -> None:
    """Nothing to show is shown as nothing, not as an error."""
    assert len(places(opened(draw(a_map())), LAND)) > 5_000


def test_unknown_countries_are_left_out_of_the_map() -> None:
    """A country without a place on the map costs its own arc and no other."""
    image = opened(draw(a_map(Route("AZ", "AQ", 5), Route("AZ", "BH", 1))))
    assert places(image, MADE) and places(image, RECEIVED)


def test_a_planned_visit_is_hollow() -> None:
    """What is only planned has an outline, what happened is filled."""
    filled, hollow = (
        places(opened(draw(timeline(Stay(date(2026, 2, 1), date(2026, 9, 1), False, planned)))), MADE)
        for planned in (False, True)
    )
    assert len(filled) > 3 * len(hollow) > 0


def test_a_visit_of_a_day_at_the_edge_is_seen() -> None:
    """Even the last day of a year is wide enough to be seen, and within the picture."""
    stay = Stay(date(2026, 12, 31), date(2026, 12, 31), True, False)
    lane = [place for place in places(opened(draw(timeline(stay))), RECEIVED) if place[1] < 222]
    assert lane and max(x for x, _ in lane) < 1240


@pytest.mark.parametrize("sheet", [figures(label=LONG), timeline(), timeline(rtl=True)])
def test_monsters_fit(sheet: Figures | Timeline) -> None:
    """Names of any length are cut with an ellipsis, and empty sheets are drawn."""
    assert opened(draw(sheet)).width == 1280


def test_a_line_is_cut_only_where_it_must_be() -> None:
    """What fits stands whole; what does not ends in an ellipsis and fits."""
    canvas = Canvas(100, 100)
    assert canvas.fitting("Oman", 80) == "Oman"
    cut = canvas.fitting(LONG, 80)
    assert cut.endswith("…") and measure(cut) <= 80
