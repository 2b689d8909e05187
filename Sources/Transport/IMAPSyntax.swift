/// How commands are written.
enum IMAPSyntax {
    /// Ascending UIDs as a set: `1:5,7`.
    static func set(_ uids: some Sequence<UInt32>) -> String {
        var text = ""
        var run: ClosedRange<UInt32>?
        func close() {
            guard let run else { return }
            if !text.isEmpty { text += "," }
            text += run.lowerBound == run.upperBound ? "\(run.lowerBound)" : "\(run.lowerBound):\(run.upperBound)"
        }
        for uid in uids {
            if let open = run, open.upperBound < .max, uid == open.upperBound + 1 {
                run = open.lowerBound...uid
            } else {
                close()
                run = uid...uid
            }
        }
        close()
        return text
    }

    /// A text as a quoted string; nil if it holds what none may.
    /// - Parameter isPlain: whether the server takes UTF-8.
    static func quoted(_ text: String, isPlain: Bool = false) -> String? {
        guard text.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || (isPlain && $0 >= 0x80) }) else { return nil }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" || character == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }

    /// A folder's name as a quoted string. Encoded, it holds printable ASCII alone.
    /// - Parameter isPlain: whether the server has names in UTF-8.
    static func mailbox(_ name: String, isPlain: Bool) -> String {
        quoted(isPlain ? name : ModifiedUTF7.encode(name), isPlain: isPlain) ?? "\"\""
    }
}
