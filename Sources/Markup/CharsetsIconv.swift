import Glibc

/// The charsets for which the C library's tables are good enough: rare ones, and those of many bytes a character.
enum Iconv {
    /// The text of the bytes, or nil if this system does not have the charset. What cannot be read becomes U+FFFD, one
    /// for each byte, and reading goes on behind it.
    static func decode(_ bytes: [UInt8], from name: String) -> (text: String, broken: Int)? {
        guard let handle = iconv_open("UTF-8", name), handle != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(handle) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        var broken = 0
        // iconv does not write to its input, though its signature, older than const, does not say so.
        var input = bytes
        input.withUnsafeMutableBytes { input in
            guard let base = input.baseAddress else { return }
            var from: UnsafeMutablePointer<CChar>? = base.assumingMemoryBound(to: CChar.self)
            var left = input.count
            withUnsafeTemporaryAllocation(byteCount: chunk, alignment: 1) { buffer in
                guard let start = buffer.baseAddress else { return }
                while true {
                    let flushes = left == 0
                    var to: UnsafeMutablePointer<CChar>? = start.assumingMemoryBound(to: CChar.self)
                    var room = chunk
                    let result =
                        flushes ? iconv(handle, nil, nil, &to, &room) : iconv(handle, &from, &left, &to, &room)
                    let reason = errno
                    output.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[0..<(chunk - room)]))
                    if flushes { return }
                    guard result == -1, reason != E2BIG else { continue }
                    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    broken += 1
                    from = from?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return (String(decoding: output, as: UTF8.self), broken)
    }

    /// Written at once, in bytes.
    private static let chunk = 8192
}
