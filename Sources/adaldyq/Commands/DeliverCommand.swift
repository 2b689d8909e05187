import ArgumentParser

struct DeliverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver", abstract: "One attempt at each delivery that is due.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let house = try options.house(.write)
        defer { house.client.shutdown() }
        let outcomes = try await DeliveryRound(house: house).deliverDue()
        var failed = 0
        for outcome in outcomes {
            let event = "\(outcome.delivery.webhook): \(outcome.delivery.type.rawValue) \(outcome.delivery.eventID)"
            switch outcome.result {
            case .delivered(let status): try Terminal.print("\(event): delivered (\(status))")
            case .retry(let at, let reason):
                failed += 1
                try Terminal.print("\(event): not delivered, next attempt \(house.local(at)): \(reason)")
            case .exhausted(let reason):
                failed += 1
                try Terminal.print("\(event): given up: \(reason)")
            }
        }
        let receipts = try await ReceiptRound(house: house).deliverDue()
        for outcome in receipts {
            switch outcome.result {
            case .delivered(let status): try Terminal.print("receipt \(outcome.id): delivered (\(status))")
            case .retry(let at, let reason):
                failed += 1
                try Terminal.print("receipt \(outcome.id): not delivered, next attempt \(house.local(at)): \(reason)")
            case .exhausted(let reason):
                failed += 1
                try Terminal.print("receipt \(outcome.id): given up: \(reason)")
            }
        }
        if outcomes.isEmpty, receipts.isEmpty { try Terminal.print("nothing is due") }
        if failed > 0 { throw ExitCode(1) }
    }
}
