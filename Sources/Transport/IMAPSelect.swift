/// SELECT and EXAMINE, and what the server tells of a folder in answer (RFC 9051 §6.3.2).
enum IMAPSelect {
    /// Codes of a NO that says nothing about the folder itself (RFC 5530).
    private static let passing: Set<String> = ["UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT", "CONTACTADMIN"]

    static func command(_ folder: String, readOnly: Bool, _ conversation: IMAPConversation) -> String {
        "\(readOnly ? "EXAMINE" : "SELECT") \(IMAPSyntax.mailbox(folder, isPlain: conversation.hasPlainNames))"
    }

    /// Reads the answer to such a command.
    /// - Throws: `.noFolder`, `.refused`; `.violation` when there is no UIDVALIDITY.
    static func answer(
        to tag: UInt32, _ command: String, readOnly: Bool, _ conversation: IMAPConversation
    ) throws -> FolderStatus {
        conversation.reachedSomething()
        conversation.uidValidity = nil
        conversation.exists = 0
        var validity: UInt32?
        var uidNext: UInt32?
        var modSeq: UInt64?
        let answer = try conversation.answer(to: tag, command) { _, _ in
            try conversation.reader.skipResponse()
        } status: { text in
            switch text.code {
            case "UIDVALIDITY": validity = UInt32(text.argument)
            case "UIDNEXT": uidNext = UInt32(text.argument)
            case "HIGHESTMODSEQ": modSeq = UInt64(text.argument)
            default: break
            }
        }
        guard answer.isOK else {
            if passing.contains(answer.text.code) { throw conversation.refused(command, answer.text) }
            throw TransportError.noFolder(
                conversation.wire.trouble(
                    "open the folder on",
                    "the folder cannot be opened: \(answer.text.words); check its name, and that it is shared"))
        }
        guard let validity, validity > 0 else {
            throw conversation.reader.violation("no UIDVALIDITY: the folder's numbers mean nothing for later")
        }
        conversation.uidValidity = validity
        conversation.hasGrown = false
        return FolderStatus(
            uidValidity: validity, uidNext: uidNext, highestModSeq: modSeq == 0 ? nil : modSeq,
            exists: conversation.exists, readOnly: readOnly || answer.text.code == "READ-ONLY")
    }
}
