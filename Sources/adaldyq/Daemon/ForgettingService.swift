import FoundationEssentials
import ServiceLifecycle
import Storage

/// Keeps the indexes of repeats and matters to their window, once a day: they take no more room than half a year needs.
struct ForgettingService: Service {
    private static let pace = Duration.seconds(86_400)
    /// Not among the first things after a start.
    private static let patience = Duration.seconds(600)

    let house: House
    let beat: Heartbeat

    func run() async throws {
        try await untilShutdown {
            try await Task.sleep(for: ForgettingService.patience, clock: .continuous)
            while true {
                do {
                    let count = try await house.store.forgetComparisons(now: Date())
                    if count > 0 { house.log.info("old fingerprints forgotten", metadata: ["entries": "\(count)"]) }
                } catch let error as StoreError {
                    house.log.error("old fingerprints could not be forgotten: \(error)")
                    beat.trouble("old fingerprints could not be forgotten")
                }
                try await Task.sleep(for: ForgettingService.pace, clock: .continuous)
            }
        }
    }
}
