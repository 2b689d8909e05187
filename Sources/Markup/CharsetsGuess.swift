/// Which 8-bit charset bytes are in, from the bytes alone.
struct CharsetGuess {
    /// Runs of high bytes, each with its neighbours, a blank between them.
    private var sample: [UInt8] = []
    private var high = 0
    private var runs = 0
    private var runsAtLatin = 0

    /// Takes a sample of bytes that are not UTF-8.
    init(_ bytes: [UInt8]) {
        sample.reserveCapacity(min(bytes.count, CharsetGuess.enough) * 2)
        bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            while at < bytes.count, high < CharsetGuess.enough {
                guard bytes[at] >= 0x80 else {
                    at += 1
                    continue
                }
                let before: UInt8 = at > 0 ? bytes[at - 1] : 0x20
                sample.append(0x20)
                sample.append(before)
                while at < bytes.count, bytes[at] >= 0x80, high < CharsetGuess.enough {
                    sample.append(bytes[at])
                    high += 1
                    at += 1
                }
                let after: UInt8 = at < bytes.count ? bytes[at] : 0x20
                runs += 1
                if CharsetGuess.isLatin(before) || CharsetGuess.isLatin(after) { runsAtLatin += 1 }
            }
        }
    }

    /// Whether high bytes stand singly inside words of Latin letters, as in "café".
    var looksLatin: Bool { runsAtLatin * 2 > runs && high * 2 < runs * 5 }

    /// The likeliest charset; windows-1251 if nothing speaks.
    var likeliest: ByteTable { looksLatin ? .windows1252 : best.table }

    /// The charset that bytes with this label are evidently in, nil if the label may be true. The label gets the
    /// benefit of the doubt.
    func contradiction(of label: Charset) -> ByteTable? {
        switch label {
        case .table(let table): return better(than: table)?.table
        case .iconv(let shown, _) where CharsetGuess.westernLabels.contains(shown): return surelyCyrillic?.table
        default: return nil
        }
    }

    /// The charset that the bytes are evidently in and not in this one, and how well they read in it.
    func better(than table: ByteTable) -> (table: ByteTable, total: Int)? {
        if table.name == ByteTable.windows1252.name { return surelyCyrillic }
        let model = CharsetGuess.models.first { $0.table.name == table.name } ?? CyrillicModel(table)
        let labelled = model.score(sample).total
        if labelled > high * CharsetGuess.fine { return nil }
        let best = best
        guard best.table.name != table.name, best.total - labelled >= CharsetGuess.strong else { return nil }
        return best
    }

    /// How well the bytes read in a charset.
    func total(in table: ByteTable) -> Int {
        (CharsetGuess.models.first { $0.table.name == table.name } ?? CyrillicModel(table)).score(sample).total
    }

    /// The Cyrillic charset that the bytes are in beyond doubt.
    var surelyCyrillic: (table: ByteTable, total: Int)? {
        guard runsAtLatin * 4 < runs else { return nil }
        let best = best
        return best.total > -high && high >= CharsetGuess.fewest ? best : nil
    }

    private var best: (table: ByteTable, total: Int) {
        var best: (table: ByteTable, total: Int) = (.windows1251, Int.min)
        for model in CharsetGuess.models {
            let (total, kazakh) = model.score(sample)
            if model.table.name == "kz-1048" || model.table.name == "pt154", kazakh == 0 { continue }
            if total > best.total { best = (model.table, total) }
        }
        if best.table.name == "koi8-r", sample.contains(where: { CharsetGuess.ukrainian.contains($0) }) {
            best.table = .koi8U
        }
        return best
    }

    private static func isLatin(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// In the order in which they win a draw.
    private static let models = [
        ByteTable.windows1251, .koi8R, .ibm866, .kz1048, .pt154, .iso8859x5,
    ].map { CyrillicModel($0) }

    /// The places in which KOI8-U has letters and KOI8-R lines.
    private static let ukrainian: Set<UInt8> = [0xA4, 0xA6, 0xA7, 0xAD, 0xB4, 0xB6, 0xB7, 0xBD]

    /// Labels that programs put where nobody chose one.
    private static let westernLabels: Set<String> = ["windows-1250", "iso-8859-2", "iso-8859-15", "macintosh"]

    /// High bytes that decide as well as a whole library.
    private static let enough = 2048
    /// Quarter bits that overrule a label: odds of four thousand to one.
    private static let strong = 48
    /// A label under which letters are as frequent as this is not doubted (quarter bits a byte).
    private static let fine = 1
    /// Fewer high bytes than these overrule no label.
    private static let fewest = 4
}
