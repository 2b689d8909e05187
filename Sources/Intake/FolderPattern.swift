import Transport

/// Which folders of a mailbox are read: a name (`INBOX`), a pattern (`Reports/*`), or a use (`\Archive`, RFC 6154). `/`
/// divides levels, whatever divides them on the server; `*` stands for anything, `%` for anything within a level
/// (RFC 3501 §6.3.8).
struct FolderPattern: Hashable, Sendable {
    /// Folders of these uses are read only when they are named: what lies there is no report, or was one already.
    private static let apart: Set<String> = ["\\TRASH", "\\JUNK", "\\DRAFTS", "\\SENT", "\\ALL", "\\FLAGGED"]

    let text: String

    /// Whether it names one folder as it stands, so that no list is needed to find it.
    var isName: Bool { !text.hasPrefix("\\") && !text.contains { $0 == "*" || $0 == "%" } }

    /// Whether a folder is meant.
    func matches(_ folder: MailFolder) -> Bool {
        if text.hasPrefix("\\") { return folder.uses.contains { $0.uppercased() == text.uppercased() } }
        let name = FolderPattern.plain(folder)
        if isName { return name == text || (text.uppercased() == "INBOX" && name.uppercased() == "INBOX") }
        guard !folder.uses.contains(where: { FolderPattern.apart.contains($0.uppercased()) }) else { return false }
        return FolderPattern.matches(Array(name.unicodeScalars)[...], Array(text.unicodeScalars)[...])
    }

    /// The folders that a list of patterns means, each once, in the order of the patterns. A name is taken as it stands
    /// even if the server does not list it.
    static func choose(_ patterns: [FolderPattern], among folders: [MailFolder], except target: String?) -> [String] {
        var chosen: [String] = []
        for pattern in patterns {
            let found = folders.filter { pattern.matches($0) }.map(\.name)
            for name in found.isEmpty && pattern.isName ? [pattern.text] : found.sorted()
            where !chosen.contains(name) && (name != target || pattern.isName) {
                chosen.append(name)
            }
        }
        return chosen
    }

    /// A folder's name with `/` between its levels.
    private static func plain(_ folder: MailFolder) -> String {
        guard let separator = folder.separator?.first, separator != "/" else { return folder.name }
        return String(folder.name.map { $0 == separator ? "/" : $0 })
    }

    /// Matching with one place to come back to: linear for each `*`, whatever the pattern.
    private static func matches(_ name: ArraySlice<UnicodeScalar>, _ pattern: ArraySlice<UnicodeScalar>) -> Bool {
        var name = name
        var pattern = pattern
        var star: (name: ArraySlice<UnicodeScalar>, pattern: ArraySlice<UnicodeScalar>, isWide: Bool)?
        var wide: (name: ArraySlice<UnicodeScalar>, pattern: ArraySlice<UnicodeScalar>, isWide: Bool)?
        while true {
            if let wanted = pattern.first, wanted == "*" || wanted == "%" {
                pattern = pattern.dropFirst()
                star = (name, pattern, wanted == "*")
                if wanted == "*" { wide = star }
                continue
            }
            if name.isEmpty, pattern.isEmpty { return true }
            if let letter = name.first, letter == pattern.first {
                name = name.dropFirst()
                pattern = pattern.dropFirst()
                continue
            }
            // One letter more for the last star that may have it, else for the last wide one.
            if let last = star, let letter = last.name.first, last.isWide || letter != "/" {
                star = (last.name.dropFirst(), last.pattern, last.isWide)
            } else if let last = wide, !last.name.isEmpty {
                wide = (last.name.dropFirst(), last.pattern, true)
                star = wide
            } else {
                return false
            }
            name = star?.name ?? name
            pattern = star?.pattern ?? pattern
            if star?.isWide == true { wide = star }
        }
    }
}
