import FoundationEssentials
import ServiceLifecycle
import Storage

/// Makes the digest when its window has ended.
struct DigestService: Service {
    /// The clock is looked at at least this often: it may have been set, and a suspended machine wakes late.
    private static let pace = 60.0

    let house: House
    let commits: CommitQueue
    let courier: Bell
    let beat: Heartbeat

    func run() async throws {
        try await untilShutdown {
            while true {
                do {
                    try await makeIfDue()
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    house.log.error("the digest could not be made: \(error)")
                    beat.trouble("the digest could not be made")
                }
                try await Task.sleep(for: .seconds(pause()), clock: .continuous)
            }
        }
    }

    private func makeIfDue() async throws {
        let maker = DigestMaker(house: house)
        let digest = try await commits.exclusively { try await maker.makeDue(at: Date()) }
        guard let digest else { return }
        house.log.notice(
            "digest made",
            metadata: [
                "number": "\(digest.number)", "day": "\(digest.day)", "new": "\(digest.ledger.new)",
                "catch_up": "\(digest.isCatchUp)",
            ])
        courier.ring()
    }

    private func pause() -> Double {
        let now = Date()
        // A store that cannot be read is told of by the next try.
        guard let state = try? house.store.digestState(at: now) else { return DigestService.pace }
        let past = DigestSchedule.Past(last: state.last.map { .init(day: $0.day, until: $0.until) }, began: state.began)
        let close = house.schedule.nextClose(after: now, past)
        return min(DigestService.pace, max(0.05, close.timeIntervalSince(now)))
    }
}
