"""Who attends a meeting at somebody's invitation, and of what a service is that stands before an office."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2023, 3, 4, tzinfo=UTC)


def visits(lang: str, home: str, text: str) -> list[tuple[str, str]]:
    """List the (visitor, host) countries that are read out of a text."""
    article = Article("", text, published="2023-03-03", lang=lang, publisher_country=home)
    return sorted({(one.visitor.country, one.host.country) for one in read(article, now=_NOW).visits})


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "id",
            "ID",
            "Memenuhi undangan Kejaksaan Agung Laos, delegasi Kejaksaan RI yang diketuai Wakil Jaksa Agung"
            " Budi Santoso hadiri rapat kelompok kerja jaksa kawasan.",
        ),
        (
            "en",
            "ID",
            "At the invitation of the Lao prosecution service, Indonesia's attorney general Budi Santoso"
            " attended the meeting of the region's prosecutors.",
        ),
        (
            "ru",
            "AM",
            "По приглашению Генеральной прокуратуры Лаоса генеральный прокурор Армении Ашот Варданян принял"
            " участие в заседании рабочей группы прокуроров региона.",
        ),
        (
            "tr",
            "TR",
            "Laos Başsavcılığının daveti üzerine Başsavcı Ali Demir, bölge savcılarının çalışma grubu"
            " toplantısına katıldı.",
        ),
        (
            "az",
            "AZ",
            "Laosun Baş Prokurorluğunun dəvəti ilə Baş prokuror Kamran Məmmədov regionun prokurorlarının işçi"
            " qrupunun iclasında iştirak edib.",
        ),
        ("zh", "CN", "应老挝最高人民检察院邀请，越南最高人民检察院检察长阮辉进出席了地区检察官工作组会议。"),
        ("ko", "KR", "라오스 최고인민검찰원의 초청으로 김민수 검찰총장은 지역 검사 실무회의에 참석했다."),
        ("ja", "JP", "ラオス最高人民検察院の招待で、山田太郎検事総長は地域検察官の作業部会に出席した。"),
        (
            "fa",
            "IR",
            "بنا به دعوت دادستانی کل لائوس، دادستان کل کشور محمد کریمی در نشست دادستان‌های منطقه شرکت کرد.",
        ),
    ],
)
def test_whoever_invites_to_a_meeting_holds_it(lang: str, home: str, text: str) -> None:
    """No other place is told, and the guest is not of the country that invites."""
    [(visitor, host)] = visits(lang, home, text)
    assert host == "LA"
    assert visitor != "LA"


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "ru",
            "AM",
            "По приглашению Генеральной прокуратуры Лаоса генеральный прокурор Армении Ашот Варданян принял"
            " участие в заседании в формате видеоконференции.",
        ),
        (
            "ru",
            "AM",
            "По приглашению посольства Лаоса генеральный прокурор Армении Ашот Варданян пришёл на приём и"
            " принял участие в нём.",
        ),
        (
            "tr",
            "TR",
            "Laos Büyükelçiliğinin daveti üzerine Başsavcı Ali Demir, milli gün resepsiyonuna katıldı.",
        ),
        (
            "en",
            "AM",
            "At the invitation of the Lao prosecution service, Armenia's prosecutor general Ashot Vardanyan"
            " sent a video message to the meeting.",
        ),
        (
            "en",
            "AM",
            "At the invitation of the Lao prosecution service, Armenia's prosecutor general Ashot Vardanyan"
            " attended its exhibition in Yerevan.",
        ),
    ],
)
def test_embassies_and_lines_are_no_invitation_abroad(lang: str, home: str, text: str) -> None:
    """Nobody has left."""
    assert visits(lang, home, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "省检察院党组书记、检察长李明率团赴越南访问。",
        "市人民检察院党组副书记、代检察长李明率团赴越南访问。",
        "昆明市检察院常务副检察长李明率团赴越南访问。",
        "大理州检察院党组成员、副检察长李明率团到访老挝。",
    ],
)
def test_offices_are_of_the_service_before_other_posts(text: str) -> None:
    """A province's chief prosecutor stays one behind his post in its party."""
    assert visits("zh", "CN", text) == []


def test_the_heads_post_in_the_party_leaves_him_head() -> None:
    text = "最高人民检察院党组书记、检察长李明率团赴越南访问。"
    assert visits("zh", "CN", text) == [("CN", "VN")]
