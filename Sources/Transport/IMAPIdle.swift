/// One IDLE command (RFC 2177).
enum IMAPIdle {
    /// Waits until the folder grows or the time is over, and leaves the conversation ready for the next command.
    /// - Parameter limit: on the monotonic clock.
    static func wait(_ conversation: IMAPConversation, until limit: Double) throws -> Bool {
        if conversation.hasGrown { return true }
        conversation.reachedSomething()
        let tag = try conversation.send(["IDLE"])
        var isWaiting = false
        while !isWaiting {
            switch try conversation.head() {
            case .continuation: isWaiting = true
            case .tagged(let answered, _) where answered == tag:
                throw conversation.refused("IDLE", IMAPStatusText(conversation.reader.rest()))
            case .tagged: throw conversation.reader.violation("an answer to a command that was not given")
            case .status(let verdict): try conversation.noteStatus(verdict)
            case .data: try conversation.reader.skipResponse()
            }
        }
        while !conversation.hasGrown, try conversation.reader.waitForMore(until: limit) {
            conversation.reachedSomething()
            switch try conversation.head() {
            case .status(let verdict): try conversation.noteStatus(verdict)
            case .data: try conversation.reader.skipResponse()
            case .tagged, .continuation:
                throw conversation.reader.violation("an answer to a command that was not given")
            }
        }
        try conversation.wire.send(Array("DONE\r\n".utf8))
        conversation.reachedSomething()
        let answer = try conversation.answer(to: tag, "IDLE") { _, _ in try conversation.reader.skipResponse() }
        guard answer.isOK else { throw conversation.refused("IDLE", answer.text) }
        return conversation.hasGrown
    }
}
