import FoundationEssentials
import Glibc
import Logging

/// Log lines on standard error. Under systemd each begins with its level as `<N>` (sd-daemon(3)), which the journal
/// takes off again; on a terminal or in a file each begins with the time.
struct JournalLogHandler: LogHandler {
    /// No line grows longer, whatever a server answers.
    private static let longest = 1000

    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let isJournal: Bool

    init(level: Logger.Level, isJournal: Bool) {
        logLevel = level
        self.isJournal = isJournal
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        write(event.level, message: event.message, metadata: event.metadata)
    }

    private func write(_ level: Logger.Level, message: Logger.Message, metadata extra: Logger.Metadata?) {
        var line = isJournal ? "<\(priority(level))>" : "\(timestamp()) \(level) "
        append(message.description, to: &line)
        let all = metadata.merging(extra ?? [:]) { _, new in new }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line += " \(key)="
            append(value.description, to: &line)
        }
        line += "\n"
        let bytes = Array(line.utf8)
        // One write a line, so that lines of several tasks do not mix.
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }

    /// Control characters would forge lines or move the cursor.
    private func append(_ text: String, to line: inout String) {
        for scalar in text.unicodeScalars.prefix(JournalLogHandler.longest) {
            let isControl =
                scalar.value < 32 || (127...159).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
            line.unicodeScalars.append(isControl ? " " : scalar)
        }
    }

    private func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }

    private func timestamp() -> String { Date().formatted(.iso8601) }
}
