"""How news writes a country: the forms that the packs and their endings make."""

from __future__ import annotations

from bot.countries import Form, forms, lookup
from tests.geography.test_countries import UN_MEMBERS


def test_every_country_has_an_english_adjective() -> None:
    """News can say "the Bahraini delegation" of every UN member and of Kosovo, Palestine and Taiwan."""
    known = {form.code for form in forms("en") if form.kind == "adjective"}
    assert set(UN_MEMBERS) | {"XK", "PS", "TW", "HK"} <= known


def test_forms_of_one_text_name_one_country_but_for_a_known_few() -> None:
    """Only these words are shared by countries, in the languages that have a pack."""
    for lang, shared in (
        ("en", {"Congo", "Congolese", "Dominican"}),
        ("ru", {"Конго", "конголезск*"}),
    ):
        owners: dict[str, set[str]] = {}
        for form in forms(lang):
            owners.setdefault(form.text, set()).add(form.code)
        assert {text for text, codes in owners.items() if len(codes) > 1} == shared


def test_english_forms_keep_capitals_and_never_name_a_language_alone() -> None:
    """ "Polish" is no polish, and "in English" is no visit to England."""
    texts = {form.text for form in forms("en")}
    assert all(text[0].isupper() for text in texts)
    assert "English" not in texts and "Polish" in texts
    assert Form("Azerbaijani", "AZ", "adjective") in forms("en")
    assert Form("Turkey", "TR", "name") in forms("en") and Form("Türkiye", "TR", "name") in forms("en")


RUSSIAN_CASES = """
Азербайджан Азербайджана Азербайджану Азербайджаном Азербайджане AZ|Турция Турции Турцию Турцией TR
Россия России Россию Россией RU|Узбекистан Узбекистана Узбекистану Узбекистаном Узбекистане UZ
Казахстан Казахстана Казахстану Казахстаном Казахстане KZ|Кыргызстан Кыргызстана Кыргызстану Кыргызстаном KG
Киргизия Киргизии Киргизию Киргизией KG|Таджикистан Таджикистана Таджикистану Таджикистаном TJ
Беларусь Беларуси Беларусью BY|Белоруссия Белоруссии Белоруссию Белоруссией BY|Армения Армении Арменией AM
Грузия Грузии Грузию Грузией GE|Молдова Молдовы Молдове Молдову Молдовой MD
Украина Украины Украине Украину UA|Бахрейн Бахрейна Бахрейну Бахрейном Бахрейне BH
Катар Катара Катару Катаром Катаре QA|Египет Египта Египту Египте EG|Иран Ирана Ирану Ираном Иране IR
Ирак Ирака Ираку Ираком Ираке IQ|Китай Китая Китаю Китаем Китае CN|Индия Индии Индию Индией IN
Япония Японии Японию Японией JP|Сингапур Сингапура Сингапуру Сингапуром SG
Вьетнам Вьетнама Вьетнаму Вьетнамом Вьетнаме VN|Лаос Лаоса Лаосу Лаосом Лаосе LA
Таиланд Таиланда Таиланде TH|Израиль Израиля Израилю Израилем Израиле IL
Тайвань Тайваня Тайваню Тайванем Тайване TW|Мальта Мальты Мальте MT|Мали ML|Чили CL|Перу PE|Конго CD
Марокко MA|Косово XK|Зимбабве ZW|Сомали SO|Бурунди BI|США US|ОАЭ AE|КНР CN|КНДР KP
Нигер Нигера Нигеру Нигером Нигере NE|Нигерия Нигерии Нигерию Нигерией NG|Оман Омана Оману Оманом Омане OM
Гвинея Гвинеи Гвинее Гвинею Гвинеей GN|Филиппины Филиппин Филиппинам Филиппинами Филиппинах PH
Мальдивы Мальдив Мальдивам Мальдивами Мальдивах MV|Нидерланды Нидерландов Нидерландам Нидерландах NL
Уругвай Уругвая Уругваю Уругваем Уругвае UY|Бруней Брунея Брунею Брунеем Брунее BN
Маврикий Маврикия Маврикию MU|Коста-Рика Коста-Рики Коста-Рике Коста-Рику CR
Шри-Ланка Шри-Ланки Шри-Ланке Шри-Ланку LK|Куба Кубы Кубе Кубу CU
Гвинея-Бисау Гвинеи-Бисау Гвинее-Бисау Гвинею-Бисау GW|Польша Польши Польше Польшу Польшей PL
Чехия Чехии Чехию CZ|Ямайка Ямайки Ямайке Ямайку JM|Тонга Тонги Тонге Тонгу TO
Камбоджа Камбоджи Камбодже Камбоджу Камбоджей KH
"""
RUSSIAN_PHRASES = [
    *(
        ("Южной Кореи", "KR"),
        ("Республики Корея", None),
        ("Республику Корею", "KR"),
        ("Северной Кореей", "KP"),
    ),
    *(
        ("Саудовской Аравии", "SA"),
        ("Саудовскую Аравию", "SA"),
        ("Саудовской Аравией", "SA"),
        ("Новую Зеландию", "NZ"),
    ),
    *(
        ("Объединенных Арабских Эмиратов", "AE"),
        ("Объединённым Арабским Эмиратам", "AE"),
        ("Южного Судана", "SS"),
    ),
    *(("Боснии и Герцеговины", "BA"), ("Боснию и Герцеговину", "BA"), ("Северной Македонией", "MK")),
    *(("Доминиканской Республике", "DO"), ("Тринидада и Тобаго", "TT"), ("Соединенных Штатов Америки", "US")),
    *(("Российской Федерации", "RU"), ("Российскую Федерацию", "RU"), ("Экваториальной Гвинеи", "GQ")),
    *(
        ("Папуа — Новой Гвинее", "PG"),
        ("Маршалловых Островах", "MH"),
        ("Восточного Тимора", "TL"),
        ("в Того", "TG"),
    ),
]


def test_russian_names_are_known_in_all_cases() -> None:
    """Sixty countries and a score of phrases, each in the cases in which news writes them."""
    known = {(form.text, form.code) for form in forms("ru")}
    groups = [group.split() for line in RUSSIAN_CASES.strip().splitlines() for group in line.split("|")]
    wanted = {(text, group[-1]) for group in groups for text in group[:-1]}
    assert len({code for _, code in wanted}) >= 55
    assert wanted - known == set()
    assert {(text, code) for text, code in RUSSIAN_PHRASES if code} - known == set()


def test_a_russian_pronoun_is_no_country() -> None:
    """ "Того же числа" is no news of Togo."""
    assert "Того" not in {form.text for form in forms("ru")}


def test_every_un_member_has_a_russian_adjective_or_never_needs_one() -> None:
    """The neighbours and most others can be written as an adjective, by a stem."""
    adjectives = {form.code: form.text for form in forms("ru") if form.kind == "adjective"}
    assert len(adjectives) >= 170
    assert all(text.endswith("*") for text in adjectives.values())
    assert (
        lookup("азербайджанскому") == ("AZ",)
        and lookup("нигерийской") == ("NG",)
        and lookup("нигерской") == ("NE",)
    )
