/// Personal data found in text and masked: individual identification numbers, phones, cards, accounts, e-mail addresses
/// and number plates of Kazakhstan, and the names of people in quoted headers and attributions. Linear in the text's
/// length; nothing is taken out of a longer number.
public enum PersonalData {
    /// A place in a text.
    public struct Found: Hashable, Sendable {
        /// What it is.
        public enum Kind: String, CaseIterable, Sendable { case iin, phone, card, account, email, plate, name }
        /// What it is.
        public var kind: Kind
        /// Where it stands, in UTF-8 bytes.
        public var range: Range<Int>

        /// Describes a place.
        public init(kind: Kind, range: Range<Int>) {
            self.kind = kind
            self.range = range
        }

        /// What stands there instead of it.
        var mask: String {
            switch kind {
            case .iin: "[IIN]"
            case .phone: "[phone]"
            case .card: "[card]"
            case .account: "[account]"
            case .email: "[email]"
            case .plate: "[plate]"
            case .name: "[name]"
            }
        }
    }

    /// What is found, in order, without overlap.
    public static func find(_ text: String) -> [Found] { find(text, TextCensus(text)) }

    /// The same for a text that was looked at.
    public static func find(_ text: String, _ census: TextCensus) -> [Found] {
        var text = text
        if census.isPlain { return text.withUTF8 { PersonalScan.run($0) } }
        let plain = PlainBytes(text)
        return plain.bytes.withUnsafeBufferPointer { PersonalScan.run($0) }.map {
            Found(kind: $0.kind, range: plain.original($0.range))
        }
    }

    /// The text with each of them replaced by a fixed ASCII word: `[IIN]`, `[phone]`, `[card]`, `[account]`, `[email]`,
    /// `[plate]`, `[name]`.
    public static func mask(_ text: String) -> String {
        let found = find(text)
        if found.isEmpty { return text }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var position = 0
        for place in found {
            out.append(contentsOf: bytes[position..<place.range.lowerBound])
            out.append(contentsOf: place.mask.utf8)
            position = place.range.upperBound
        }
        out.append(contentsOf: bytes[position...])
        return String(decoding: out, as: UTF8.self)
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    @inline(__always)
    static func isASCIILetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    /// Letters of ASCII, digits and the low line.
    static func isWordByte(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isDigit(byte) || byte == 0x5F }
}
