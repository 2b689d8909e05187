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

    /// A folder's name as a quoted string. Encoded, it holds printable ASCII alone.
    static func mailbox(_ name: String) -> String {
        var text = "\""
        for character in ModifiedUTF7.encode(name).unicodeScalars {
            if character == "\"" || character == "\\" { text += "\\" }
            text.unicodeScalars.append(character)
        }
        return text + "\""
    }
}
