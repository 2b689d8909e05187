import FoundationEssentials
import Reports
import ServiceLifecycle
import Storage
import Synchronization

/// Posts what is due in the outbox, as it becomes due: what goes to one receiver in its order, different receivers
/// independently of each other.
struct CourierService: Service {
    private static let pace = 60.0

    let house: House
    let courier: Bell
    let beat: Heartbeat

    func run() async throws {
        try await untilShutdown {
            try await withThrowingDiscardingTaskGroup { lines in
                let busy = Busy()
                while true {
                    var pause = CourierService.pace
                    do {
                        for (line, due) in try waiting() where !busy.contains(line) {
                            let rest = due.timeIntervalSinceNow
                            if rest > 0 {
                                pause = min(pause, max(0.1, rest))
                            } else {
                                busy.insert(line)
                                lines.addTask { try await work(line, busy) }
                            }
                        }
                    } catch let error as StoreError {
                        trouble(error)
                    }
                    try await courier.wait(atMost: .seconds(pause))
                }
            }
        }
    }

    /// Where something waits, and since or until when.
    private func waiting() throws -> [Line: Date] {
        var waiting: [Line: Date] = [:]
        for (webhook, due) in try house.store.dueByWebhook() { waiting[.webhook(webhook)] = due }
        waiting[.receipts] = try house.store.nextReceiptDue()
        return waiting
    }

    /// Posts what is due on one line. A receiver that hangs keeps its own line busy and nobody else's.
    private func work(_ line: Line, _ busy: Busy) async throws {
        do {
            switch line {
            case .webhook(let name): try await DeliveryRound(house: house).deliverDue(to: name) { log($0) }
            case .receipts: for outcome in try await ReceiptRound(house: house).deliverDue() { log(outcome) }
            }
        } catch let error as StoreError {
            trouble(error)
            // The line is not taken up again at once: the disk may have room in a minute.
            try await Task.sleep(for: .seconds(CourierService.pace))
        }
        busy.remove(line)
        courier.ring()
    }

    private func trouble(_ error: StoreError) {
        house.log.error("the outbox could not be read or written: \(error)")
        beat.trouble("the outbox could not be read or written")
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

/// What is posted one after the other.
private enum Line: Hashable, Sendable {
    case webhook(String)
    case receipts
}

/// The lines that are being worked on.
private final class Busy: Sendable {
    private let lines = Mutex<Set<Line>>([])

    func contains(_ line: Line) -> Bool { lines.withLock { $0.contains(line) } }
    func insert(_ line: Line) { lines.withLock { _ = $0.insert(line) } }
    func remove(_ line: Line) { lines.withLock { _ = $0.remove(line) } }
}
