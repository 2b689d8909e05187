import Intake
import Reports
import Storage

/// What the configuration says of each source's letters, at hand while they are taken in.
struct LetterDesk: Sendable {
    private let rules: [SourceName: LetterRules]
    private let plans: [SourceName: ReceiptPlan]

    init(_ configuration: Configuration) {
        var rules: [SourceName: LetterRules] = [:]
        var plans: [SourceName: ReceiptPlan] = [:]
        for source in configuration.sources {
            if !source.people.isEmpty { rules[source.name] = LetterRules(people: source.people) }
            if source.receipt, let smtp = configuration.smtp {
                plans[source.name] = ReceiptPlan(
                    domain: smtp.domain, language: configuration.office.language, ownAddress: smtp.from)
            }
        }
        self.rules = rules
        self.plans = plans
    }

    /// The items as they are to be taken.
    func ready(_ items: [Item], of source: SourceName) -> [Item] {
        guard let rules = rules[source] else { return items }
        return items.map { rules.applied(to: $0) }
    }

    /// How the source's letters are answered; nil if they are not.
    func receipts(of source: SourceName) -> ReceiptPlan? { plans[source] }
}
