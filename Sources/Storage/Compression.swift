import CZstd

/// What came, made smaller (zstd, RFC 8878).
enum Compression {
    /// Fast, and already a third of the size for mail; higher levels cost more time than parsing does.
    private static let level: Int32 = 1
    /// Nothing larger is ever stored, so nothing larger is ever unpacked.
    private static let longest = 256 << 20

    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            let size = bytes.withUnsafeBytes {
                ZSTD_compress(buffer.baseAddress, bound, $0.baseAddress, $0.count, level)
            }
            count = ZSTD_isError(size) != 0 ? 0 : size
        }
    }

    /// - Throws: `StoreError.unreadable` if the bytes are damaged.
    static func decompress(_ bytes: [UInt8], path: String) throws -> [UInt8] {
        let size = bytes.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        guard size <= UInt64(longest) else {
            throw StoreError.unreadable(path: path, why: "a stored message is damaged")
        }
        var failed = false
        let result = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            let got = bytes.withUnsafeBytes { ZSTD_decompress(buffer.baseAddress, Int(size), $0.baseAddress, $0.count) }
            failed = ZSTD_isError(got) != 0
            count = failed ? 0 : got
        }
        if failed { throw StoreError.unreadable(path: path, why: "a stored message is damaged") }
        return result
    }
}
