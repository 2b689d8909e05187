/// The parts of a URL that the configuration must know (RFC 3986 §3): no more than that is looked at.
struct WebAddress {
    var scheme: String
    /// What stands before `@`, percent-encoded as it was.
    var user: String?
    /// What stood behind the user's colon: a secret in a place where none may be.
    var hasPassword: Bool
    var host: String
    var port: Int?
    /// The path with its leading slash, and what follows it.
    var path: String

    /// Nil if the text is no URL with an authority, or holds blanks or control characters.
    init?(_ text: String) {
        guard let colon = text.range(of: "://"), text.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else { return nil }
        scheme = text[..<colon.lowerBound].lowercased()
        guard !scheme.isEmpty, scheme.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) }) else {
            return nil
        }
        let rest = text[colon.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        var authority = rest[..<end]
        path = String(rest[end...])
        hasPassword = false
        if let at = authority.lastIndex(of: "@") {
            let login = authority[..<at]
            authority = authority[authority.index(after: at)...]
            if let colon = login.firstIndex(of: ":") {
                hasPassword = true
                user = String(login[..<colon])
            } else {
                user = String(login)
            }
        }
        let tail: Substring
        if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
            host = String(authority[authority.index(after: authority.startIndex)..<close])
            tail = authority[authority.index(after: close)...]
        } else {
            let colon = authority.firstIndex(of: ":") ?? authority.endIndex
            host = String(authority[..<colon])
            tail = authority[colon...]
        }
        if !tail.isEmpty {
            guard tail.first == ":", let number = Int(tail.dropFirst()), (1...65_535).contains(number) else {
                return nil
            }
            port = number
        }
        if scheme != "file", host.isEmpty { return nil }
    }

    /// `%41` made `A`; nil if it is cut or no UTF-8.
    static func percentDecoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hex), let low = rest.popFirst().flatMap(hex) else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The same address with `%7E` written `~`, and `%d2` written `%D2` (RFC 3986 §6.2.2).
    static func plainlyEncoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), rest.count >= 2, let high = hex(rest[rest.startIndex]),
                let low = hex(rest[rest.startIndex + 1])
            else {
                bytes.append(byte)
                continue
            }
            let value = high << 4 | low
            switch value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(value)
            default: bytes += [byte] + Array(String(decoding: rest.prefix(2), as: UTF8.self).uppercased().utf8)
            }
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

extension StringProtocol {
    fileprivate func range(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
