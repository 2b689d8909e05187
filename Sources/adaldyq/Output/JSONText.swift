import FoundationEssentials

/// Values as JSON, the keys in a steady order so that two runs can be compared.
enum JSONText {
    static func compact(_ value: some Encodable) -> [UInt8] { encode(value, [.sortedKeys, .withoutEscapingSlashes]) }

    static func pretty(_ value: some Encodable) -> String {
        String(decoding: encode(value, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]), as: UTF8.self)
    }

    static func line(_ value: some Encodable) -> String { String(decoding: compact(value), as: UTF8.self) }

    private static func encode(_ value: some Encodable, _ format: JSONEncoder.OutputFormatting) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = format
        encoder.dateEncodingStrategy = .iso8601
        // Our own types hold no NaN and no cycle: there is nothing that could fail to be encoded.
        return (try? encoder.encode(value)).map { escaped(Array($0)) } ?? Array("{}".utf8)
    }

    /// The encoder leaves controls beyond ASCII and what turns the direction of writing as they are: a terminal obeys
    /// them. They stand in strings only, where JSON has an escape for each (RFC 8259, section 7).
    private static func escaped(_ json: [UInt8]) -> [UInt8] {
        guard json.contains(where: { $0 == 0xC2 || $0 == 0xE2 || $0 == 0xD8 || $0 == 0x7F }) else { return json }
        var out: [UInt8] = []
        out.reserveCapacity(json.count + 64)
        var index = 0
        func byte(_ offset: Int) -> UInt8 { index + offset < json.count ? json[index + offset] : 0 }
        while index < json.count {
            let (code, length) =
                switch (json[index], byte(1), byte(2)) {
                case (0x7F, _, _): ("007f", 1)
                case (0xC2, 0x80...0x9F, _): (hexadecimal(UInt32(byte(1))), 2)
                case (0xD8, 0x9C, _): ("061c", 2)
                case (0xE2, 0x80, 0x8E...0x8F), (0xE2, 0x80, 0xA8...0xAE):
                    (hexadecimal(0x2000 + UInt32(byte(2)) - 0x80), 3)
                case (0xE2, 0x81, 0xA6...0xA9): (hexadecimal(0x2000 + UInt32(byte(2)) - 0x40), 3)
                default: ("", 1)
                }
            if code.isEmpty {
                out.append(json[index])
            } else {
                out.append(contentsOf: "\\u\(code)".utf8)
            }
            index += length
        }
        return out
    }

    private static func hexadecimal(_ code: UInt32) -> String {
        let digits = String(code, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
