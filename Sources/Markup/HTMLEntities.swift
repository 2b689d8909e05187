import CLibXML2

/// HTML's named letters (HTML 4 §24, as libxml2 has them) and numbered ones.
enum HTMLEntities {
    /// The letter that a name stands for, nil if it stands for none.
    static func scalar(_ name: String) -> Unicode.Scalar? {
        guard
            let found = name.withCString({ name in
                name.withMemoryRebound(to: UInt8.self, capacity: 1) { htmlEntityLookup($0) }
            })
        else { return name == "apos" ? "'" : nil }
        return Unicode.Scalar(found.pointee.value)
    }

    /// The letter of a number; C1 controls are read as windows-1252, as browsers do (HTML §13.2.5.80). Nil for what no
    /// document may hold.
    static func scalar(_ number: UInt32) -> Unicode.Scalar? {
        if (0x80...0x9F).contains(number) { return Unicode.Scalar(windows1252[Int(number - 0x80)]) }
        guard number >= 0x20 || number == 0x0A || number == 0x09 || number == 0x0D, number != 0xFFFE, number != 0xFFFF
        else { return nil }
        return Unicode.Scalar(number)
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]
}
