/// What a charset's label means.
enum Charset: Sendable {
    case ascii
    case utf8
    /// UTF-16; the byte order if the label gives it.
    case utf16(bigEndian: Bool?)
    /// UTF-32; the byte order if the label gives it.
    case utf32(bigEndian: Bool?)
    /// One of our own tables.
    case table(ByteTable)
    /// A charset of the C library, by the name that it has there; the first name is the one to show.
    case iconv(shown: String, name: String)

    /// The charset that a label names in any of its spellings; nil for unknown ones and for UTF-7, which is never read:
    /// it hides text from everybody who looks at the bytes.
    init?(label: String) {
        guard label.utf8.count <= Charset.longestLabel else { return nil }
        let key = Charset.bare(label)
        if key.hasPrefix("x"), let plain = Charset.known[String(key.dropFirst())] {
            self = plain
        } else if key.hasPrefix("cs"), let plain = Charset.known[String(key.dropFirst(2))] {
            self = plain
        } else if let known = Charset.known[key] {
            self = known
        } else {
            return nil
        }
    }

    /// Longer ones are no charset's name but somebody's attack or accident.
    private static let longestLabel = 64

    /// Labels without their punctuation, in lower case.
    private static let known: [String: Charset] = {
        var known: [String: Charset] = [:]
        func add(_ charset: Charset, _ labels: String) {
            for label in labels.split(separator: " ") { known[String(label)] = charset }
        }
        add(.ascii, "ascii usascii ansix341968 iso646us us 646 ansix3.41986 cp367 ibm367")
        add(.utf8, "utf8 unicode11utf8 utf8mb4 utf8n unicodeutf8 cp65001 65001 windows65001")
        add(.utf16(bigEndian: nil), "utf16 unicode ucs2 iso10646ucs2 ucs2utf16 unicode11 cp1200")
        add(.utf16(bigEndian: false), "utf16le ucs2le unicodelittle")
        add(.utf16(bigEndian: true), "utf16be ucs2be unicodebig unicodefffe")
        add(.utf32(bigEndian: nil), "utf32 ucs4 iso10646ucs4")
        add(.utf32(bigEndian: false), "utf32le ucs4le")
        add(.utf32(bigEndian: true), "utf32be ucs4be")
        add(
            .table(.windows1251),
            "windows1251 win1251 cp1251 ansi1251 1251 mswin1251 microsoftcp1251 windowscp1251 mscyrl")
        add(
            .table(.windows1251),
            "wincyrillic windowscyrillic cpwin1251 win cyrillicwindows windowscyrl wincyr windows12515")
        add(.table(.koi8R), "koi8r koi8 koi koi8ru20866 cp20866 cp878 koi8russian")
        add(.table(.koi8U), "koi8u koi8ru cp21866")
        add(.table(.ibm866), "ibm866 cp866 866 dos866 oem866 cpibm866 msdos866")
        add(.table(.kz1048), "kz1048 kazakhkz1048 strk10482002 strk1048 rk1048 cp1048 windowskz1048")
        add(.table(.pt154), "pt154 ptcp154 cp154 cyrillicasian asiancyrillic paratype154")
        add(.table(.iso8859x5), "iso88595 88595 cyrillic isoir144 iso885951988 iso8859cyrillic")
        add(.table(.macCyrillic), "maccyrillic xmaccyrillic macukrainian macintoshcyrillic cp10007")
        add(.table(.windows1252), "windows1252 win1252 cp1252 ansi1252 1252 ansi ansix3110 windowslatin1")
        add(.table(.windows1252), "iso88591 88591 latin1 l1 isoir100 iso885911987 cp819 ibm819 iso8859 latin isolatin1")
        for (labels, name) in Charset.iconvNames {
            let names = labels.split(separator: " ")
            for label in names { known[bare(label)] = .iconv(shown: String(names.first ?? ""), name: name) }
        }
        return known
    }()

    /// The label shown and its other spellings, and the C library's name of the charset that is read for it: often a
    /// larger one, since writers of `gb2312` or `shift_jis` mean what Windows makes of it.
    private static let iconvNames: [(String, String)] = [
        ("windows-1250 cp1250 win1250 1250", "CP1250"), ("windows-1253 cp1253 win1253", "CP1253"),
        ("windows-1254 cp1254 win1254 iso-8859-9 latin5 iso885991989", "CP1254"),
        ("windows-1255 cp1255 win1255", "CP1255"), ("windows-1256 cp1256 win1256", "CP1256"),
        ("windows-1257 cp1257 win1257", "CP1257"), ("windows-1258 cp1258 win1258", "CP1258"),
        ("iso-8859-2 latin2 iso885921987", "ISO-8859-2"), ("iso-8859-3 latin3", "ISO-8859-3"),
        ("iso-8859-4 latin4", "ISO-8859-4"), ("iso-8859-6 arabic", "ISO-8859-6"),
        ("iso-8859-7 greek iso885971987", "ISO-8859-7"),
        ("iso-8859-8 iso-8859-8-i hebrew iso-8859-8-e", "ISO-8859-8"), ("iso-8859-10 latin6", "ISO-8859-10"),
        ("iso-8859-13 latin7", "ISO-8859-13"), ("iso-8859-14 latin8", "ISO-8859-14"),
        ("iso-8859-15 latin9 latin0", "ISO-8859-15"), ("iso-8859-16 latin10", "ISO-8859-16"),
        ("macintosh mac macroman", "MACINTOSH"), ("ibm437 cp437 437", "CP437"), ("ibm850 cp850 850", "CP850"),
        ("ibm852 cp852 852", "CP852"), ("ibm855 cp855 855", "CP855"), ("koi8-t", "KOI8-T"),
        ("windows-874 tis-620 tis620 iso-8859-11 dos874 cp874", "CP874"),
        ("gb18030 gb2312 gbk cp936 chinese csgb2312 euccn gb231280 windows936", "GB18030"), ("hz-gb-2312 hz", "HZ"),
        ("big5 big5hkscs cp950 cnbig5 windows950", "BIG5-HKSCS"),
        ("shift_jis sjis mskanji windows31j cp932 shiftjis windows932", "CP932"), ("euc-jp eucjp", "EUC-JP"),
        ("iso-2022-jp iso2022jp1 iso2022jp2 jis cp50220 iso2022jpms", "ISO-2022-JP-2"),
        ("euc-kr ksc56011987 cp949 uhc korean ksc5601 windows949", "CP949"), ("iso-2022-kr", "ISO-2022-KR"),
        ("armscii-8", "ARMSCII-8"), ("georgian-ps", "GEORGIAN-PS"), ("viscii", "VISCII"), ("tcvn", "TCVN"),
    ]

    /// The letters and digits of a label, in lower case.
    private static func bare(_ label: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        for byte in label.utf8 {
            switch byte {
            case 0x41...0x5A: bytes.append(byte | 0x20)
            case 0x30...0x39, 0x61...0x7A: bytes.append(byte)
            default: continue
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
