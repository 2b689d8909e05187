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
        return (try? encoder.encode(value)).map(Array.init) ?? Array("{}".utf8)
    }
}
