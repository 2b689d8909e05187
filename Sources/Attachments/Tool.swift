import Glibc

/// A program that opens files. It is not needed but for `attachments: text`, and a system may be without it.
public enum Tool: String, CaseIterable, Sendable {
    /// PDF made text, by Poppler.
    case pdftotext
    /// Archives unpacked, by libarchive: what word processors write are zip archives of XML.
    case bsdtar

    /// Debian's package of it.
    public var package: String {
        switch self {
        case .pdftotext: "poppler-utils"
        case .bsdtar: "libarchive-tools"
        }
    }

    /// Where it lies; nil if it is not installed. A search path from outside decides nothing.
    public var path: String? {
        Tool.folders.lazy.map { "\($0)/\(rawValue)" }.first { access($0, X_OK) == 0 }
    }

    /// What the operator is told who has to install it.
    public var absence: String { "\(rawValue) is not installed (Debian: apt-get install \(package))" }

    private static let folders = ["/usr/bin", "/usr/local/bin", "/bin"]
}
