import FoundationEssentials
import Glibc
import Hummingbird
import Logging
import ServiceLifecycle
import Storage

/// Makes the changes that commands ask the running daemon for, one after the other, between two commits.
struct ControlService: Service {
    let house: House
    let commits: CommitQueue

    func run() async throws {
        let store = house.configuration.storagePath
        guard ControlSocket.fits(store: store) else {
            house.log.warning(
                "no control socket: the store's path is too long for one", metadata: ["store": "\(store)"])
            try? await gracefulShutdown()
            return
        }
        let path = ControlSocket.path(store: store)
        // One that a crash left: the store's lock says that nobody else listens on it.
        unlink(path)
        defer { unlink(path) }
        let router = Router(context: BasicRequestContext.self)
        router.post(RouterPath(ControlSocket.target)) { request, _ in await answer(request) }
        let application = Application(
            router: router, configuration: .init(address: .unixDomainSocket(path: path), serverName: nil),
            logger: Logger(label: "control") { _ in SwiftLogNoOpLogHandler() })
        do {
            try await untilShutdown { try await application.run() }
        } catch {
            // Without it commands that write must wait until the daemon stops; the intake goes on.
            house.log.error("the control socket is not there: \(error)", metadata: ["path": "\(path)"])
            try? await gracefulShutdown()
        }
    }

    private func answer(_ request: Request) async -> Response {
        do {
            let body = try await request.body.collect(upTo: ControlSocket.longest)
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            let change = try decoder.decode(Change.self, from: Data(body.readableBytesView))
            return response(.ok, try await make(change))
        } catch let error as StoreError {
            return response(.conflict, "\(error)")
        } catch is DecodingError {
            return response(.badRequest, "the running adaldyq does not know this change: is it of another release?")
        } catch {
            return response(.internalServerError, "\(error)")
        }
    }

    /// A change that is one transaction is made between two commits; long ones go step by step beside them.
    private func make(_ change: Change) async throws -> String {
        switch change.wish {
        case .join, .part, .correct: try await commits.exclusively { try await house.make(change, at: Date()) }
        case .relabel, .learn: try await house.make(change, at: Date())
        }
    }

    private func response(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: .init(string: text)))
    }
}
