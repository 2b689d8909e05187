/// Zip files' heads (APPNOTE.TXT 4.3.7).
enum ZipHead {
    /// Whether the first file in it needs a password.
    static func isEncrypted(_ bytes: [UInt8]) -> Bool {
        bytes.count > 8 && bytes.starts(with: [0x50, 0x4B, 3, 4]) && bytes[6] & 1 == 1
    }
}
