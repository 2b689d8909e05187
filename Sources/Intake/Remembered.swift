import FoundationEssentials
import Reports

/// A cursor's content as JSON. One that cannot be read counts as none: the source is read anew and nothing is doubled.
enum Remembered {
    static func read<Value: Decodable>(_ cursor: Cursor?, as type: Value.Type) -> Value? {
        cursor.flatMap { try? JSONDecoder().decode(type, from: Data($0.bytes)) }
    }

    static func write(_ value: some Encodable) -> Cursor? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { Cursor(bytes: Array($0)) }
    }
}
