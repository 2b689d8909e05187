import CZstd
import Synchronization

/// What came, made smaller (zstd, RFC 8878).
enum Compression {
    /// Fast, and already a third of the size for mail; higher levels cost more time than parsing does.
    private static let level: Int32 = 1
    /// Nothing larger is ever stored, so nothing larger is ever unpacked.
    private static let longest = 256 << 20

    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        guard let context = spare.withLock({ $0.popLast() }) ?? Context() else { return [] }
        defer { spare.withLock { if $0.count < mostSpare { $0.append(context) } } }
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            let size = bytes.withUnsafeBytes {
                ZSTD_compressCCtx(context.pointer, buffer.baseAddress, bound, $0.baseAddress, $0.count, level)
            }
            count = ZSTD_isError(size) != 0 ? 0 : size
        }
    }

    /// zstd's working memory, used by one thread at a time: making it anew costs more than a short letter does.
    private final class Context: @unchecked Sendable {
        let pointer: OpaquePointer

        init?() {
            guard let pointer = ZSTD_createCCtx() else { return nil }
            self.pointer = pointer
        }

        deinit { ZSTD_freeCCtx(pointer) }
    }

    /// Contexts kept for the next text: as many as threads compress at once on a small server.
    private static let mostSpare = 4
    private static let spare = Mutex<[Context]>([])

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
