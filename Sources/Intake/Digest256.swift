import Crypto

/// SHA-256, the one hash by which items are told apart.
enum Digest256 {
    /// The hash of bytes, 32 bytes.
    static func of(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// The hash of several texts; where one ends counts.
    static func of(_ texts: String?...) -> [UInt8] {
        var hash = SHA256()
        for text in texts {
            hash.update(data: Array((text ?? "").utf8))
            hash.update(data: [0])
        }
        return Array(hash.finalize())
    }

    /// `sha256:` and the hash in lower-case hexadecimal.
    static func name(_ hash: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var name = Array("sha256:".utf8)
        for byte in hash {
            name.append(digits[Int(byte >> 4)])
            name.append(digits[Int(byte & 15)])
        }
        return String(decoding: name, as: UTF8.self)
    }
}
