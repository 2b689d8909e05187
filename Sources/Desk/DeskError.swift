/// Why the web page cannot be there.
public enum DeskError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The address is not this machine's own.
    case notLoopback(String)

    /// In words.
    public var description: String {
        switch self {
        case .notLoopback(let host):
            "cannot serve the web page on \(host): it shows people's reports and has no password, so it listens on "
                + "loopback only (127.0.0.1, ::1 or localhost)"
        }
    }
}
