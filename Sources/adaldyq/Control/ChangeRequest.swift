import FoundationEssentials
import Storage

extension GlobalOptions {
    /// Has a change made: by the daemon if it runs, else here.
    /// - Returns: what the person is told.
    func make(_ wish: Change.Wish, by person: Person) async throws -> String {
        let configuration = try configuration()
        let change = Change(wish: wish, who: person.name, reason: person.because)
        let store = configuration.storagePath
        if let pid = Store.runningWriter(of: store), ControlSocket.fits(store: store) {
            return try ControlSocket.ask(change, store: store, pid: pid)
        }
        let house = try House(configuration, access: .write, log: logger())
        defer { house.client.shutdown() }
        return try await house.make(change, at: Date())
    }
}
