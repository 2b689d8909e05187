/// Text from a peer made fit for one line of a log.
enum Printable {
    /// No message of a peer needs more to be understood.
    private static let longest = 200

    /// Printable ASCII, one line, cut. A text that holds an @ may hold somebody's address, and is left out.
    static func line(_ bytes: some Sequence<UInt8>) -> String {
        let kept = bytes.prefix(longest).map { $0 >= 0x20 && $0 < 0x7F ? $0 : 0x3F }
        return kept.contains(0x40) ? "(the server's words are left out)" : String(decoding: kept, as: UTF8.self)
    }
}
