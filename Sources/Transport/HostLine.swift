/// The transfers to one host, in the order in which they came.
final class HostLine {
    /// Strangers get one request at a time: a second connection is what polite readers do without. One's own server
    /// gets as many as keep it busy; more only cost handshakes.
    private static let forStrangers = 1
    private static let forOwnNetwork = 16

    let key: String
    private let limit: Int
    private var waiting: [Transfer] = []
    private var next = 0
    private(set) var active = 0
    /// Whether the loop's list of lines that can start something has this one.
    var isListed = false

    init(_ place: WebPlace) {
        key = place.host
        limit = AddressPolicy.isOwnNetwork(host: place.host) ? HostLine.forOwnNetwork : HostLine.forStrangers
    }

    var canStart: Bool { next < waiting.count && active < limit }

    var isIdle: Bool { active == 0 && next == waiting.count }

    func append(_ transfer: Transfer) { waiting.append(transfer) }

    /// The next one, counted as active from now on.
    func start() -> Transfer? {
        guard canStart else { return nil }
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

    func finish() { active -= 1 }

    /// Takes out those that wait and for which this holds.
    func drop(where matches: (Transfer) -> Bool) -> [Transfer] {
        let left = waiting[next...].filter { !matches($0) }
        let dropped = waiting[next...].filter(matches)
        waiting = left
        next = 0
        return dropped
    }
}
