"""Whether two phrases name one office, though one is English and the other as the article writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.scoring.letters import plain

# What an office is about: stems in the plain form of many languages, found at the start of a word, or
# anywhere from six letters on (Generalstaatsanwalt); an underscore is a space, the rest is a regular
# expression. After the bar: words of scripts without a plain form, searched as they stand.
_SUBJECTS = {
    "prosecution": (
        "prosecut prokur procur proqur bashsavc savcisi savcilig attorney fiscal staatsanwal "
        "jaksa kejaksaan tuzil tuzit tuzhil tuzhit ugyesz ugyeszseg parquet dataxaz datakhaz "
        "counterpart colleague kolleg koleg hemkar hamkar hamkas meslektash homolog rekan ariptes "
        "kiem_sat vien_truong vks spak dpp"
        "|检察|檢察|検察|検事|검찰|النائب العام|المدعي|المدعى|نيابة|النيابة|وكيل الملك|دادستان"
        "|نظير|همتا|همتای"
    ),
    "justice": (
        "justi yusti iusti gustizia giustizia adliy adalet adolat adlat adlyy kehakiman tu_phap "
        "drejtes pravos pravd spravedl sprawied jogi igazsag edlie"
        "|司法|法务|法務|법무|العدل|عدل|دادگستری"
    ),
    "court": (
        "court mahkem sud(?!an) gericht oberstgericht corte cour tribunal yargitay danishtay "
        "casacion cassa curia kuria toa_an gjykat pengadilan mahkamah visshiya kasats"
        "|法院|法官|裁判|대법|법원|محكمة|المحكمة|القضاء|قضاء|دیوان|قضایی"
    ),
    "parliament": (
        "parliament parlam parlement assembl asambl ansambl meclis medjlis mezhlis mazhlis majlis "
        "seym duma gosdum rada kongres congres bundestag quoc_hoi senat speaker spiker"
        "|人大|议会|議会|国会|국회|مجلس النواب|البرلمان|مجلس الشورى|مجلس شورای"
    ),
    "interior": (
        "interior ichishleri vnutr internal securit bezopas bezpe sicherheit seguran segurid "
        "police polic politsi polits cong_an daxili dakhili icki ichki keamanan sigurim"
        "|公安|内政|警察|공안|경찰|내무|الداخلية|الشرطة|الأمن|امنیت"
    ),
    "foreign": (
        "foreign dishishleri inostran zakordon auswart aussen etrang exter kharichi xarici tashqi "
        "luar_negeri ngoai_giao"
        "|外交|外务|外務|외교|외무|الخارجية|خارجه"
    ),
    "embassy": (
        "ambassad embass posol elchi buyukelchi safir sefir embaix embaj botschaft dai_su duta "
        "ambasc"
        "|大使|대사|سفير|سفیر|السفير"
    ),
    "ombudsman": ("ombuds|监察专员|옴부즈"),
    "defence": ("defen difesa oboron verteidig savunma mudofa mudafi|国防|防衛|국방|الدفاع|دفاع"),
    "corruption": ("anticorru anti-corru corrupt korrup corrup korup yolsuzluk|反腐|부패|الفساد|فساد"),
    "drugs": ("drug narco narko dea\\b|麻薬|마약|المخدرات"),
    "organisation": (
        "secretary secretar sekret organiz organis comjib eurojust interpol"
        "|秘书长|사무총장|الأمين العام|دبیرکل"
    ),
}
_RANKS = {
    "president": (
        "president prezident cumhurbash predsed praesid tong_thong|主席|总统|大統領|대통령|الرئيس|رئيس|رئیس"
    ),
    "premier": (
        "prime premier bashbakan bash_nazir perdana thu_tuong"
        "|总理|首相|총리|رئيس الوزراء|رئيس مجلس الوزراء|نخست"
    ),
    "minister": ("minist nazir bakan vazir bo_truong menteri|部长|大臣|장관|وزير|وزیر"),
    "monarch": ("king\\b emir\\b sultan\\b korol kral\\b prince rey\\b roi\\b|国王|국왕|ملك|أمير|پادشاه"),
    "chair": ("chair head chief glava bashkan rukovod jefe kepala|主任|委員長|위원장|رئيس|رئیس"),
}
# Beginnings which most offices share and which therefore tell nothing.
_NO_HINT = frozenset(
    ("genera", "minist", "presid", "deputy", "republ", "suprem", "nation", "office", "state", "federa")
)


def offices_agree(wanted: str | None, found: str | None) -> bool | None:
    """Say whether two phrases name one office: by a word in common, else by subject, else by rank.

    None when the two cannot be compared: neither a common word nor, on one side, a word the tables know.
    An office that is missing on one side only does not agree.
    """
    if not wanted or not found:
        return not wanted and not found
    if _words(wanted) & _words(found):
        return True
    for group in (_SUBJECTS, _RANKS):
        one, other = _concepts(wanted, group), _concepts(found, group)
        if one and other:
            return bool(one & other)
    return None


def _words(office: str) -> set[str]:
    """Take the first six letters of every longer word: enough to see past an ending."""
    return {word[:6] for word in re.findall(r"[^\W\d_]{5,}", plain(office))} - _NO_HINT


def _concepts(office: str, group: Mapping[str, str]) -> set[str]:
    latin = plain(office)
    return {
        name
        for name, spec in group.items()
        if _stems(spec).search(latin) or any(word in office for word in spec.split("|")[1:])
    }


@cache
def _stems(spec: str) -> re.Pattern[str]:
    stems = [stem.replace("_", " ") for stem in spec.split("|")[0].split()]
    anywhere = [stem for stem in stems if len(stem) >= 6]
    return re.compile(rf"\b(?:{'|'.join(stems)})" + (f"|{'|'.join(anywhere)}" if anywhere else ""))
