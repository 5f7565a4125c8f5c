"""Visits that no word of travel tells: whoever speaks, signs or takes part abroad is there."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2023, 3, 4, tzinfo=UTC)


def visits(lang: str, home: str, text: str, title: str = "") -> list[tuple[str, str]]:
    """List the (visitor, host) countries that are read out of a text."""
    article = Article(title, text, published="2023-03-03", lang=lang, publisher_country=home)
    return sorted({(one.visitor.country, one.host.country) for one in read(article, now=_NOW).visits})


@pytest.mark.parametrize(
    ("lang", "home", "text", "found"),
    [
        (
            "en",
            "RW",
            "The Prosecutor General of Rwanda, Angelique Habyarimana, said in Geneva on Tuesday that "
            "her country would go on improving its system of criminal justice. She addressed the "
            "twelfth session of the UN commission on crime prevention and described the role of the "
            "prosecution service.",
            [("RW", "CH")],
        ),
        (
            "ru",
            "KG",
            "Генеральный прокурор Кыргызстана Максат Асаналиев заявил в Вене, что республика готова "
            "расширять сотрудничество с ООН. Он выступил на 32-й сессии Комиссии по предупреждению "
            "преступности и уголовному правосудию и рассказал о роли органов прокуратуры.",
            [("KG", "AT")],
        ),
        (
            "es",
            "CU",
            "La fiscal general de Cuba, Yamila Peña Ojeda, afirmó este martes en Viena que su país "
            "seguirá perfeccionando su sistema de justicia penal. Peña intervino en la sesión 32 de "
            "la Comisión de Prevención del Delito de la ONU y expuso el papel de la Fiscalía.",
            [("CU", "AT")],
        ),
        (
            "tr",
            "AZ",
            "Azerbaycan Başsavcısı Kamran Aliyev salı günü Viyana'da yaptığı konuşmada ülkesinin ceza"
            " adaletini geliştirmeyi sürdüreceğini söyledi. Aliyev, BM Suç Önleme Komisyonu'nun 32. "
            "oturumunda savcılığın rolünü anlattı.",
            [("AZ", "AT")],
        ),
        (
            "fr",
            "CM",
            "Le procureur général du Tchad, Oumar Mahamat Kedelaye, a déclaré mardi à Genève que son "
            "pays continuerait d'améliorer sa justice pénale. Il s'est exprimé devant la douzième "
            "session de la commission des Nations unies et a décrit le rôle du parquet.",
            [("TD", "CH")],
        ),
        (
            "zh",
            "CN",
            "最高人民检察院检察长应勇23日在维也纳表示，中国愿同联合国及其成员国在刑事司法领域广泛合作。应勇在联"
            "合国预防犯罪和刑事司法委员会第32届会议上发表演讲，介绍了中国检察机关的地位和作用。",
            [("CN", "AT")],
        ),
        (
            "ja",
            "JP",
            "最高検察庁の甲斐行夫検事総長は23日、ウィーンで「日本は国連と刑事司法の分野で幅広く協力していきたい"
            "」と述べた。甲斐検事総長は国連の犯罪防止刑事司法委員会の第32回会議で演説し、検察の役割を紹介した。",
            [("JP", "AT")],
        ),
    ],
)
def test_who_speaks_in_a_town_is_there(lang: str, home: str, text: str, found: list[tuple[str, str]]) -> None:
    """A word of saying with nothing but a day between it and a town, or a pause, puts the speaker there."""
    assert visits(lang, home, text) == found


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "en",
            "RW",
            "The Prosecutor General of Rwanda, Angelique Habyarimana, said on Tuesday that the arrest"
            " in Geneva of a suspected financier was good news. She told reporters that her office "
            "had asked for his extradition.",
        ),
        (
            "ru",
            "KG",
            "Генеральный прокурор Кыргызстана Максат Асаналиев заявил, что задержание подозреваемого "
            "в Вене стало результатом совместной работы. Он рассказал журналистам о ходе экстрадиции.",
        ),
        (
            "es",
            "CU",
            "La fiscal general de Cuba, Yamila Peña Ojeda, afirmó este martes que la detención en "
            "Viena de un empresario abre la puerta a su extradición. Peña habló en la sesión de la "
            "Asamblea Nacional sobre el papel de la Fiscalía.",
        ),
        (
            "fr",
            "CM",
            "Le procureur général du Tchad, Oumar Mahamat Kedelaye, a déclaré mardi que l'arrestation"
            " à Genève d'un homme d'affaires était une bonne nouvelle. Il s'est exprimé devant les "
            "députés.",
        ),
        (
            "tr",
            "AZ",
            "Azerbaycan Başsavcısı Kamran Aliyev salı günü yaptığı açıklamada Viyana'da yakalanan "
            "şüphelinin iadesinin istendiğini söyledi. Aliyev soruşturmanın sürdüğünü anlattı.",
        ),
        (
            "ja",
            "JP",
            "最高検察庁の甲斐行夫検事総長は23日、ウィーンで逮捕された容疑者の引き渡しを求めると述べた。甲斐検事"
            "総長は東京の会議で演説し、検察の役割を紹介した。",
        ),
    ],
)
def test_what_is_said_of_a_town_puts_nobody_there(lang: str, home: str, text: str) -> None:
    """A town in what somebody says is only spoken of."""
    assert visits(lang, home, text) == []


@pytest.mark.parametrize(
    ("lang", "home", "text", "found"),
    [
        (
            "en",
            "KZ",
            "TASHKENT – Kazakhstan and Uzbekistan signed a treaty on the transfer of convicts at the "
            "Uzbek Ministry of Justice on Friday. The document was signed by Justice Minister Akbar "
            "Tashkulov and Kazakhstan's Prosecutor General Berik Asylov.",
            [("KZ", "UZ")],
        ),
        (
            "fr",
            "SN",
            "Le procureur général du Mali, Mamadou Timbo, et le garde des Sceaux sénégalais, Ismaïla "
            "Madior Fall, ont signé un accord d'entraide judiciaire. Le document, paraphé vendredi à "
            "Dakar, prévoit des formations communes.",
            [("ML", "SN")],
        ),
        (
            "es",
            "PE",
            "La fiscal de la Nación del Perú, Patricia Benavides, y el fiscal nacional de Chile, "
            "Ángel Valencia, firmaron un convenio de cooperación. El documento, suscrito el viernes "
            "en Lima, prevé cursos conjuntos.",
            [("CL", "PE")],
        ),
        (
            "ru",
            "UZ",
            "Генеральный прокурор Узбекистана Нигматилла Йулдошев и генеральный прокурор Монголии "
            "Банзрагч Жаргалсайхан подписали меморандум о сотрудничестве. Документ, подписанный в "
            "пятницу в Ташкенте, предусматривает обмен опытом.",
            [("MN", "UZ")],
        ),
        (
            "az",
            "AZ",
            "Azərbaycanın Baş prokuroru Kamran Əliyev və Monqolustanın Baş prokuroru Banzraqç "
            "Jarqalsayxan anlaşma memorandumu imzalayıblar. Bakıda imzalanan sənəd təcrübə "
            "mübadiləsini nəzərdə tutur.",
            [("MN", "AZ")],
        ),
        (
            "pt",
            "PT",
            "A procuradora-geral da República, Lucília Gago, e o procurador-geral de Cabo Verde, José"
            " Luís Landim, assinaram um memorando de cooperação. O documento, firmado na sexta-feira "
            "em Lisboa, prevê formação conjunta.",
            [("CV", "PT")],
        ),
    ],
)
def test_two_sentences_tell_of_one_signing(
    lang: str, home: str, text: str, found: list[tuple[str, str]]
) -> None:
    """One says who signs, the one beside it where: whoever is from elsewhere has come."""
    assert visits(lang, home, text) == found


@pytest.mark.parametrize(
    ("lang", "home", "text", "found"),
    [
        (
            "ar",
            "QA",
            "وقع وزير العدل فيصل الأحمد عن الكويت والنائب العام عيسى بن سعد النعيمي عن قطر مذكرة "
            "تفاهم في حفل أقيم بوزارة العدل الكويتية أمس. وحضر الحفل عدد من القضاة.",
            [("QA", "KW")],
        ),
        (
            "es",
            "PY",
            "El fiscal general del Estado de Paraguay, Emiliano Rolón, y el ministro de Justicia "
            "argentino, Mariano Cúneo, firmaron un convenio en la sede del Ministerio de Justicia de "
            "Argentina. El acto reunió a fiscales de los dos países.",
            [("PY", "AR")],
        ),
        (
            "it",
            "AL",
            "Il procuratore generale d'Albania Olsian Çela e il ministro della Giustizia italiano "
            "Carlo Nordio hanno firmato un accordo di cooperazione nella sede del ministero della "
            "Giustizia italiano. Alla cerimonia hanno assistito i due ambasciatori.",
            [("AL", "IT")],
        ),
    ],
)
def test_who_signs_in_a_ministry_of_the_other_country_is_there(
    lang: str, home: str, text: str, found: list[tuple[str, str]]
) -> None:
    """Whose ministry it is says an adjective as well as a name."""
    assert visits(lang, home, text) == found


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "en",
            "KZ",
            "Kazakhstan and Uzbekistan have agreed on the transfer of convicts. The treaty was signed"
            " by video link by Uzbek Justice Minister Akbar Tashkulov in Tashkent and Kazakhstan's "
            "Prosecutor General Berik Asylov in Astana.",
        ),
        (
            "ru",
            "UZ",
            "Генеральная прокуратура Узбекистана и прокуратура Монголии подпишут меморандум. "
            "Генеральный прокурор Нигматилла Йулдошев сообщил об этом на совещании в Ташкенте.",
        ),
        (
            "ar",
            "QA",
            "وقع النائب العام عيسى بن سعد النعيمي وسفير الكويت مذكرة تفاهم في حفل أقيم بمقر النيابة "
            "العامة بالدوحة أمس. وحضر الحفل عدد من القضاة.",
        ),
    ],
)
def test_signing_from_afar_or_some_day_is_no_visit(lang: str, home: str, text: str) -> None:
    """Each at home over a line, with an ambassador at home, or not yet."""
    assert visits(lang, home, text) == []


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "id",
            "AZ",
            "Jaksa Agung Muda Tindak Pidana Umum Indonesia Asep Nana tiba di Bandara Internasional Baku City "
            "untuk menghadiri konferensi.",
        ),
        ("ru", "AZ", "Генеральный прокурор Индонезии Асеп Нана прибыл в международный аэропорт Баку."),
        (
            "fr",
            "AZ",
            "Le procureur général d'Indonésie, Asep Nana, est arrivé à l'aéroport international de Bakou.",
        ),
        ("de", "AZ", "Der indonesische Generalstaatsanwalt Asep Nana ist am Flughafen Baku eingetroffen."),
    ],
)
def test_an_airport_is_in_its_town(lang: str, home: str, text: str) -> None:
    """Words for an airport may stand between "at" and the town."""
    assert visits(lang, home, text) == [("ID", "AZ")]
