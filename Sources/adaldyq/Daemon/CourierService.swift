import FoundationEssentials
import Reports
import ServiceLifecycle
import Storage

/// Posts what is due in the outbox, as it becomes due.
struct CourierService: Service {
    private static let pace = 60.0

    let house: House
    let courier: Bell
    let beat: Heartbeat

    func run() async throws {
        try await untilShutdown {
            let round = DeliveryRound(house: house)
            let receipts = ReceiptRound(house: house)
            while true {
                var pause = CourierService.pace
                do {
                    for outcome in try await round.deliverDue() { log(outcome) }
                    for outcome in try await receipts.deliverDue() { log(outcome) }
                    for due in [try house.store.nextDue(), try house.store.nextReceiptDue()].compactMap(\.self) {
                        pause = min(pause, max(0.1, due.timeIntervalSinceNow))
                    }
                } catch let error as StoreError {
                    house.log.error("the outbox could not be read or written: \(error)")
                    beat.trouble("the outbox could not be read or written")
                }
                try await courier.wait(atMost: .seconds(pause))
            }
        }
    }

    private func log(_ outcome: DeliveryOutcome) {
        var log = house.log
        log[metadataKey: "webhook"] = "\(outcome.delivery.webhook)"
        log[metadataKey: "event"] = "\(outcome.delivery.eventID)"
        switch outcome.result {
        case .delivered: log.info("delivered")
        case .retry(let at, let reason):
            log.warning("not delivered, will be tried again: \(reason)", metadata: ["at": "\(house.local(at))"])
        case .exhausted(let reason): log.error("not delivered and given up: \(reason)")
        }
    }

    private func log(_ outcome: ReceiptOutcome) {
        var log = house.log
        log[metadataKey: "receipt"] = "\(outcome.id)"
        switch outcome.result {
        case .delivered: log.info("delivered")
        case .retry(let at, let reason):
            log.warning("not delivered, will be tried again: \(reason)", metadata: ["at": "\(house.local(at))"])
        case .exhausted(let reason): log.warning("not delivered and given up: \(reason)")
        }
    }
}
