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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("佛得角总检察长恩尼斯汀·伦吉尔9月21日抵达北京访问。", "恩尼斯汀·伦吉尔"),
        ("安哥拉总检察长荷西·潘恩9月21日抵达北京访问。", "荷西·潘恩"),
    ],
)
def test_all_letters_up_to_a_dot_are_of_the_name(text: str, name: str) -> None:
    """Between an office and the dot of a foreign name nothing else stands, however rare a letter."""
    [visit] = visits("zh", text, published="2026-09-24")
    assert visit.visitor.name == name


@pytest.mark.parametrize(
    ("text", "host", "city"),
    [
        ("9月15日至18日，塔吉克斯坦总检察长沃西佐达一行访问陕西西安。", "CN", "Xi'an"),
        ("老挝总检察长科普通9月20日在广西壮族自治区南宁市会见应勇。", "CN", "Nanning"),
        (
            "9月18日，老挝总检察长科普通抵达越南广南省会安市，与越南总检察长阮辉进共同主持会议。",
            "VN",
            "Hoi An",
        ),
    ],
)
def test_a_province_stands_before_its_town(text: str, host: str, city: str) -> None:
    [visit] = visits("zh", text, published="2026-09-24")
    assert (visit.host.country, visit.host.city) == (host, city)


def test_a_stop_called_off_is_not_the_one_before() -> None:
    """Who calls off the last stop of a tour has been to the first ones."""
    text = (
        "한도윤 검찰총장이 페루 방문 일정은 취소하고 귀국한다고 대검찰청이 밝혔다. "
        "한 총장은 지난 14일부터 18일까지 태국을 방문했다."
    )
    stages = {one.host.country: one.status for one in visits("ko", text, published="2026-09-19")}
    assert stages == {"PE": "cancelled", "TH": "completed"}


def test_captions_with_a_credit_are_not_the_lead() -> None:
    """What stands under a picture takes no sentence of the lead; other years count little."""
    text = (
        "越南总检察长阮辉进与老挝总检察长科普通主持会议。（图片来源：某社）\n"
        "9月18日，越老两国检察院在越南河内联合举行第五次会议。"
        "越南总检察长阮辉进与老挝总检察长科普通共同主持会议。\n"
        "2015年10月在老挝琅勃拉邦举行的第四次会议的结论得到落实。会议同意于2028年在老挝召开第六次会议。"
    )
    assert [(one.visitor.country, one.host.country) for one in visits("zh", text)] == [("LA", "VN")]


def test_who_travels_along_is_named_before_the_verb() -> None:
    """The minister goes to Mexico; the attorney general will accompany her: so does he."""
    text = (
        "美国国务卿计划于10月8日访问墨西哥城。美国总检察长约翰·米勒将陪同出访。"
        "他们将在墨西哥城会见墨西哥总检察长。"
    )
    assert ("US", "MX") in [
        (one.visitor.country, one.host.country) for one in visits("zh", text, published="2026-10-05")
    ]


@pytest.mark.parametrize(("newsroom", "country"), [("VN", "VN"), ("CN", "CN")])
def test_our_country_is_the_newsrooms(newsroom: str, country: str) -> None:
    """我国 on a page of Hanoi is Vietnam, though it is written in Chinese."""
    text = "9月18日，我国最高人民检察院检察长陈立明率团抵达万象，对老挝进行访问。"
    [visit] = visits("zh", text, published="2026-09-19", publisher_country=newsroom)
    assert (visit.visitor.country, visit.host.country) == (country, "LA")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("厄瓜多檢察總長岡薩雷斯9月21日率團訪問東京。", "EC"),
        ("維德角檢察總長塔瓦雷斯9月21日率團訪問東京。", "CV"),
    ],
)
def test_countries_have_other_names_in_taiwan(text: str, country: str) -> None:
    [visit] = visits("zh", text, published="2026-09-22", publisher_country="TW")
    assert visit.visitor.country == country


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "zh",
            "9月15日至17日，最高人民检察院检察长应天明率团访问匈牙利。"
            "1995年两国政府签署了司法协助条约，2004年两国最高检察机关签署了合作谅解备忘录。",
        ),
        (
            "en",
            "From 15 to 17 September China's Prosecutor General Ying Tianming visited Hungary. "
            "In 1995 both governments signed a treaty, and in 2004 both offices signed a memorandum.",
        ),
    ],
)
def test_papers_of_other_years_are_not_signed_now(lang: str, text: str) -> None:
    """The year that opens the clause of the signing is the paper's."""
    [visit] = visits(lang, text, published="2026-09-18")
    assert [paper for paper in visit.agreements if paper.signed] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "ベトナムのファム検察院長は10月に来日しない。"),
        ("ko", "쩐 베트남 최고인민검찰원장은 10월에 방한하지 않는다."),
        ("zh", "越南最高人民检察院检察长陈立明10月不会访华。"),
    ],
)
def test_who_does_not_come_makes_no_visit(lang: str, text: str) -> None:
    assert visits(lang, text, published="2026-09-24") == []
