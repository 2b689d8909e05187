import Glibc

/// Standard output and error, and whether a person looks at them.
enum Terminal {
    static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    static let errorIsTerminal = isatty(STDERR_FILENO) == 1

    /// Whether standard error is the journal itself (systemd.exec(5), JOURNAL_STREAM), and not a terminal or a file of
    /// a program that the journal started.
    static let errorIsJournal: Bool = {
        guard let stream = getenv("JOURNAL_STREAM") else { return false }
        var status = stat()
        return fstat(STDERR_FILENO, &status) == 0 && String(cString: stream) == "\(status.st_dev):\(status.st_ino)"
    }()

    /// The terminal's width in columns; 80 where there is none.
    static var width: Int {
        var size = winsize()
        let isKnown =
            ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 || ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0
        return isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Prints what was asked for.
    /// - Throws: `OutputError` when nobody takes it, so that a full disk or a closed pipe is no success.
    static func print(_ text: String, newline: Bool = true) throws {
        try write(newline ? text + "\n" : text, to: STDOUT_FILENO)
    }

    /// Says what went wrong, or how far it is.
    static func complain(_ text: String) {
        // sd-daemon(3): the journal takes a line's level from its beginning; 3 is an error.
        let level = errorIsJournal ? "<3>" : ""
        try? write(text.split(separator: "\n").map { "\(level)\($0)\n" }.joined(), to: STDERR_FILENO)
    }

    /// Writes to standard error as it is, for a progress bar.
    static func draw(_ text: String) { try? write(text, to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) throws {
        var text = text
        try text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0 {
                    if errno == EINTR { continue }
                    throw OutputError(number: errno)
                }
                rest = rest.dropFirst(written)
            }
        }
    }
}

/// What was asked for could not be written.
struct OutputError: Error, CustomStringConvertible {
    let number: Int32
    /// The reader went away (`| head`): not worth a message.
    var isClosedPipe: Bool { number == EPIPE }
    var description: String { "cannot write the output: \(String(cString: strerror(number)))" }
}
