/// Carries out what a fetch pipeline decides, on a conversation.
enum FetchSteps {
    /// Bytes handed over at once, about: with what is held and what is being read, a fetch stays under 16 MB.
    private static let batchBytes = 4 << 20

    /// Asks and reads until a batch is ready, or everything has come.
    static func fill(_ pipeline: inout FetchPipeline, _ conversation: IMAPConversation, batch: Int) throws {
        while !pipeline.isFinished && pipeline.ready.count < batch && pipeline.readyBytes < batchBytes {
            try ask(&pipeline, conversation)
            if let questioned = pipeline.questioned {
                let present = try present(questioned, conversation)
                try believed(conversation) { () throws(IMAPLie) in try pipeline.answer(present: present) }
                continue
            }
            if pipeline.isFinished { break }
            try read(&pipeline, conversation)
        }
    }

    private static func ask(_ pipeline: inout FetchPipeline, _ conversation: IMAPConversation) throws {
        let facts = "UID FLAGS INTERNALDATE RFC822.SIZE"
        while let question = pipeline.nextQuestion() {
            let command =
                switch question {
                case .sizes(let set): "UID FETCH \(set) (UID RFC822.SIZE)"
                case .texts(let set): "UID FETCH \(set) (\(facts) BODY.PEEK[]<0.\(pipeline.mostBytes)>)"
                case .header(let set):
                    "UID FETCH \(set) (\(facts) BODY.PEEK[HEADER]<0.\(IMAPFetchReply.mostHeader + 1)>)"
                }
            pipeline.sent(tag: try conversation.send([command]))
        }
    }

    private static func read(_ pipeline: inout FetchPipeline, _ conversation: IMAPConversation) throws {
        switch try conversation.head() {
        case .data(.fetch, _):
            let reply = try IMAPFetchReply(conversation.reader, mostBytes: pipeline.mostBytes)
            try believed(conversation) { () throws(IMAPLie) in
                // The same message over and over is noise.
                if try pipeline.take(reply) { conversation.reachedSomething() }
            }
        case .data:
            try conversation.reader.skipResponse()
        case .status(let verdict):
            try conversation.noteStatus(verdict)
        case .tagged(let tag, let verdict):
            let text = IMAPStatusText(conversation.reader.rest())
            // NO with this code: some are gone, the others were sent (RFC 5530).
            guard verdict == .ok || (verdict == .no && text.code == "EXPUNGEISSUED") else {
                throw conversation.refused("UID FETCH", text)
            }
            try believed(conversation) { () throws(IMAPLie) in try pipeline.finish(tag: tag) }
        case .continuation:
            throw conversation.reader.violation("it waits for more of a command that was complete")
        }
    }

    /// Which of the messages that did not come are there after all, when the server has noted what others deleted.
    private static func present(_ uids: [UInt32], _ conversation: IMAPConversation) throws -> Set<UInt32> {
        guard !uids.isEmpty else { return [] }
        _ = try conversation.run("NOOP") { _, _ in try conversation.reader.skipResponse() }
        var present: Set<UInt32> = []
        let command = "UID FETCH \(IMAPSyntax.set(uids)) (UID)"
        let answer = try conversation.run(command) { keyword, _ in
            guard case .fetch = keyword else { return try conversation.reader.skipResponse() }
            if let uid = try IMAPFetchReply(conversation.reader, mostBytes: 0).uid { present.insert(uid) }
        }
        guard answer.isOK else { throw conversation.refused(command, answer.text) }
        return present
    }

    private static func believed(_ conversation: IMAPConversation, _ step: () throws(IMAPLie) -> Void) throws {
        do {
            try step()
        } catch {
            throw conversation.reader.violation(error.words)
        }
    }
}
