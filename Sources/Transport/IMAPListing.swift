/// Questions for lists: of messages, of folders, of what a search finds (RFC 9051 §6.4.5, §6.3.9, §6.4.4).
enum IMAPListing {
    /// A folder with more messages than this after the last one is no folder; 10 million UIDs take 40 MB.
    private static let mostMessages = 10_000_000
    /// No mailbox has more folders.
    private static let mostFolders = 20_000

    /// The messages that a FETCH of UIDs, and of sizes if `sized`, names above a UID.
    static func messages(
        _ command: String, after last: UInt32, sized: Bool, _ conversation: IMAPConversation
    ) throws -> FolderListing {
        guard conversation.exists > 0 else { return FolderListing([]) }
        var messages: [(uid: UInt32, size: UInt32)] = []
        let answer = try conversation.run(command) { keyword, _ in
            guard case .fetch = keyword else { return try conversation.reader.skipResponse() }
            let reply = try IMAPFetchReply(conversation.reader, mostBytes: 0)
            guard let uid = reply.uid else {
                // A change of flags that somebody made just now is no answer to the question.
                if reply.hasFlags { return }
                throw conversation.reader.violation("an answer to a question for UIDs that holds none")
            }
            conversation.reachedSomething()
            if uid > last { messages.append((uid, UInt32(clamping: reply.size ?? 0))) }
            guard messages.count <= mostMessages else {
                throw conversation.reader.violation("more than \(mostMessages) messages in a folder")
            }
        }
        guard answer.isOK else { throw conversation.refused(command, answer.text) }
        return sized ? FolderListing(sized: messages) : FolderListing(messages.map(\.uid))
    }

    /// All folders that hold mail. Servers with SPECIAL-USE (RFC 6154) tell it in any LIST; the older XLIST needs no
    /// mention any more.
    static func folders(_ conversation: IMAPConversation) throws -> [MailFolder] {
        var folders: [MailFolder] = []
        let answer = try conversation.run("LIST \"\" \"*\"") { keyword, _ in
            guard case .list = keyword else { return try conversation.reader.skipResponse() }
            guard let folder = try IMAPListReply.read(conversation.reader, isPlain: conversation.hasPlainNames) else {
                return
            }
            folders.append(folder)
            guard folders.count <= mostFolders else {
                throw conversation.reader.violation("more than \(mostFolders) folders")
            }
        }
        guard answer.isOK else { throw conversation.refused("LIST", answer.text) }
        return folders
    }

    /// The UIDs of the messages that meet a condition.
    static func search(_ condition: String, _ conversation: IMAPConversation) throws -> [UInt32] {
        var found: [UInt32] = []
        let answer = try conversation.run("UID SEARCH \(condition)") { keyword, _ in
            guard case .search = keyword else { return try conversation.reader.skipResponse() }
            while case .atom(let word) = try conversation.reader.token() {
                guard let uid = conversation.reader.number(word).flatMap({ UInt32(exactly: $0) }) else {
                    throw conversation.reader.violation("a search that found something without a number")
                }
                found.append(uid)
            }
            try conversation.reader.skipResponse()
        }
        guard answer.isOK else { throw conversation.refused("UID SEARCH", answer.text) }
        return found
    }
}
