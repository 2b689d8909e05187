import Crypto

/// What a file is known by, whatever it is called.
enum FileHash {
    /// SHA-256 in lower-case hexadecimal.
    static func of(_ bytes: ArraySlice<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hash = bytes.withUnsafeBytes { SHA256.hash(data: UnsafeRawBufferPointer($0)) }
        return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
