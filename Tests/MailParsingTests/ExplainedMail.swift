import Testing

/// Why a value of ours differs from that of another parser.
enum ExplainedMail {
    private static let enriched = "text/enriched is text (RFC 1896), and is read; theirs lists it as a file"
    private static let bare = "a word without a host in From or To is somebody's address; theirs takes it for a name"
    private static let behind = "a forwarded letter is read where it stands; theirs is put behind all texts"
    private static let longest = "of two plain texts in an alternative the longer is read (RFC 2046 §5.1.4 allows one)"
    private static let garbage =
        "what stands behind or instead of base64 in a text part is kept, for lists add lines there"
    private static let odd = "a text of an unknown kind is text (RFC 2046 §4.1.4); theirs lists it as a file"
    private static let path = "a directory is no part of a file's name (RFC 2183 §2.3)"
    private static let forwarded =
        "a forwarded letter's text and subject are read with the letter; theirs stops at its file"

    static let reasons: [String: String] = [
        "rfc/000 text": enriched, "rfc/000 attachments": enriched, "rfc/001 from": bare, "rfc/001 to": bare,
        "rfc/001 attachments": path, "rfc/003 attachments": enriched, "rfc/004 from": bare, "rfc/004 to": bare,
        "rfc/007 text": behind, "thirdparty/000 text": longest, "thirdparty/001 text": longest,
        "thirdparty/002 text": garbage, "thirdparty/002 attachments": garbage, "thirdparty/005 text": garbage,
        "thirdparty/008 text": behind, "thirdparty/008 attachments": odd, "thirdparty/009 text": forwarded,
        "thirdparty/009 attachments": forwarded, "thirdparty/012 text": odd, "thirdparty/012 attachments": odd,
        "rfc/006 text": "the plain text only says that it stands for the HTML, which is read instead",
        "thirdparty/015 text": "the subject of a second letter that is forwarded is read as well",
    ]

    /// Each difference must be explained, and each explanation must still explain one.
    /// - Parameter found: `FILE FIELD: ours | theirs`.
    static func check(_ found: [String], folder: String) {
        var unused = Set(reasons.keys.filter { $0.hasPrefix(folder) })
        for line in found {
            let key = String(line.prefix { $0 != ":" })
            if reasons[key] == nil { Issue.record("unexplained: \(line)") } else { unused.remove(key) }
        }
        for key in unused.sorted() { Issue.record("no longer differs: \(key)") }
    }
}
