import FoundationEssentials
import Hummingbird
import Logging
import Outbox
import Synchronization

/// The demo's web: feeds to poll, and a receiver that believes no delivery without checking its signature. On loopback.
final class DemoServer: Sendable {
    /// A delivery that came.
    struct Received: Sendable {
        var type: String
        var bytes: Int
        var isGenuine: Bool
    }

    private let received = Mutex<[Received]>([])
    private let secret: WebhookSecret
    private let ports = AsyncStream<Int>.makeStream()

    init(secret: WebhookSecret) { self.secret = secret }

    var deliveries: [Received] { received.withLock { $0 } }

    /// The port, once the server listens.
    func port() async -> Int {
        for await port in ports.stream { return port }
        return 0
    }

    /// Serves until cancelled.
    func run() async throws {
        let router = Router(context: BasicRequestContext.self)
        router.get("/rss.xml") { request, _ in DemoServer.feed(request, "application/rss+xml", DemoData.rss) }
        router.get("/atom.xml") { request, _ in DemoServer.feed(request, "application/atom+xml", DemoData.atom) }
        router.get("/feed.json") { request, _ in DemoServer.feed(request, "application/feed+json", DemoData.json) }
        router.get("/page.html") { _, _ in
            Response(
                status: .ok,
                body: .init(byteBuffer: .init(string: "<!doctype html><html><body>Please log in</body></html>")))
        }
        router.post("/hook") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            self.take(request, Array(body.readableBytesView))
            return Response(status: .noContent)
        }
        let ports = ports.continuation
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { channel in ports.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "demo") { _ in SwiftLogNoOpLogHandler() })
        do {
            try await application.run()
        } catch {
            ports.finish()
            throw error
        }
    }

    /// A feed with a validator: the second poll is answered 304.
    private static func feed(_ request: Request, _ type: String, _ text: (String) -> String) -> Response {
        let body = text("http://\(request.head.authority ?? "127.0.0.1")")
        let tag = "\"\(body.utf8.count)\""
        var headers: HTTPFields = [.contentType: type, .eTag: tag]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        headers[.cacheControl] = "no-cache"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: .init(string: body)))
    }

    private func take(_ request: Request, _ body: [UInt8]) {
        func field(_ name: String) -> String { HTTPFields.Element.Name(name).flatMap { request.headers[$0] } ?? "" }
        let isGenuine =
            Int(field("webhook-timestamp")).map { timestamp in
                WebhookSignature.verify(
                    field("webhook-signature"), id: field("webhook-id"), timestamp: timestamp, body: body,
                    secret: secret)
            } ?? false
        let type = String(decoding: body.prefix(60), as: UTF8.self).split(separator: "\"").dropFirst(3).first ?? "?"
        received.withLock { $0.append(Received(type: String(type), bytes: body.count, isGenuine: isGenuine)) }
    }
}
