"""Pages in Chinese, Japanese and Korean: names round offices and in Latin letters, years of the Republic."""

from datetime import UTC, date, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def visits(lang: str, text: str, title: str = "", **told: str) -> list[Sighting]:
    """Read the visits out of a page."""
    return list(read(Article(title, text, lang=lang, **told), now=_NOW).visits)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("zh", "佛得角總檢察長Rui da Costa Lima一行三人9月21日來澳進行官式訪問。", "Rui da Costa Lima"),
        ("zh", "安哥拉总检察长 Ana Neto 9月21日抵达北京访问。", "Ana Neto"),
        ("ja", "カーボベルデのRui Lima検事総長が9月21日、東京に到着した。", "Rui Lima"),
        ("ko", "Rui Lima 카보베르데 검찰총장이 9월 21일 서울을 방문했다.", "Rui Lima"),
    ],
)
def test_names_may_be_written_in_latin_letters(lang: str, text: str, name: str) -> None:
    """A run of words with capitals beside an office of another script is its holder's."""
    [visit] = visits(lang, text, published="2026-09-24")
    assert visit.visitor.name == name


def test_initials_beside_an_office_are_no_name() -> None:
    [visit] = visits("zh", "安哥拉总检察长IAP年会前抵达北京访问。", published="2026-09-24")
    assert visit.visitor.name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("韓國邢檢察總長泰賢於9月21日率團訪日。邢檢察總長表示滿意。", "邢泰賢"),
        ("刘焯华主席会见了韩国检察总长李泰贤，他21日抵京访问。", "李泰贤"),
    ],
)
def test_a_name_may_stand_round_its_office(text: str, name: str) -> None:
    """顏檢察總長大和 is 顏大和; 刘焯华主席 has all of his name before the office."""
    [visit] = visits("zh", text, published="2026-09-24")
    assert visit.visitor.name == name


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("韓國檢察總長李泰賢104年5月11日至15日訪日。", 2015),
        ("韓國檢察總長李泰賢2014年5月11日至15日訪日。", 2014),
    ],
)
def test_years_of_the_republic_have_three_digits(text: str, year: int) -> None:
    [visit] = visits("zh", text, publisher_country="TW")
    assert visit.start == date(year, 5, 11).isoformat()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ko", "한도윤 검찰총장은 24일 업무협약을 맺었다. 한 총장은 나디아의 초청으로 카타르를 방문했다."),
        (
            "zh",
            "应卡塔尔总检察院邀请，最高人民检察院党组副书记、常务副检察长李明率团访问卡塔尔。李明对哈立德总检察长的邀请表示感谢。卡塔尔总检察长哈立德会见了他。",
        ),
    ],
)
def test_whoever_stands_next_to_the_invitation_invites(lang: str, text: str) -> None:
    """The theme of the sentence, or who thanks for the invitation, is not the one who invites."""
    [visit] = visits(lang, text, published="2026-09-27")
    assert visit.host.country == "QA"
