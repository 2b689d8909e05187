/// Text that was once read in a wrong charset and sent on so: "РЈРєСЂ…", "Ð£ÐºÑ€", "оПХБЕР". What made it is known
/// in most cases, and then it can be undone without a doubt: bytes that by chance form UTF-8 do not occur.
public enum Mojibake {
    /// The text as it was meant; nil if nothing tells that it was spoilt. Lines and words that are well stay as they are.
    public static func mended(_ text: String) -> String? {
        let signs = Signs(text)
        if signs.mayBeUTF8, let mended = mendedUTF8(text) { return mended }
        if signs.mayBeLatin { return shifted(text, fromOneOf: [.windows1252])?.sound }
        // KOI8 read as windows-1251 and the reverse look alike: capitals where small letters were.
        guard signs.mayBeShifted || signs.mayBeCapitals,
            let found = shifted(text, fromOneOf: [.windows1251, .koi8R])
        else { return nil }
        return signs.mayBeCapitals && makesSense(inSmall: text, as: found.total) ? nil : found.sound
    }

    /// Whether a text in capitals says as much in small letters, which are more frequent in every text, as what was made of
    /// it: then somebody held the key down.
    private static func makesSense(inSmall text: String, as total: Int) -> Bool {
        guard let bytes = Reverse.of(.windows1251).bytes(of: text.lowercased()) else { return false }
        return CharsetGuess(bytes).total(in: .windows1251) >= total
    }

    /// The letters that are counted before anything is tried: of a sound text no more is done than this.
    private struct Signs {
        private var cyrillic = 0
        private var leads = 0
        private var latin = 0
        private var capitals = 0
        private var turns = 0
        private var rare = 0

        init(_ text: String) {
            if text.utf8.withContiguousStorageIfAvailable({ look(at: $0) }) == nil {
                Array(text.utf8).withUnsafeBufferPointer { look(at: $0) }
            }
        }

        /// Byte by byte, for every letter that comes in is looked through.
        private mutating func look(at bytes: UnsafeBufferPointer<UInt8>) {
            let end = min(bytes.count, Signs.looked)
            var wasSmall = false
            var at = 0
            while at < end {
                let first = bytes[at]
                if first < 0x80 {
                    wasSmall = false
                    at += 1
                } else if first < 0xE0, at + 1 < end {
                    wasSmall = count(UInt32(first & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F), wasSmall)
                    at += 2
                } else {
                    // ╤ ╥ ╨: cp866's.
                    if first == 0xE2, at + 2 < end, bytes[at + 1] == 0x95, [0xA4, 0xA5, 0xA8].contains(bytes[at + 2]) {
                        leads += 1
                    }
                    wasSmall = false
                    at += first < 0xF0 ? 3 : 4
                }
            }
        }

        /// - Returns: whether it is a small letter of Russian.
        private mutating func count(_ scalar: UInt32, _ wasSmall: Bool) -> Bool {
            switch scalar {
            case 0x430...0x44F, 0x451:
                cyrillic += 1
                // п and я are what KOI8 makes of the first bytes of Cyrillic in UTF-8.
                if !wasSmall, scalar == 0x43F || scalar == 0x44F { leads += 1 }
                return true
            case 0x401, 0x410...0x42F:
                cyrillic += 1
                capitals += 1
                if scalar == 0x420 || scalar == 0x421 { leads += 1 }
                if wasSmall { turns += 1 }
            case 0x402...0x40F, 0x452...0x45F:
                cyrillic += 1
                if scalar != 0x406, scalar != 0x456 { rare += 1 }
            case 0xC0...0xFF:
                latin += 1
                if scalar == 0xD0 || scalar == 0xD1 { leads += 1 }
            default: break
            }
            return false
        }

        var mayBeUTF8: Bool { leads >= 3 && leads * 4 >= cyrillic + latin / 2 }
        var mayBeLatin: Bool { latin >= 6 && latin > cyrillic * 4 }
        var mayBeShifted: Bool { cyrillic >= 6 && (turns * 6 >= cyrillic || rare * 8 >= cyrillic) }
        var mayBeCapitals: Bool { cyrillic >= 16 && capitals * 10 >= cyrillic * 9 }

        /// Bytes looked at: what is spoilt is spoilt from its beginning.
        private static let looked = 32 << 10
    }

    // MARK: UTF-8 read as an 8-bit charset

    private static let readAs: [ByteTable] = [.windows1251, .windows1252, .ibm866, .koi8R]

    private static func mendedUTF8(_ text: String) -> String? {
        for table in readAs {
            let bytes = Reverse.of(table)
            var isMended = false
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
                if let whole = unwrapped(line, bytes) {
                    isMended = true
                    return whole
                }
                guard line.unicodeScalars.contains(where: { $0.value == bytes.lead }) else { return String(line) }
                // A quotation with a sound remark beside it.
                return line.split(separator: " ", omittingEmptySubsequences: false).map { word in
                    guard let sound = unwrapped(word, bytes) else { return String(word) }
                    isMended = true
                    return sound
                }.joined(separator: " ")
            }
            if isMended { return lines.joined(separator: "\n") }
        }
        return nil
    }

    /// What the letters' bytes say as UTF-8; nil if they are none, or too few to be sure.
    private static func unwrapped(_ text: Substring, _ table: Reverse) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var high = 0
        for scalar in text.unicodeScalars {
            guard var byte = table.byte(scalar) else { return nil }
            if let last = bytes.last, last == 0xD0 || last == 0xD1 {
                // The bytes of И and Р have no letter or a blank's look, and get lost on the way.
                if byte == 0x3F || scalar == "\u{FFFD}" { byte = 0x98 }
                if byte == 0x20 { byte = 0xA0 }
            } else if scalar == "\u{FFFD}" {
                return nil
            }
            if byte >= 0x80 { high += 1 }
            bytes.append(byte)
        }
        guard high >= 4, let sound = String(validating: bytes, as: UTF8.self) else { return nil }
        let letters = sound.unicodeScalars.reduce(0) { $0 + ((0x400...0x52F).contains($1.value) ? 1 : 0) }
        return letters * 2 >= high / 2 ? sound : nil
    }

    // MARK: one 8-bit charset read as another

    /// - Parameter tables: the charsets in which it may have been read; the one in whose bytes most sense is taken.
    /// - Returns: what was meant, and how well it reads.
    private static func shifted(_ text: String, fromOneOf tables: [ByteTable]) -> (sound: String, total: Int)? {
        var found: (sound: String, total: Int)?
        for table in tables {
            guard let bytes = Reverse.of(table).bytes(of: text), let truth = CharsetGuess(bytes).better(than: table),
                truth.total > found?.total ?? Int.min
            else { continue }
            let (sound, repaired) = truth.table.decode(bytes)
            if !repaired, sound != text { found = (sound, truth.total) }
        }
        return found
    }

    /// From characters to the bytes of a charset.
    private struct Reverse {
        private let bytes: [UInt32: UInt8]
        /// What the first byte of most Cyrillic letters in UTF-8 looks like.
        let lead: UInt32

        private init(_ table: ByteTable) {
            var bytes: [UInt32: UInt8] = [:]
            for (index, scalar) in table.scalars.enumerated() where scalar != 0xFFFD {
                bytes[scalar] = UInt8(128 + index)
            }
            // Bytes without a letter come as themselves, the controls of ISO 8859.
            for byte in UInt32(0x80)...0x9F where bytes[byte] == nil { bytes[byte] = UInt8(byte) }
            bytes[0xFFFD] = 0x3F
            self.bytes = bytes
            lead = table.scalars[0xD0 - 0x80]
        }

        /// A text as the bytes that it came of; nil if it holds letters that the charset has not.
        func bytes(of text: String) -> [UInt8]? {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.utf8.count)
            for scalar in text.unicodeScalars {
                guard let byte = byte(scalar), scalar != "\u{FFFD}" else { return nil }
                bytes.append(byte)
            }
            return bytes
        }

        func byte(_ scalar: Unicode.Scalar) -> UInt8? {
            scalar.value < 0x80 ? UInt8(scalar.value) : bytes[scalar.value]
        }

        static func of(_ table: ByteTable) -> Reverse { all[table.name] ?? Reverse(table) }

        private static let all = Dictionary(
            uniqueKeysWithValues: [ByteTable.windows1251, .windows1252, .ibm866, .koi8R].map { ($0.name, Reverse($0)) })
    }
}
