import FoundationEssentials
import ServiceLifecycle
import Storage

/// Learns anew when enough was corrected. It takes seconds of one core, now and then.
struct LearningService: Service {
    /// How often it is looked whether there is anything to learn.
    private static let pace = Duration.seconds(300)

    let house: House
    let beat: Heartbeat

    func run() async throws {
        try await untilShutdown {
            while true {
                do {
                    try await learnIfDue()
                } catch let error as StoreError {
                    house.log.error("nothing could be learned from the corrections: \(error)")
                    beat.trouble("nothing could be learned")
                }
                try await Task.sleep(for: LearningService.pace, clock: .continuous)
            }
        }
    }

    private func learnIfDue() async throws {
        let round = LearningRound(house: house)
        guard try round.isDue(), let outcome = try await round.learn(at: Date()) else { return }
        house.log.notice(
            "learned from corrections",
            metadata: [
                "version": "\(outcome.version)", "corrections": "\(outcome.model.lessons)",
                "used": "\(outcome.model.quality.filter(\.isUsed).map(\.group).joined(separator: ","))",
            ])
    }
}
