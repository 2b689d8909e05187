import FoundationEssentials
import Reports

/// The form in which a digest is frozen: JSON with its keys in order, so that the same digest has the same bytes.
public enum DigestJSON {
    /// Writes a digest.
    public static func encode(_ digest: Digest) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Every field of a digest is a number, a string or a list of such: there is nothing that JSON cannot say.
        return (try? encoder.encode(digest)).map { Array($0) } ?? []
    }

    /// Reads a frozen digest.
    /// - Throws: what is wrong with the bytes.
    public static func decode(_ bytes: [UInt8]) throws -> Digest {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(Digest.self, from: Data(bytes))
    }
}
