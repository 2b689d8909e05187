import Digests
import Hummingbird
import Storage

/// The local web page: the archive of frozen digests, how the sources fare, what waits to be delivered. It reads and
/// never writes, answers GET and HEAD, on loopback alone, and loads nothing from anywhere.
public struct DeskServer: Sendable {
    private let store: Store
    private let configuration: DeskConfiguration
    private let onRunning: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - store: open for reading or writing.
    ///   - onRunning: told the port once the page is there.
    public init(
        store: Store, configuration: DeskConfiguration, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.store = store
        self.configuration = configuration
        self.onRunning = onRunning
    }

    /// Serves until its task is cancelled or a graceful shutdown is asked for.
    /// - Throws: `DeskError` for an address that is not loopback; what the system says if the port is taken.
    public func run() async throws {
        let host = configuration.host
        guard Loopback.contains(host) else { throw DeskError.notLoopback(host) }
        let pages = DeskPages(store: store, configuration: configuration, renderer: try DigestRenderer())
        let bound = host == "[::1]" ? "::1" : host.lowercased() == "localhost" ? "127.0.0.1" : host
        var application = Application(
            responder: DeskResponder(pages: pages),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(DeskServer.idleSeconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: DeskServer.mostHeader, maxHeaderListSize: DeskServer.mostHeader,
                        maxHeaderFieldCount: DeskServer.mostFields))),
            configuration: ApplicationConfiguration(
                address: .hostname(bound, port: configuration.port), serverName: nil),
            onServerRunning: { [onRunning] channel in await onRunning(channel.localAddress?.port ?? 0) })
        // Who asks for what is nobody's business; that the page is there is the caller's to say.
        application.logger.logLevel = .critical
        try await application.run()
    }

    /// A browser keeps a connection for a while; one that says nothing is let go.
    private static let idleSeconds: Int64 = 30
    /// Bytes of a request's header: it bears no cookie and no token.
    private static let mostHeader = 16 << 10
    private static let mostFields = 100
}
