#!/usr/bin/env python3
"""usage: make.py

Makes the files beside it, which the tests read: documents as word processors write them, and hostile ones. Made by hand,
so that each says what is odd about it.
"""
import hashlib
import pathlib
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
DATE = (2026, 11, 24, 10, 0, 0)


def pdf(objects, trailer=b""):
    """Objects by their numbers from 1 on, the first one being the catalogue."""
    out, offsets = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, start)


def stream(data, extra=b""):
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s>>\nstream\n" % (len(packed), extra) + packed + b"\nendstream"


def cyrillic(pages):
    """A PDF as word processors write it: glyphs by number, and a map that tells which letters they are."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    number = {letter: index for index, letter in enumerate(letters, 1)}
    lines = "\n".join("<%04X> <%04X>" % (number[letter], ord(letter)) for letter in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{lines}\nendbfchar\nendcmap end end").encode()
    kids = b" ".join(b"%d 0 R" % (7 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 >>",
        b"<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
        stream(cmap),
    ]
    for index, page in enumerate(pages):
        shown = b"BT /F1 12 Tf 72 750 Td 16 TL\n"
        for line in page:
            shown += b"<" + "".join("%04X" % number[letter] for letter in line).encode() + b"> Tj T*\n"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (8 + 2 * index))
        objects.append(stream(shown + b"ET"))
    return pdf(objects)


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked():
    """A PDF with a password (PDF 1.7, 7.6.3.3, revision 2)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    user, owner, rights, name = b"secret", b"owner", -4, hashlib.md5(b"made").digest()
    padded = lambda word: (word + pad)[:32]
    o = rc4(hashlib.md5(padded(owner)).digest()[:5], padded(user))
    key = hashlib.md5(padded(user) + o + (rights & 0xFFFFFFFF).to_bytes(4, "little") + name).digest()[:5]
    u = rc4(key, pad)
    page = b"BT /F1 12 Tf 72 750 Td (nobody reads this) Tj ET"
    own = hashlib.md5(key + (4).to_bytes(3, "little") + b"\0\0").digest()[:10]
    shown = rc4(own, page)
    hexed = lambda data: b"<" + data.hex().encode() + b">"
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(shown) + shown + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ], b"/ID [%s %s] /Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P %d >>" % (
        hexed(name), hexed(name), hexed(o), hexed(u), rights))


def endless():
    """A page that draws a form that draws a form ten times over, and so on: 10 to the 9th letters."""
    depth = 9
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for level in range(depth):
        last = level == depth - 1
        shown = b"0 0 m 1 1 l S " * 10 if last else b"/X Do " * 10
        resources = b"" if last else b"/XObject << /X %d 0 R >>" % (7 + level)
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >> /Length %d >>\nstream\n"
            % (resources, len(shown)) + shown + b"\nendstream")
    return pdf(objects)


def archive(name, parts):
    """Parts: name, bytes, whether packed."""
    with zipfile.ZipFile(HERE / name, "w") as out:
        for part, data, packed in parts:
            info = zipfile.ZipInfo(part, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            out.writestr(info, data)


W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"')
TYPES = '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(name, xml, part="word/document.xml"):
    archive(name, [("[Content_Types].xml", TYPES, True), (part, xml, True), ("word/styles.xml", "<styles/>", True)])


def word(body):
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {W}><w:body>{body}</w:body></w:document>'


def p(*runs):
    return "<w:p>" + "".join(f"<w:r><w:rPr><w:b/></w:rPr>{run}</w:r>" for run in runs) + "</w:p>"


def t(text):
    return f'<w:t xml:space="preserve">{text}</w:t>'


COMPLAINT = (
    p(t("В подъезде дома 12 по улице "), t("Толе би")) + p(t("третий месяц нет света."))
    + p(t("Телефон: +7 701 123 45 67"))
    + "<w:tbl><w:tr><w:tc>" + p(t("Дата")) + "</w:tc><w:tc>" + p(t("Ответ")) + "</w:tc></w:tr>"
    + "<w:tr><w:tc>" + p(t("3 ноября")) + "</w:tc><w:tc>" + p(t("нет")) + "</w:tc></w:tr></w:tbl>"
    + "<w:p><w:del><w:r><w:delText>вычеркнуто</w:delText></w:r></w:del><w:ins><w:r>" + t("дописано") + "</w:r></w:ins></w:p>"
    + "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:txbxContent>" + p(t("в рамке"))
    + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + p(t("в рамке")) + "</w:txbxContent></mc:Fallback>"
    + "</mc:AlternateContent></w:r></w:p>"
    + p("<w:instrText> PAGE </w:instrText>", t("до"), "<w:tab/>", t("после"), "<w:br/>", t("ниже")))

SPACES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
          'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
          'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"')
ODT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:scripts>сценарий</office:scripts>'
    '<office:automatic-styles><office:x>стиль</office:x></office:automatic-styles><office:body><office:text>'
    '<text:tracked-changes><text:changed-region><text:deletion><text:p>вычеркнуто</text:p></text:deletion>'
    '</text:changed-region></text:tracked-changes>'
    '<text:h>Өтініш</text:h><text:p>Мектепте <text:span>ақша</text:span><text:s text:c="2"/>жинап жатыр'
    '<office:annotation><dc:creator>Кто-то</dc:creator><text:p>примечание</text:p></office:annotation>.</text:p>'
    '<table:table><table:table-row><table:table-cell><text:p>сынып</text:p></table:table-cell>'
    '<table:table-cell><text:p>сомасы</text:p></table:table-cell></table:table-row></table:table>'
    '<text:list><text:list-item><text:p>бірінші<text:line-break/>екінші<text:tab/>үшінші</text:p></text:list-item></text:list>'
    '</office:text></office:body></office:document-content>')


def main():
    (HERE / "complaint.pdf").write_bytes(cyrillic([
        ["Во дворе дома 8 по улице Сейфуллина", "не вывозят мусор вторую неделю."], ["Аула қоқысқа толы."]]))
    (HERE / "scan.pdf").write_bytes(pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>", stream(b"0 0 m 100 100 l S")]))
    (HERE / "locked.pdf").write_bytes(locked())
    (HERE / "endless.pdf").write_bytes(endless())
    docx("complaint.docx", word(COMPLAINT))
    docx("main-part-by-another-name.docx", word(p(t("Имя части другое"))), part="word/document2.xml")
    docx("entities.docx", word(p(t("&amp;e;"))).replace(
        "<w:document", '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<w:document', 1).replace("&amp;e;", "&e;"))
    docx("bomb.docx", word(p(t("а")) + "<w:p/>" * (1500 << 10)))
    docx("noise.docx", b"\0\1\2\3 no XML at all \xff\xfe")
    archive("complaint.odt", [
        ("mimetype", "application/vnd.oasis.opendocument.text", False), ("content.xml", ODT, True),
        ("META-INF/manifest.xml", "<manifest/>", True)])


main()
