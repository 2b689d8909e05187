/// Base64 as it arrives (RFC 4648 §3.3 leaves the rest to us): line ends and junk skipped, padding missing, several
/// encodings one behind the other, plain lines behind the last one as list servers append them.
enum Base64 {
    /// The decoded bytes. Plain text behind the end is kept as it is, on a line of its own.
    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var tail: ArraySlice<UInt8> = []
        var out = [UInt8](unsafeUninitializedCapacity: bytes.count / 4 * 3 + 3) { out, count in
            bytes.withUnsafeBufferPointer { bytes in
                let (end, written) = run(bytes, out)
                count = written
                if end < bytes.count { tail = ArraySlice(bytes[end...]) }
            }
        }
        if !tail.isEmpty {
            out.append(0x0A)
            out += tail
        }
        return out
    }

    /// How many bytes decoding gives, without keeping them.
    static func size(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            values.withUnsafeBufferPointer { values in
                var digits = 0
                var total = 0
                var line = Line()
                var at = 0
                while at < bytes.count {
                    let byte = bytes[at]
                    let value = values[Int(byte)]
                    at += 1
                    if value < 64 {
                        digits += 1
                    } else if value == padding {
                        total += digits / 4 * 3 + max(0, digits % 4 - 1)
                        digits = 0
                        if !goesOn(bytes, at) { return total }
                    } else if byte == 0x0A {
                        line.ends(bytes, at, Line(at: at, to: total, held: digits))
                    } else if line.isOfWords(bytes, byte) {
                        return line.to + line.held / 4 * 3 + max(0, line.held % 4 - 1)
                    }
                }
                return total + digits / 4 * 3 + max(0, digits % 4 - 1)
            }
        }
    }

    /// Whether bytes that are said to be base64 are plain text instead.
    static func isPlainText(_ bytes: ArraySlice<UInt8>) -> Bool {
        var foreign = 0
        var seen = 0
        for byte in bytes.prefix(512) where byte != 0x0D && byte != 0x0A {
            seen += 1
            if values[Int(byte)] == 255 { foreign += 1 }
        }
        return foreign * 10 > seen && !beginsWithDigits(bytes)
    }

    /// Whether the first lines are whole base64, and of no words by chance: what follows was added to it.
    private static func beginsWithDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        for byte in bytes.prefix(512) {
            if byte == 0x0A {
                if digits >= fewestDigits, digits % 4 == 0 { return true }
            } else if byte != 0x0D {
                guard values[Int(byte)] <= padding else { break }
                digits += 1
            }
        }
        return false
    }

    private static let fewestDigits = 16

    private static func run(_ bytes: UnsafeBufferPointer<UInt8>, _ out: UnsafeMutableBufferPointer<UInt8>) -> (Int, Int)
    {
        values.withUnsafeBufferPointer { values in
            var at = 0
            var to = 0
            var bits: UInt32 = 0
            var held = 0
            var line = Line()
            while at < bytes.count {
                if held == 0, at + 4 <= bytes.count {
                    let first = values[Int(bytes[at])]
                    let second = values[Int(bytes[at + 1])]
                    let third = values[Int(bytes[at + 2])]
                    let fourth = values[Int(bytes[at + 3])]
                    if first | second | third | fourth < 64 {
                        let word = UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6 | UInt32(fourth)
                        out[to] = UInt8(truncatingIfNeeded: word >> 16)
                        out[to + 1] = UInt8(truncatingIfNeeded: word >> 8)
                        out[to + 2] = UInt8(truncatingIfNeeded: word)
                        to += 3
                        at += 4
                        continue
                    }
                }
                let byte = bytes[at]
                let value = values[Int(byte)]
                at += 1
                if value < 64 {
                    bits = bits << 6 | UInt32(value)
                    held += 1
                    guard held == 4 else { continue }
                    out[to] = UInt8(truncatingIfNeeded: bits >> 16)
                    out[to + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                    out[to + 2] = UInt8(truncatingIfNeeded: bits)
                    to += 3
                    held = 0
                } else if value == padding {
                    to += flush(bits, held, out, to)
                    held = 0
                    while at < bytes.count, values[Int(bytes[at])] == padding { at += 1 }
                    if !goesOn(bytes, at) { return (skipBlank(bytes, at), to) }
                } else if byte == 0x0A {
                    line.ends(bytes, at, Line(at: at, to: to, bits: bits, held: held))
                } else if line.isOfWords(bytes, byte) {
                    return (line.at, line.to + flush(line.bits, line.held, out, line.to))
                }
            }
            return (at, to + flush(bits, held, out, to))
        }
    }

    /// Where a line begins, or the empty lines and rulers above it, and what was decoded until then.
    private struct Line {
        var at = 0
        var to = 0
        var bits: UInt32 = 0
        var held = 0
        private var start = 0
        private var isLookedAt = false

        init(at: Int = 0, to: Int = 0, bits: UInt32 = 0, held: Int = 0) {
            (self.at, self.to, self.bits, self.held, start) = (at, to, bits, held, at)
        }

        /// Another line begins.
        mutating func ends(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ next: Line) {
            if Line.isRuler(bytes, start) {
                (start, isLookedAt) = (at, false)
            } else {
                self = next
            }
        }

        private static func isRuler(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
            var at = start
            while at < bytes.count, bytes[at] != 0x0A {
                guard bytes[at] == 0x2D || bytes[at] == 0x5F || bytes[at] == 0x0D || bytes[at] == 0x20 else {
                    return false
                }
                at += 1
            }
            return true
        }

        /// Whether the line, and what follows it, is somebody's words behind base64 that needed no padding. Asked for each
        /// byte that is no digit.
        mutating func isOfWords(_ bytes: UnsafeBufferPointer<UInt8>, _ byte: UInt8) -> Bool {
            // Words before all base64 are junk.
            if isLookedAt || byte == 0x0D || to + held == 0 { return false }
            isLookedAt = true
            return Base64.foreign(bytes, start).isMuch
        }
    }

    private static func flush(
        _ bits: UInt32, _ held: Int, _ out: UnsafeMutableBufferPointer<UInt8>, _ to: Int
    ) -> Int {
        if held < 2 { return 0 }
        let word = held == 2 ? bits << 12 : bits << 6
        out[to] = UInt8(truncatingIfNeeded: word >> 16)
        if held == 2 { return 1 }
        out[to + 1] = UInt8(truncatingIfNeeded: word >> 8)
        return 2
    }

    /// Whether behind a padding more base64 follows and not somebody's plain lines.
    private static func goesOn(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Bool {
        let found = foreign(bytes, from)
        return !found.isMuch && !found.partsWords
    }

    /// What of the next bytes is neither a digit nor a line's end: whether it is more than junk, and whether there are
    /// blanks between words.
    private static func foreign(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int
    ) -> (isMuch: Bool, partsWords: Bool) {
        var at = from
        var foreign = 0
        var partsWords = false
        while at < bytes.count, at < from + 256 {
            let byte = bytes[at]
            if byte != 0x0D, byte != 0x0A, values[Int(byte)] == 255 { foreign += 1 }
            if byte == 0x20, at > from, bytes[at - 1] > 0x20, at + 1 < bytes.count, bytes[at + 1] > 0x20 {
                partsWords = true
            }
            at += 1
        }
        return (foreign * 20 > at - from, partsWords)
    }

    private static func skipBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
        var at = from
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
        return at
    }

    private static let padding: UInt8 = 64

    /// The value of each digit; 64 is padding and 255 anything else.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(value) }
        // The URL alphabet (RFC 4648 §5), which some programs take for mail.
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        values[Int(UInt8(ascii: "="))] = padding
        return values
    }()
}
