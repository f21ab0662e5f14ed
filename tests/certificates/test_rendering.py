"""Sheets: text stays text, everything fits, the same facts give the same bytes, and the file says of itself what an archive asks."""

import io
import json
import re
import unicodedata
from hashlib import sha256
from xml.etree import ElementTree

import pypdf
import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont

from certificates.fitting import FONTS
from certificates.layouts import LAYOUTS
from certificates.pictures import plain
from certificates.rendering import SHEETS, draw
from certificates.signing import sign_pdf
from tests.certificates import signers
from tests.certificates.rows import ISSUER, picture, printed

MILLIMETRE = 72 / 25.4
FRAMES = {  # where words may stand: left, bottom, right, top
    "horns": (18.5 * MILLIMETRE, 18.5 * MILLIMETRE, 278.5 * MILLIMETRE, 191.5 * MILLIMETRE),
    "alatau": (15 * MILLIMETRE, 20 * MILLIMETRE, 195 * MILLIMETRE, 290 * MILLIMETRE),
}
CREDENTIAL = "e30.eyJpZCI6Imh0dHBzOi8vcWFscWFuLmV4YW1wbGUvYy94In0.c2ln"
KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"

NAMES = [
    *[f"{letter}бай{letter.lower()} {letter}йгүл {letter}діл{end}" for letter, end in zip(KAZAKH[:9], ["ұлы", "қызы"] * 5, strict=False)],
    *[f"Сай{letter}лау Ма{letter}мет" for letter in KAZAKH[9:]],
    "Әбдірахман Һәкімбек Өмірұлы",
    "Ұлықбек-Мырзаұлы Ғабиден",
    "Қожахметова-Сәрсенбайқызы Айгүл-Мереке Нұрсұлтанқызы",
    "Һ Ү І",
    "Ә Ө",
    "Ли Ю",
    "О'Брайен Шон",
    "Д’Артаньян Шарль",
    "Абдʼали Мұхаммедʼжан",
    "Сейітқали Айгерім",
    "Нұрланқызы Айгерім",
    "Цой Виктор Робертович",
    "Ким Ён Сук",
    "Пак-Ли Анна-Мария",
    "Щербакова-Шевченко Ярослава Всеволодовна",
    "Ёлкина Алёна Семёновна",
    "Йылмаз Гүлден",
    "Салтыков-Щедрин Михаил Евграфович",
    "Иванова  Мария",
    "Aigerim Seiitkali",
    "Müller-Lüdenscheidt Jürgen",
    "Nguyễn Thị Minh Khai",
    "O'Connor Seán",
    "Łukaszewska Żaneta",
    "Çelik Gökçe",
    "Škoda Jiří",
    "D'Angelo Niccolò",
    "Ibn al-Farabi Abu Nasr",
    "Гүлнұр",
    "Жұмағұл Ұлдана Жеңісқызы",
    "Төлеген Ерғанат Қуанышұлы",
    "Ыбырай Алтынсарин Балғожаұлы",
    "Оразбаева Фариза Оңғарсынқызы",
    "Мыңбай Күләш",
    "Әл-Фараби Әбу Насыр Мұхаммед ибн Мұхаммед ибн Тархан ибн Узлағ",
    "Уәлиханов Шоқан Шыңғысұлы",
    "Кенесары Қасымұлы Абылайханов",
    "Ж. Ж.",
    ("Қожахметова-Сәрсенбайқызы " * 4)[:100].strip(),
    "Ш" * 100,
    "Ұ" * 49 + "-" + "Ң" * 50,
    "Wilhelmina " * 9,
]
LONG = {
    "title": {
        "kk": ("Кәмелетке толмағандармен жұмыс істейтін қызметкерлердің біліктілігін арттыру. " * 4)[:255],
        "ru": ("Повышение квалификации сотрудников по работе с несовершеннолетними. " * 4)[:255],
        "en": ("In-service training of officers who work with minors. " * 5)[:255],
    },
    "note": {
        "kk": ("Бағдарлама халықаралық стандарттарға сүйенеді. " * 9)[:400],
        "ru": ("Программа опирается на международные стандарты. " * 9)[:400],
        "en": ("The programme follows international standards. " * 9)[:400],
    },
    "issuer": {
        **ISSUER,
        "name": {code: (text + " және " + text) * 2 for code, text in ISSUER["name"].items()},
        "basis": {"kk": "2026 жылғы 12 қаңтардағы № 15 бұйрық", "ru": "приказ № 15 от 12 января 2026 года"},
        "signatories": ISSUER["signatories"] * 2,
    },
}


def text_of(pdf: bytes) -> str:
    """The text layer as an independent reader takes it out, white space aside."""
    document = pypdfium2.PdfDocument(pdf)
    return unicodedata.normalize("NFC", document[0].get_textpage().get_text_bounded())


def letters(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe\u0002-]", "", text)


def boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return [page.get_rect(index) for index in range(page.count_rects())]


def inside_the_frame(pdf: bytes, layout: str = "horns") -> bool:
    left, bottom, right, top = FRAMES[layout]
    return all(box[0] >= left and box[1] >= bottom and box[2] <= right and box[3] <= top for box in boxes(pdf))


def test_there_are_sixty_difficult_names():
    assert len(set(NAMES)) == 60
    assert set(KAZAKH) <= set("".join(NAMES))


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:30])
def test_a_difficult_name_comes_out_right_and_fits(name):
    pdf = draw(printed(full_name=name), "kk-ru")
    assert letters(" ".join(name.split())) in letters(text_of(pdf))
    assert letters(name) in letters(unicodedata.normalize("NFC", pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()))
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert inside_the_frame(pdf)


LONGEST_SIGNATORY = {
    "name": {"kk": ("Қожахметова-Сәрсенбайқызы " * 3)[:60], "ru": ("Кожахметова-Сарсенбаева " * 3)[:60]},
    "role": {"kk": ("Алматы қаласы Білім басқармасы " * 3)[:80], "ru": ("Заместитель руководителя " * 4)[:80]},
}
LONG_DESIGN = {
    "heading": {"kk": "Біліктілікті арттыру туралы куәліктер", "ru": "Удостоверение о повышении квалификации"},
    "sentence": {
        "kk": ("Осы куәлік бағдарламаны игергенін растайды " * 3)[:120],
        "ru": ("Настоящее удостоверение подтверждает " * 4)[:120],
    },
    "text": {"kk": ("Бағдарлама бекітілген. " * 9)[:120], "ru": ("Программа утверждена. " * 9)[:120]},
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", ["Ә", "Ш" * 100 + " " + "Щ" * 100 + " " + "Ю" * 100], ids=["short", "longest"])
def test_the_longest_texts_fit_and_do_not_touch(sheet, name, layout):
    latin = "W" * 200 if len(name) > 1 else ""
    assert not overlaps(draw(printed(full_name=name, latin_name=latin, design={"layout": layout}, **LONG), sheet), layout)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_so_do_the_longest_words_of_a_design(sheet, layout):
    said = {**LONG, "issuer": {**LONG["issuer"], "signatories": [LONGEST_SIGNATORY] * 2}, "replaces": "QLQ-26-48317-72035-41"}
    assert not overlaps(draw(printed(design={"layout": layout, **LONG_DESIGN}, **said), sheet), layout)


def overlaps(pdf: bytes, layout: str) -> list:
    """Where words stand on others; everything must be inside the frame, on one page."""
    assert inside_the_frame(pdf, layout)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    found = boxes(pdf)
    return [(one, two) for one in found for two in found if one < two and _area(one, two) > 4]


def _area(one, two) -> float:
    across = min(one[2], two[2]) - max(one[0], two[0])
    along = min(one[3], two[3]) - max(one[1], two[1])
    return across * along if across > 0 and along > 0 else 0


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_same_facts_give_the_same_bytes(sheet, layout):
    first = draw(printed(design={"layout": layout}), sheet)
    draw(printed(full_name="Бөтен Біреу"), "kk-ru")
    assert draw(printed(design={"layout": layout}), sheet) == first


def test_a_record_from_before_designs_is_drawn_by_the_first_layout():
    old = {key: value for key, value in printed().items() if key not in ("design", "replaces")} | {"version": 1}
    assert draw(old, "kk-ru") == draw(printed(), "kk-ru")


def test_kazakh_stands_left_of_russian():
    page = pypdfium2.PdfDocument(draw(printed(), "kk-ru"))[0].get_textpage()
    text = page.get_text_range()
    kazakh, russian = (page.get_charbox(text.index(words)) for words in ("Осы сертификат", "Настоящий"))
    assert kazakh[0] < russian[0]
    assert kazakh[1] == pytest.approx(russian[1], abs=1)


def test_the_english_edition_bears_the_name_of_the_passport():
    assert "Aigerim Seiitkali" in text_of(draw(printed(), "en"))
    assert "Сейітқали Айгерім" in text_of(draw(printed(latin_name=""), "en"))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_qr_says_the_address_of_the_check_page(sheet, layout):
    pdf = draw(printed(design={"layout": layout}), sheet)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2, grayscale=True).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == ["https://qalqan.example/c/x7Gk2_aPq-LmN3vTzR81wQ"]
    assert "QLQ-26-48317-72035-41" in text_of(pdf)


@pytest.mark.parametrize("code", [f"{number:022d}" for number in range(12)])
def test_every_code_is_readable_from_the_paper(code):
    picture = pypdfium2.PdfDocument(draw(printed(code=code), "kk-ru"))[0].render(scale=150 / 72, grayscale=True).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [f"https://qalqan.example/c/{code}"]


def test_nothing_in_a_name_is_markup():
    assert "<b>Бек</b>" in text_of(draw(printed(full_name="<b>Бек</b>"), "kk-ru"))


@pytest.mark.parametrize("font", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_fonts_have_every_letter(font):
    with TTFont(font) as file:
        assert {ord(letter) for letter in KAZAKH + "₸№«»—–’ʼ'-"} <= file.getBestCmap().keys()


class TestArchive:
    """PDF/A-3a as far as it can be seen from outside. veraPDF is not to be had from the registries: this list stands in for it."""

    @pytest.fixture(params=[*SHEETS, "signed", "pictured"])
    def reader(self, request):
        if request.param == "pictured":
            data = plain(picture())
            named = sha256(data).hexdigest()
            who = {**ISSUER["signatories"][0], "signature": named}
            shown = printed(design={"layout": "alatau", "logos": [named]}, issuer={**ISSUER, "signatories": [who]})
            return pypdf.PdfReader(io.BytesIO(draw(shown, "kk-ru", pictures={named: data})), strict=True)
        if request.param != "signed":
            return pypdf.PdfReader(io.BytesIO(draw(printed(), request.param)), strict=True)
        pdf, _stamped = sign_pdf(draw(printed(), "kk-ru", CREDENTIAL), signers.vouched_for())
        return pypdf.PdfReader(io.BytesIO(pdf), strict=True)

    def test_says_so_in_its_metadata(self, reader):
        packet = ElementTree.fromstring(reader.root_object["/Metadata"].get_object().get_data())  # noqa: S314 our own bytes
        name = "{http://www.aiim.org/pdfa/ns/id/}"
        said = {key: value for element in packet.iter() for key, value in element.attrib.items() if key.startswith(name)}
        assert said == {f"{name}part": "3", f"{name}conformance": "A"}

    def test_metadata_bears_no_hour_of_drawing_but_that_of_the_signature(self, reader):
        assert reader.metadata["/CreationDate"] == "D:20260321"
        assert (reader.metadata["/ModDate"] == "D:20260321") is ("/AcroForm" not in reader.root_object)

    def test_has_an_output_intent_with_its_profile(self, reader):
        (intent,) = reader.root_object["/OutputIntents"]
        assert intent["/S"] == "/GTS_PDFA1"
        assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"

    def test_is_tagged_in_a_named_language(self, reader):
        assert reader.root_object["/MarkInfo"]["/Marked"]
        assert reader.root_object["/Lang"] in ("kk", "en")
        found = []
        _walk(reader.root_object["/StructTreeRoot"], found)
        assert {"/Document", "/H1", "/P", "/Sect"} <= set(found)

    def test_everything_on_the_page_is_tagged_or_artifact(self, reader):
        depth = 0
        for operands, operator in reader.pages[0].get_contents().operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
            elif operator == b"EMC":
                depth -= 1
            assert depth or operator not in (b"Tj", b"TJ", b"f", b"S", b"Do"), (operator, operands)
        assert depth == 0

    def test_every_font_is_embedded_and_maps_to_unicode(self, reader):
        fonts = reader.pages[0]["/Resources"]["/Font"]
        assert fonts
        for font in fonts.values():
            assert "/ToUnicode" in font.get_object()
            assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]

    def test_holds_nothing_that_an_archive_forbids(self, reader):
        forbidden = {"/JS", "/JavaScript", "/Launch", "/SMask", "/AA"}
        numbers = {number for generation in reader.xref.values() for number in generation} | set(reader.xref_objStm)
        everything = [reader.get_object(number) for number in numbers if number]
        assert not [key for thing in everything if isinstance(thing, dict) for key in thing if key in forbidden]
        assert reader.trailer["/ID"]
        assert not reader.is_encrypted

    def test_is_of_the_version_that_the_archive_knows(self, reader):
        assert reader.pdf_header == "%PDF-1.7"
        assert reader.root_object.get("/Version", "/1.7") == "/1.7"

    def test_operators_name_only_what_the_page_has(self, reader):
        resources = reader.pages[0]["/Resources"]
        for operands, operator in reader.pages[0].get_contents().operations:
            if operator == b"gs":
                assert operands[0] in resources["/ExtGState"]
            if operator == b"Do":
                assert operands[0] in resources["/XObject"]

    def test_a_picture_has_words_for_who_cannot_see_it_and_is_not_smoothed(self, reader):
        figures: list = []
        _figures(reader.root_object["/StructTreeRoot"], figures)
        assert all(figure.get("/Alt") for figure in figures)
        pictures = reader.pages[0]["/Resources"].get("/XObject", {}).values()
        assert not [each for each in map(_object, pictures) if each["/Interpolate"] == True]  # noqa: E712


class TestEnclosed:
    """Attachments as PDF/A-3 wants them: described, of a named type, tied to the document."""

    @pytest.fixture
    def reader(self):
        return pypdf.PdfReader(io.BytesIO(draw(printed(), "kk-ru", CREDENTIAL)), strict=True)

    def test_both_files_are_tied_to_the_document_once(self, reader):
        said = [(file["/UF"], file["/F"], file["/AFRelationship"]) for file in map(_object, reader.root_object["/AF"])]
        assert said == [("credential.jwt", "credential.jwt", "/Data"), ("credential.json", "credential.json", "/Alternative")]
        names = reader.root_object["/Names"]["/EmbeddedFiles"]["/Names"][1::2]
        assert [file.get_object()["/UF"] for file in names] == ["credential.jwt", "credential.json"]

    def test_each_has_its_type_size_and_the_day_of_issue(self, reader):
        streams = [file.get_object()["/EF"]["/F"].get_object() for file in reader.root_object["/AF"]]
        assert [stream["/Subtype"] for stream in streams] == ["/application/vc+jwt", "/application/json"]
        for stream in streams:
            assert stream["/Params"]["/Size"] == len(stream.get_data())
            assert stream["/Params"]["/ModDate"] == "D:20260321000000Z"

    def test_one_is_for_machines_and_one_for_people(self, reader):
        assert reader.attachments["credential.jwt"] == [CREDENTIAL.encode()]
        assert json.loads(reader.attachments["credential.json"][0]) == {"id": "https://qalqan.example/c/x"}

    def test_without_a_credential_nothing_is_enclosed(self):
        reader = pypdf.PdfReader(io.BytesIO(draw(printed(), "en")))
        assert not reader.attachments
        assert "/AF" not in reader.root_object

    def test_the_same_credential_gives_the_same_bytes(self):
        assert draw(printed(), "en", CREDENTIAL) == draw(printed(), "en", CREDENTIAL)

    def test_a_signature_hides_nothing_and_forbids_any_change(self):
        pdf, _stamped = sign_pdf(draw(printed(), "en", CREDENTIAL), signers.vouched_for())
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        (field,) = map(_object, reader.root_object["/AcroForm"]["/Fields"])
        assert field["/Rect"] == [0, 0, 0, 0]
        assert field["/F"] & 0b111 == 0b100  # printed, neither invisible nor hidden: the archive asks for it
        (reference,) = field["/V"]["/Reference"]
        assert reference.get_object()["/TransformParams"]["/P"] == 1
        assert not {"/DigestMethod", "/DigestValue", "/DigestLocation"} & reference.get_object().keys()
        assert field["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"


def _object(reference):
    return reference.get_object()


def _walk(element, found: list) -> None:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            _walk(child, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found.append(element["/S"])
        if "/K" in element:
            _walk(element["/K"], found)


def _figures(element, found: list) -> None:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            _figures(child, found)
    elif isinstance(element, dict):
        if element.get("/S") == "/Figure":
            found.append(element)
        if "/K" in element:
            _figures(element["/K"], found)
