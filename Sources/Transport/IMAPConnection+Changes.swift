/// What changes a mailbox. The folder must have been opened for writing.
extension IMAPConnection {
    /// Sets `\Seen`. The folder must have been opened for writing. Messages that are gone are no error.
    public func markSeen(_ uids: [UInt32]) async throws {
        try change(uids) { "UID STORE \($0) +FLAGS.SILENT (\\Seen)" }
    }

    /// Moves messages to another folder: MOVE where the server has it, else COPY, `\Deleted` and UID EXPUNGE, so that
    /// nothing that others deleted is touched. Messages that are gone are no error.
    /// - Throws: `.refused` when there is no such folder.
    public func move(_ uids: [UInt32], to folder: String) async throws {
        let conversation = try open(for: "move mail on")
        let name = IMAPSyntax.mailbox(folder, isPlain: conversation.hasPlainNames)
        if conversation.can("MOVE") {
            try change(uids) { "UID MOVE \($0) \(name)" }
            return
        }
        try change(uids) { "UID COPY \($0) \(name)" }
        try expunge(uids)
    }

    /// Deletes messages, and no others. Messages that are gone are no error.
    ///
    /// Without UIDPLUS there is only EXPUNGE, which removes whatever anybody marked as deleted: it is given when nothing
    /// else is marked, else the messages stay marked and go with the next expunge of those who marked the others.
    public func delete(_ uids: [UInt32]) async throws { try expunge(uids) }

    // MARK: Within

    private func expunge(_ uids: [UInt32]) throws {
        try change(uids) { "UID STORE \($0) +FLAGS.SILENT (\\Deleted)" }
        if try open(for: "delete mail on").can("UIDPLUS") {
            try change(uids) { "UID EXPUNGE \($0)" }
        } else if Set(try guarded({ try IMAPListing.search("DELETED", $0) })).isSubset(of: uids) {
            try guarded { conversation in
                let answer = try conversation.run("EXPUNGE") { _, _ in try conversation.reader.skipResponse() }
                guard answer.isOK else { throw conversation.refused("EXPUNGE", answer.text) }
            }
        }
    }

    /// Gives a command for all of these messages, in pieces that any server takes.
    private func change(_ uids: [UInt32], _ command: (String) -> String) throws {
        try checkSelected()
        guard selected?.readOnly == false else {
            throw unsupported("change mail on", "the folder is open for reading only; this user may not write there")
        }
        let uids = FolderListing.ascending(uids)
        // RFC 7162 §4: lines of up to 8,192 bytes are safe; 500 UIDs take at most 5,500.
        for start in stride(from: 0, to: uids.count, by: 500) {
            let command = command(IMAPSyntax.set(uids[start..<min(start + 500, uids.count)]))
            try guarded { conversation in
                var answer = try conversation.run(command) { _, _ in try conversation.reader.skipResponse() }
                if !answer.isOK && answer.text.code == "EXPUNGEISSUED" {
                    // Some of them are gone; once that is noted the others can be dealt with.
                    _ = try conversation.run("NOOP") { _, _ in try conversation.reader.skipResponse() }
                    answer = try conversation.run(command) { _, _ in try conversation.reader.skipResponse() }
                }
                guard answer.isOK else { throw conversation.refused(command, answer.text) }
            }
        }
    }

    private func unsupported(_ attempt: String, _ reason: String) -> TransportError {
        .unsupported(TransportError.Trouble(attempt: attempt, peer: endpoint.peer, reason: reason))
    }
}
