import CBox
import Glibc

/// Runs a program on bytes in a process that can do nothing but compute: no network, no other process, no file
/// written, and processor, memory and time bounded.
struct Box {
    /// How a run ended.
    enum End: Equatable {
        /// By itself, with this code.
        case exit(Int32)
        /// By this signal.
        case signal(Int32)
        /// It took too long.
        case late
        /// It wrote more than was wanted.
        case full
    }

    struct Run {
        var output: [UInt8]
        var complaints: [UInt8]
        var end: End
    }

    /// A program could not be started as it must be, held back.
    struct Failure: Error, Equatable, CustomStringConvertible {
        var description: String
    }

    /// The program, by its absolute path.
    let path: String
    let arguments: [String]
    /// Folders and files beside the system's libraries that it may read.
    var readable: [String] = []
    /// What it is told beside the few settings that all programs get, as `NAME=value`.
    var told: [String] = []
    var seconds = AttachmentLimits.seconds
    var processorSeconds = AttachmentLimits.processorSeconds

    /// Why this kernel cannot hold a program back; nil if it can.
    static var obstacle: String? { adaldyq_box_holds() == 0 ? nil : failure(holding).description }

    private static let holding = "hold a program to the system's own files (Linux has Landlock from 5.13 on)"
    /// How often a waiting run looks whether its task was cancelled, in milliseconds.
    private static let pace: Int32 = 50
    private static let system = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null"]
    private static let environment = [
        "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=enable=no,warnings=suppressed", "LIBDISPATCH_LOG=NO",
    ]

    /// Runs it to its end, which comes within the limits. Blocks; call it where that harms nobody.
    /// - Parameters:
    ///   - input: what it reads.
    ///   - limit: bytes of its output; with more it is ended.
    /// - Throws: `Failure` if it could not be started held back, `CancellationError` if the task was cancelled.
    func run(on input: [UInt8], limit: Int) throws -> Run {
        let source = input.withUnsafeBytes { adaldyq_box_file($0.baseAddress, $0.count) }
        guard source >= 0 else { throw Box.failure("hold the file in memory") }
        defer { close(source) }
        var output = try Pipe()
        defer { output.close() }
        var complaints = try Pipe()
        defer { complaints.close() }
        let process = try start(source, output.writing, complaints.writing)
        output.closeWriting()
        complaints.closeWriting()
        var isOver = false
        // Whatever happens here, nobody is left behind.
        defer { if !isOver { Box.kill(process) } }
        let end = try follow(&output, &complaints, limit: limit)
        isOver = true
        let status = end == nil ? Box.wait(for: process, patience: 1) : Box.kill(process)
        let own: End = status & 0x7F == 0 ? .exit((status >> 8) & 0xFF) : .signal(status & 0x7F)
        return Run(output: output.bytes, complaints: complaints.bytes, end: end ?? own)
    }

    private func start(_ input: Int32, _ output: Int32, _ errors: Int32) throws -> pid_t {
        var limits = adaldyq_box_limits(
            processor: UInt32(processorSeconds), memory: UInt(AttachmentLimits.memory),
            space: UInt(AttachmentLimits.space), files: UInt32(AttachmentLimits.files))
        var stage = ADALDYQ_BOX_PROCESS
        let process = CStrings.use([path] + arguments) { argv in
            CStrings.use(Box.environment + told) { envp in
                CStrings.use(Box.system + readable) { readable in
                    readable.withMemoryRebound(to: UnsafePointer<CChar>?.self) { readable in
                        adaldyq_box_start(
                            path, argv.baseAddress, envp.baseAddress, readable.baseAddress, input, output, errors,
                            &limits, &stage)
                    }
                }
            }
        }
        guard process >= 0 else {
            switch stage {
            case ADALDYQ_BOX_READING: throw Box.failure(Box.holding)
            case ADALDYQ_BOX_LIMITS: throw Box.failure("limit what a program uses")
            case ADALDYQ_BOX_SYSTEM_CALLS:
                throw Box.failure("take the network from a program (a seccomp filter is refused)")
            case ADALDYQ_BOX_PROGRAM: throw Box.failure("start \(path)")
            default: throw Box.failure("start a process")
            }
        }
        return process
    }

    /// Reads both outputs until they end.
    /// - Returns: why it stopped before that; nil if it did not.
    private func follow(_ output: inout Pipe, _ complaints: inout Pipe, limit: Int) throws -> End? {
        let deadline = Box.now + seconds
        while output.isOpen || complaints.isOpen {
            try Task.checkCancellation()
            guard Box.now < deadline else { return .late }
            var places = [output, complaints].map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
            guard poll(&places, 2, Box.pace) > 0 else { continue }
            if places[0].revents != 0 { output.read(keeping: limit + 1) }
            if places[1].revents != 0 { complaints.read(keeping: AttachmentLimits.complaints) }
            if output.bytes.count > limit {
                output.bytes.removeLast(output.bytes.count - limit)
                return .full
            }
        }
        return nil
    }

    /// Who has closed both outputs ends at once; who does not is ended.
    private static func wait(for process: pid_t, patience: Double) -> Int32 {
        var status: Int32 = 0
        let deadline = now + patience
        while waitpid(process, &status, WNOHANG) != process {
            guard now < deadline else { return kill(process) }
            usleep(1000)
        }
        return status
    }

    @discardableResult
    private static func kill(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        Glibc.kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return status
    }

    private static func failure(_ what: String) -> Failure {
        Failure(description: "cannot \(what): \(String(cString: strerror(errno)))")
    }

    /// Seconds of a clock that nobody sets.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// What a program writes, as far as it is kept.
    private struct Pipe {
        private(set) var reading: Int32
        private(set) var writing: Int32
        var bytes: [UInt8] = []

        init() throws {
            var ends: [Int32] = [-1, -1]
            guard adaldyq_box_pipe(&ends) == 0 else { throw Box.failure("make a pipe") }
            (reading, writing) = (ends[0], ends[1])
        }

        /// Whether more may come.
        var isOpen: Bool { reading >= 0 }

        /// Takes what has come; at the end it closes.
        mutating func read(keeping limit: Int) {
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = Glibc.read(reading, &piece, piece.count)
            if count > 0 {
                bytes += piece[..<min(count, max(0, limit - bytes.count))]
            } else if count == 0 || errno != EINTR {
                Glibc.close(reading)
                reading = -1
            }
        }

        mutating func closeWriting() {
            if writing >= 0 { Glibc.close(writing) }
            writing = -1
        }

        mutating func close() {
            closeWriting()
            if reading >= 0 { Glibc.close(reading) }
            reading = -1
        }
    }
}
