/// OpenPGP in the text itself (RFC 9580 §6.2 and §7): what is signed is read as it was written, and what is encrypted is
/// told from the words around it.
enum Armour {
    /// A text without its armour.
    struct Opened {
        /// What can be read without a key.
        var text: String
        var holdsEncrypted = false
        var isSigned = false
    }

    /// - Returns: nil if there is no armour in the text.
    static func opened(_ text: String) -> Opened? {
        guard text.holds(begin) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var opened = Opened(text: "")
        var kept: [Substring] = []
        var isWithin = false
        var at = 0
        while at < lines.count {
            let line = lines[at]
            guard line.hasPrefix(begin) else {
                // Lines of a signed text that begin with a dash have another one before it.
                kept.append(isWithin && line.hasPrefix("- ") ? line.dropFirst(2) : line)
                at += 1
                continue
            }
            if line.hasPrefix(begin + "SIGNED MESSAGE") {
                (isWithin, opened.isSigned) = (true, true)
                // Its header: which hash was taken.
                at += 1
                while at < lines.count, lines[at].contains(": ") { at += 1 }
                if at < lines.count, lines[at].isEmpty { at += 1 }
            } else {
                if line.hasPrefix(begin + "MESSAGE") { opened.holdsEncrypted = true }
                isWithin = false
                at = end(of: lines, from: at + 1)
            }
        }
        opened.text = TextTidy.trimmed(kept.joined(separator: "\n"))
        return opened
    }

    private static let begin = "-----BEGIN PGP "

    /// The line behind a block. One that was cut off ends where words begin.
    private static func end(of lines: [Substring], from start: Int) -> Int {
        var at = start
        while at < lines.count {
            if lines[at].hasPrefix("-----END PGP ") { return at + 1 }
            let isBlock = !lines[at].contains(" ") || lines[at].contains(": ")
            guard isBlock, !lines[at].hasPrefix(begin) else { return at }
            at += 1
        }
        return at
    }
}
