/// The transfers to one host, in the order in which they came.
final class HostLine {
    /// Strangers get one request at a time: a second connection is what polite readers do without. One's own server
    /// gets as many as keep it busy; more only cost handshakes.
    private static let forStrangers = 1
    private static let forOwnNetwork = 16

    let key: String
    private let limit: Int
    private let isStranger: Bool
    private var waiting: [Transfer] = []
    private var next = 0
    private(set) var active = 0
    /// When a stranger may be asked again.
    private(set) var restsUntil = 0.0
    /// Whether the loop's list of lines that can start something has this one.
    var isListed = false

    init(_ place: WebPlace) {
        key = place.host
        isStranger = !AddressPolicy.isOwnNetwork(host: place.host)
        limit = isStranger ? HostLine.forStrangers : HostLine.forOwnNetwork
    }

    func canStart(at now: Double) -> Bool { hasWork && now >= restsUntil }

    /// Whether something could start if it were not for the pause.
    var hasWork: Bool { next < waiting.count && active < limit }

    /// Whether nothing is left that this would be remembered for.
    func isIdle(at now: Double) -> Bool { active == 0 && next == waiting.count && now >= restsUntil }

    func append(_ transfer: Transfer) { waiting.append(transfer) }

    /// The next one, counted as active from now on.
    func start() -> Transfer? {
        guard hasWork else { return nil }
        let transfer = waiting[next]
        next += 1
        if next == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            next = 0
        }
        active += 1
        transfer.line = self
        return transfer
    }

    /// - Parameter pause: seconds for which a stranger is left alone now.
    func finish(at now: Double, pause: Double) {
        active -= 1
        if isStranger { restsUntil = now + pause }
    }

    /// Takes out those that wait and for which this holds.
    func drop(where matches: (Transfer) -> Bool) -> [Transfer] {
        let left = waiting[next...].filter { !matches($0) }
        let dropped = waiting[next...].filter(matches)
        waiting = left
        next = 0
        return dropped
    }
}
