import Logging

/// What the log says of a poll: counts, never words of a report or a sender.
enum PollLog {
    static func write(_ result: PollResult, failuresBefore: Int, to log: Logger) {
        if let failure = result.failure {
            log.warning("poll failed: \(failure.message)", metadata: ["failures": "\(failuresBefore + 1)"])
        } else if failuresBefore > 0 {
            log.notice("polled again with success", metadata: ["failures": "\(failuresBefore)"])
        }
        for note in result.notes { log.notice("\(note)") }
        let counts = metadata(result)
        if result.hasNews || result.earlier > 0 {
            log.info("polled", metadata: counts)
        } else if result.failure == nil {
            log.debug("polled, nothing new", metadata: counts)
        }
    }

    private static func metadata(_ result: PollResult) -> Logger.Metadata {
        [
            "received": "\(result.ledger.received)", "new": "\(result.ledger.new)",
            "repeated": "\(result.ledger.repeated)", "automatic": "\(result.ledger.automatic)",
            "set_aside": "\(result.ledger.setAside)", "known": "\(result.known)",
        ]
    }
}
