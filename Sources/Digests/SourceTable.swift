import FoundationEssentials
import Reports

/// The sources of a digest or of the archive: those that fail first, then those of which
/// there is something to say, then those not yet asked, then by how much came.
struct SourceTable {
    struct Row {
        var name: String
        var state: String
        var stateClass: String
        var isFailing: Bool
        var received: Int
        var new: Int
        var repeated: Int
        var automatic: Int
        var setAside: Int
        var lastSuccess: String
        var error: String?
        var hasError: Bool
    }

    var rows: [Row]
    var isThere: Bool
    var more: String?
    var failing: Int

    /// - Parameter whole: what all sources together brought; what the listed ones did not bring gets a row of its own,
    ///   so that the table adds up though a source was taken out of the configuration.
    init(_ sources: [SourceHealth], of whole: Ledger?, _ words: Words, near day: Day?, local: (Date) -> String) {
        func rank(_ health: SourceHealth) -> Int {
            health.state == .failing ? 0 : health.notes != nil ? 1 : health.state == .waiting ? 2 : 3
        }
        let ordered = sources.sorted {
            (rank($0), -$0.ledger.received, $0.source) < (rank($1), -$1.ledger.received, $1.source)
        }
        rows = ordered.prefix(DigestLimits.sources).map { health in
            let notes = (health.notes ?? []).map { words.note($0, near: day, local: local) }
            let error = ([health.error].compactMap { $0 } + notes).map {
                Visible.cut(Visible.line($0), DigestLimits.excerpt)
            }.joined(separator: "; ")
            return Row(
                name: Visible.line(health.source.rawValue), state: words.state(health.state, health.failures),
                stateClass: health.state.rawValue, isFailing: health.state == .failing,
                received: health.ledger.received,
                new: health.ledger.new, repeated: health.ledger.repeated, automatic: health.ledger.automatic,
                setAside: health.ledger.setAside,
                lastSuccess: health.lastSuccessAt.map { words.moment(local($0), near: day) } ?? words.never,
                error: error.isEmpty ? nil : error, hasError: !error.isEmpty)
        }
        if let whole, let rest = SourceTable.rest(of: whole, sources) {
            rows.append(
                Row(
                    name: words.formerSources, state: "–", stateClass: "former", isFailing: false,
                    received: rest.received, new: rest.new,
                    repeated: rest.repeated, automatic: rest.automatic, setAside: rest.setAside, lastSuccess: "–",
                    error: nil,
                    hasError: false))
        }
        isThere = !rows.isEmpty
        more = ordered.count > DigestLimits.sources ? words.moreSources(ordered.count - DigestLimits.sources) : nil
        failing = ordered.count { $0.state == .failing }
    }

    private static func rest(of whole: Ledger, _ sources: [SourceHealth]) -> Ledger? {
        func left(_ count: (Ledger) -> Int) -> Int { count(whole) - sources.reduce(0) { $0 + count($1.ledger) } }
        let rest = Ledger(
            received: left(\.received), new: left(\.new), repeated: left(\.repeated), automatic: left(\.automatic),
            setAside: left(\.setAside))
        return rest == Ledger() ? nil : rest
    }
}
