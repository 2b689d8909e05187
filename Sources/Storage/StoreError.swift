import GRDB
import Reports

/// What can go wrong with the store: what was attempted, on which file, why, what to do.
public enum StoreError: Error, CustomStringConvertible, Sendable {
    /// Another process holds the store for writing.
    case locked(path: String, pid: Int32?)
    /// There is no database yet and only reading was asked for.
    case missing(path: String)
    /// The file is no database, or not one of ours, or damaged.
    case unreadable(path: String, why: String)
    /// Made by a newer release.
    case tooNew(path: String)
    /// A write did not happen; nothing of its transaction did.
    case failed(what: String, path: String, why: String, advice: String)

    /// A number that no report has.
    case noSuchReport(ReportID)

    /// Whether only a person can mend it: starting again will not.
    public var needsOperator: Bool {
        switch self {
        case .locked, .failed, .noSuchReport: false
        case .missing, .unreadable, .tooNew: true
        }
    }

    /// A line for the operator.
    public var description: String {
        switch self {
        case .locked(let path, let pid):
            "the store \(path) is held by process \(pid.map(String.init) ?? "unknown"), which writes to it; "
                + "stop that process first (systemctl stop adaldyq) or let it do the work"
        case .missing(let path):
            "there is no store at \(path) yet; adaldyq poll or adaldyq run makes it"
        case .unreadable(let path, let why):
            "cannot use the store \(path): \(why); restore a backup in its place, nothing was changed"
        case .tooNew(let path):
            "the store \(path) was made by a newer adaldyq; install that release or restore an older backup"
        case .noSuchReport(let id):
            "there is no report \(id)"
        case .failed(let what, let path, let why, let advice):
            "cannot \(what) in \(path): \(why)\(advice.isEmpty ? "" : "; \(advice)")"
        }
    }

    /// Puts an SQLite error into words.
    static func wrap(_ error: any Error, _ what: String, _ path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            return StoreError.unreadable(path: path, why: error.message ?? "it is damaged")
        case .SQLITE_FULL:
            return StoreError.failed(
                what: what, path: path, why: "the disk is full", advice: "make room; nothing was lost")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            return StoreError.failed(
                what: what, path: path, why: error.message ?? "no permission",
                advice: "check that the file and its folder belong to the user that runs adaldyq")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return StoreError.failed(
                what: what, path: path, why: "another program holds a lock on it", advice: "it is tried again")
        case .SQLITE_INTERRUPT, .SQLITE_ABORT:
            return CancellationError()
        default:
            return StoreError.failed(
                what: what, path: path, why: error.message ?? "\(error.extendedResultCode)", advice: "")
        }
    }
}
