/// The first line of an answer.
struct POP3Status {
    var isOK: Bool
    /// `[IN-USE]` and others (RFC 2449, RFC 3206), in capitals without the brackets.
    var code = ""
    /// Fit for a log.
    var words = ""

    /// `+OK words` or `-ERR [CODE] words`; nil for anything else.
    init?(_ line: [UInt8]) {
        let upper = line.prefix(4).map { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 }
        var rest: ArraySlice<UInt8>
        if upper.starts(with: Array("+OK".utf8)) {
            isOK = true
            rest = line.dropFirst(3)
        } else if upper == Array("-ERR".utf8) {
            isOK = false
            rest = line.dropFirst(4)
        } else {
            return nil
        }
        guard rest.isEmpty || rest.first == 0x20 else { return nil }
        rest = rest.drop { $0 == 0x20 }
        if rest.first == 0x5B, let close = rest.firstIndex(of: 0x5D) {
            code = String(decoding: rest[(rest.startIndex + 1)..<close], as: UTF8.self).uppercased()
            rest = rest[(close + 1)...].drop { $0 == 0x20 }
        }
        words = Printable.line(rest)
    }
}
