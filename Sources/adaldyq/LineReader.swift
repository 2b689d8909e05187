import Intake
import Glibc

/// The lines of a file or of standard input, one after the other, without their ends.
struct LineReader: Sequence, IteratorProtocol {
    /// A longer line is no line of ours: it comes cut into pieces. One of ten million bytes is still read whole.
    static let longest = 32 << 20
    private static let chunk = 64 << 10

    private let file: InputFile
    private var buffer: [UInt8] = []
    private var start = 0
    /// Up to here there is no end of a line.
    private var looked = 0
    private var isAtEnd = false

    init(_ path: String) throws { file = try InputFile(path) }

    mutating func next() -> [UInt8]? {
        while true {
            if let end = buffer[looked...].firstIndex(of: 10) {
                defer { (start, looked) = (end + 1, end + 1) }
                return Array(buffer[start..<end])
            }
            if isAtEnd || buffer.count - start > LineReader.longest {
                defer {
                    buffer = []
                    (start, looked) = (0, 0)
                }
                return start < buffer.count ? Array(buffer[start...]) : nil
            }
            buffer.removeSubrange(..<start)
            (start, looked) = (0, buffer.count)
            isAtEnd = !file.append(to: &buffer, atMost: LineReader.chunk)
        }
    }
}

/// An open descriptor that closes itself.
final class InputFile {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LocalFile.Failure(path: path, why: String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// False at the end of the file.
    func append(to buffer: inout [UInt8], atMost count: Int) -> Bool {
        let old = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: count))
        var got = 0
        repeat {
            got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + old }, count) }
        } while got < 0 && errno == EINTR
        buffer.removeLast(count - Swift.max(0, got))
        return got > 0
    }
}
