/// One header field. The name is compared without regard to case (RFC 9110 §5.1).
public struct HTTPField: Sendable, Equatable {
    /// The name, as sent.
    public var name: String
    /// The value without the blanks around it.
    public var value: String

    /// Collects a field.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [HTTPField] {
    /// The first value of this name, whatever its case.
    public subscript(_ name: String) -> String? {
        first { $0.hasName(name) }?.value
    }
}

extension HTTPField {
    /// Compares by ASCII letters alone: header names have no others.
    func hasName(_ other: String) -> Bool {
        let mine = name.utf8
        let theirs = other.utf8
        return mine.count == theirs.count && zip(mine, theirs).allSatisfy { HTTPField.lower($0) == HTTPField.lower($1) }
    }

    /// What may not stand in a header that we send: it would begin another line.
    var breaksLines: Bool {
        name.isEmpty || name.utf8.contains { $0 <= 0x20 || $0 == 0x3A || $0 >= 0x7F }
            || value.utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
