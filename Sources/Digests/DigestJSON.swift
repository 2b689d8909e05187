import FoundationEssentials
import Reports

/// The form in which a digest is frozen: JSON with its keys in order, so that the same digest has the same bytes.
public enum DigestJSON {
    /// Writes a digest. Times are kept to the millisecond, as the store keeps them.
    /// - Throws: a value that JSON cannot say; nothing is frozen then.
    public static func encode(_ digest: Digest) throws -> [UInt8] { Array(try JSONEncoder.contract().encode(digest)) }

    /// Writes a digest for people to read: the same, in lines.
    static func pretty(_ digest: Digest) throws -> String {
        String(decoding: try JSONEncoder.contract(pretty: true).encode(digest), as: UTF8.self) + "\n"
    }

    /// Reads a frozen digest. Fields that it does not know are passed over: a later version may have written them.
    /// - Throws: what is wrong with the bytes.
    public static func decode(_ bytes: [UInt8]) throws -> Digest {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let date = Timestamp.date(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time in UTC: \(text)")
            }
            return date
        }
        return try decoder.decode(Digest.self, from: Data(bytes))
    }
}
