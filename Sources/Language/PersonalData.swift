/// Personal data found in text and masked: individual identification numbers, phones, cards, e-mail addresses and
/// number plates of Kazakhstan. One pass, linear; nothing is taken out of a longer number.
public enum PersonalData {
    /// A place in a text.
    public struct Found: Hashable, Sendable {
        /// What it is.
        public enum Kind: String, CaseIterable, Sendable { case iin, phone, card, email, plate }
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
            case .email: "[email]"
            case .plate: "[plate]"
            }
        }
    }

    /// What is found, in order, without overlap.
    public static func find(_ text: String) -> [Found] {
        var text = text
        return text.withUTF8 { find($0) }
    }

    /// The text with each of them replaced by a fixed ASCII word: `[IIN]`, `[phone]`, `[card]`, `[email]`, `[plate]`.
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

    private static func find(_ text: UnsafeBufferPointer<UInt8>) -> [Found] {
        var found: [Found] = []
        var position = 0
        var end = 0
        while position < text.count {
            let byte = text[position]
            if byte == 0x40 {
                if let range = EmailAddresses.range(around: position, in: text, notBefore: end) {
                    // The digits of its local part may have been taken for something of their own.
                    while let last = found.last, last.range.upperBound > range.lowerBound { found.removeLast() }
                    found.append(Found(kind: .email, range: range))
                    (position, end) = (range.upperBound, range.upperBound)
                    continue
                }
                position += 1
            } else if isDigit(byte) {
                let cluster = DigitCluster(text, from: position, notBefore: end)
                let places = PersonalNumbers.read(cluster, text)
                found.append(contentsOf: places)
                position = max(cluster.end, places.last?.range.upperBound ?? 0)
                if let last = places.last { end = last.range.upperBound }
            } else {
                position += 1
            }
        }
        return found
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Letters of ASCII, and every byte of a scalar beyond it that is taken for a letter.
    static func isWordByte(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || isDigit(byte) || byte == 0x5F
    }
}
