import FoundationEssentials
import Glibc
import Markup
import Testing

@Suite struct CharsetsTests {
    private static let russian = "Жалоба: во дворе дома 5 по улице Абая второй месяц не вывозят мусор. Примите меры!"
    private static let kazakh =
        "Аулада қоқыс екі ай бойы шығарылмайды, ұйымға бірнеше рет өтініш жаздық. Шара қолдануыңызды сұраймыз!"

    @Test func validUTF8WinsOverAnyLabel() {
        for label in ["windows-1251", "koi8-r", "iso-8859-1", "us-ascii", "gb2312", "nonsense"] {
            let read = Charsets.decode(Array(Self.kazakh.utf8), labels: [label])
            #expect(read.text == Self.kazakh)
            #expect(read.charset == "utf-8")
            #expect(!read.repaired)
        }
    }

    @Test(arguments: ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"])
    func russianIsGuessedWithoutALabel(charset: String) throws {
        let bytes = try encode(Self.russian, charset)
        for labels in [[], ["utf-8"], ["us-ascii"], ["x-unknown"], ["iso-8859-1"], ["windows-1252", "utf-8"]] {
            let read = Charsets.decode(bytes, labels: labels)
            #expect(read.text == Self.russian, "labels \(labels)")
            #expect(read.charset == charset)
        }
    }

    @Test(arguments: ["kz-1048", "pt154"]) func kazakhLettersDecideForAKazakhCharset(charset: String) throws {
        let bytes = try encode(Self.kazakh, charset)
        for labels in [[], ["utf-8"], ["windows-1251"], ["koi8-r"], ["windows-1252"]] {
            let read = Charsets.decode(bytes, labels: labels)
            #expect(read.text == Self.kazakh, "labels \(labels)")
            #expect(read.charset == charset)
        }
    }

    @Test func aLabelThatTheBytesContradictIsOverruled() throws {
        for truth in ["windows-1251", "koi8-r", "ibm866"] {
            for lie in ["windows-1251", "koi8-r", "ibm866", "iso-8859-5", "iso-8859-1", "iso-8859-15", "windows-1250"] {
                #expect(Charsets.decode(try encode(Self.russian, truth), labels: [lie]).text == Self.russian)
                #expect(
                    Charsets.decode(try encode("Жалоба на акимат", truth), labels: [lie]).text == "Жалоба на акимат")
            }
        }
    }

    @Test func aLabelThatMayBeTrueIsBelieved() throws {
        let cases = [
            ("ЖАЛОБА", "windows-1251"), ("ЖАЛОБА", "koi8-r"), ("двор", "ibm866"), ("№ 5", "windows-1251"),
            ("КСК", "koi8-r"),
            ("Ђорђе и Љубица", "windows-1251"), ("café, Müller & Søn", "windows-1252"), ("Straße", "iso-8859-15"),
            ("Ελληνικά γράμματα", "iso-8859-7"), ("İstanbul'da şikâyet", "windows-1254"), ("Żółć i gęś", "iso-8859-2"),
            ("苦情の手紙", "shift_jis"), ("投诉信", "gb2312"), ("Скарга на їхній під'їзд", "koi8-u"),
            ("Скарга на їхній під'їзд, є ґанок", "windows-1251"),
        ]
        for (text, label) in cases {
            let name = label == "koi8-u" ? "KOI8-U" : label
            #expect(Charsets.decode(try encode(text, name), labels: [label]).text == text, "\(label)")
        }
    }

    @Test func latinWordsWithoutALabelAreReadAsWindows1252() throws {
        #expect(
            Charsets.decode(try encode("Le café de José Müller", "CP1252"), labels: []).text == "Le café de José Müller"
        )
    }

    @Test func ourTablesAgreeWithTheSystems() throws {
        let names = [
            ("windows-1251", "CP1251"), ("koi8-r", "KOI8-R"), ("koi8-u", "KOI8-U"), ("cp866", "CP866"),
            ("kz-1048", "RK1048"),
            ("pt154", "PT154"), ("iso-8859-5", "ISO-8859-5"),
            ("iso-8859-1", "CP1252"),
        ]
        for (label, system) in names {
            let ascii = Array("a label cannot be contradicted by one byte among these letters: ".utf8)
            for byte in UInt8(0x80)...0xFF {
                guard let theirs = try? decode([byte], system), let scalar = theirs.unicodeScalars.first,
                    scalar.value >= 0xA0
                else { continue }
                let ours = Charsets.decode(ascii + [byte], labels: [label]).text
                #expect(ours.unicodeScalars.last == scalar, "\(label) \(String(byte, radix: 16))")
            }
        }
    }

    @Test func aliasesAreKnownAndJunkIsNot() {
        let known = [
            "cp1251", "CP-1251", "win-1251", "x-cp1251", "Windows-1251", "\"windows-1251\"", "koi8r", "KOI8-U",
            "ibm866", "cp866",
            "kz1048", "strk1048-2002", "RK1048", "kz-1048", "ptcp154", "cyrillic-asian", "UTF8", "utf-8", "utf-16le",
            "iso8859-1",
            "latin1", "us-ascii", "gb2312", "shift_jis", "x-sjis", "big5", "euc-kr", "ks_c_5601-1987", "iso-2022-jp",
            "tis-620",
            "windows-1250", "iso-8859-8-i", "x-mac-cyrillic", "csISOLatin1", "ISO_8859-5",
        ]
        for label in known { #expect(Charsets.isKnown(label), "\(label)") }
        for label in [
            "", "utf-7", "unicode-1-1-utf-7", "x-unknown", "default", "\u{0}", String(repeating: "a", count: 1 << 20),
        ] {
            #expect(!Charsets.isKnown(label), "\(label.prefix(20))")
        }
    }

    @Test func utf7IsNeverRead() {
        #expect(Charsets.decode(Array("+BB8- text".utf8), labels: ["utf-7"]).text == "+BB8- text")
    }

    @Test func utf16AndUTF32AreReadWithAndWithoutAMark() throws {
        for name in ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"] {
            let bytes = try encode(Self.kazakh, name)
            #expect(Charsets.decode(bytes, labels: [name]).text == Self.kazakh)
            #expect(Charsets.decode(bytes, labels: [String(name.prefix(6))]).text == Self.kazakh)
            let mark = try encode("\u{FEFF}", name)
            #expect(Charsets.decode(mark + bytes, labels: []).text == Self.kazakh)
            #expect(Charsets.decode(mark + bytes, labels: ["windows-1251"]).text == Self.kazakh)
        }
        #expect(
            Charsets.decode(try encode("<?xml version='1.0'?>", "UTF-16LE"), labels: []).text == "<?xml version='1.0'?>"
        )
        #expect(Charsets.decode(Array("plain".utf8), labels: ["utf-16"]).text == "plain")
    }

    @Test func theMarkOfUTF8IsNotPartOfTheText() {
        #expect(Charsets.decode([0xEF, 0xBB, 0xBF] + Array("да".utf8), labels: ["windows-1251"]).text == "да")
    }

    @Test func brokenBytesAreReplacedAndTheRestStays() throws {
        let cut = Array(Self.russian.utf8) + [0xD0]
        #expect(Charsets.decode(cut, labels: ["utf-8"]).text == Self.russian + "\u{FFFD}")
        #expect(Charsets.decode(cut, labels: ["windows-1251"]).charset == "utf-8")
        let hole = Charsets.decode(Array("начало письма ".utf8) + [0xFF] + Array(" конец письма".utf8), labels: [])
        #expect(hole.text == "начало письма \u{FFFD} конец письма")
        #expect(hole.repaired)
        let japanese = Charsets.decode(try encode("苦情", "CP932") + [0xFF, 0x41], labels: ["shift_jis"])
        #expect(japanese.text == "苦情\u{FFFD}A")
        #expect(japanese.repaired)
    }

    @Test func escapedCharsetsAreReadThoughTheirBytesAreASCII() throws {
        #expect(Charsets.decode(try encode("苦情", "ISO-2022-JP"), labels: ["iso-2022-jp"]).text == "苦情")
    }

    @Test func noBytesAreNoText() { #expect(Charsets.decode([], labels: ["windows-1251"]).text.isEmpty) }

    @Test(.enabled(if: Shared.languages != nil, "../shared/data/language is not there"))
    func sentencesOfRussianAndKazakhSurviveEveryCharset() throws {
        let languages = try #require(Shared.languages)
        for (language, charsets) in [
            ("rus_Cyrl", ["windows-1251", "koi8-r", "ibm866", "kz-1048"]), ("kaz_Cyrl", ["kz-1048", "pt154"]),
        ] {
            let table = try String(contentsOf: languages.appending(path: "\(language)/train.tsv"), encoding: .utf8)
            let sentences = table.split(separator: "\n").dropFirst().compactMap {
                $0.split(separator: "\t").last.map(String.init)
            }
            #expect(sentences.count > 600)
            for charset in charsets {
                var (tried, labelled, guessed) = (0, 0, 0)
                for sentence in sentences {
                    guard let bytes = try? encode(sentence, charset) else { continue }
                    tried += 1
                    if Charsets.decode(bytes, labels: [charset]).text == sentence { labelled += 1 }
                    if Charsets.decode(bytes, labels: []).text == sentence { guessed += 1 }
                }
                print(
                    "\(language) in \(charset): \(tried) sentences, \(labelled) right with the label, \(guessed) without"
                )
                #expect(labelled * 1000 >= tried * 998)
                #expect(guessed * 100 >= tried * 99)
            }
        }
    }
}

/// The texts that lie beside the repository.
private enum Shared {
    static let languages: URL? = {
        let given = ProcessInfo.processInfo.environment["ADALDYQ_SHARED"].map { URL(filePath: $0) }
        let root =
            given
            ?? realpath(#filePath, nil).map { path in
                defer { free(path) }
                return URL(filePath: String(cString: path)).deletingLastPathComponent().appending(
                    path: "../../../shared")
            }
        guard let folder = root?.appending(path: "data/language"), access(folder.path, R_OK) == 0 else { return nil }
        return folder
    }()
}

private enum SystemTable: Error { case hasNoCharset(String), cannotRepresent }

/// The system's own conversion, to compare with. Strict: what the charset lacks is an error.
private func convert(_ bytes: [UInt8], from: String, to: String) throws -> [UInt8] {
    let names = ["kz-1048": "RK1048"]
    guard let handle = iconv_open(names[to] ?? to, names[from] ?? from), handle != iconv_t(bitPattern: -1) else {
        throw SystemTable.hasNoCharset(to)
    }
    defer { iconv_close(handle) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 8 + 16)
    var left = input.count
    var room = output.count
    let size = output.count
    let result = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            var from = input.baseAddress
            var to = output.baseAddress
            let result = iconv(handle, &from, &left, &to, &room)
            return result == 0 ? iconv(handle, nil, nil, &to, &room) : result
        }
    }
    guard result == 0 else { throw SystemTable.cannotRepresent }
    return output.prefix(size - room).map { UInt8(bitPattern: $0) }
}

private func encode(_ text: String, _ charset: String) throws -> [UInt8] {
    try convert(Array(text.utf8), from: "UTF-8", to: charset)
}

private func decode(_ bytes: [UInt8], _ charset: String) throws -> String {
    String(decoding: try convert(bytes, from: charset, to: "UTF-8"), as: UTF8.self)
}
