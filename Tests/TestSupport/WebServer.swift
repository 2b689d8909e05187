import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// An HTTP server on loopback that keeps what it was asked and answers as it is told.
public final class WebServer: Sendable {
    /// One request that came.
    public struct Seen: Sendable {
        /// Its method.
        public var method: String
        /// Its path with the query.
        public var path: String
        /// Its header fields, names in lower case.
        public var headers: [String: String]
        /// Its body.
        public var body: [UInt8]
    }

    /// What is answered.
    public struct Answer: Sendable {
        /// The status.
        public var status: Int
        /// The header fields.
        public var headers: [String: String]
        /// The body.
        public var body: [UInt8]

        /// Makes an answer.
        public init(_ status: Int = 200, headers: [String: String] = [:], body: [UInt8] = []) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        /// Makes an answer with a text.
        public init(_ status: Int = 200, headers: [String: String] = [:], text: String) {
            self.init(status, headers: headers, body: Array(text.utf8))
        }
    }

    private final class Log: Sendable {
        let seen = Mutex<[Seen]>([])
    }

    private let log = Log()
    private let task: Task<Void, any Error>
    /// Its port.
    public let port: Int

    /// Starts a server.
    public init(_ answer: @escaping @Sendable (Seen) -> Answer) async throws {
        let log = log
        let (ports, found) = AsyncStream<Int>.makeStream()
        let application = Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) -> Response in
                let buffer = try await request.body.collect(upTo: 64 << 20)
                var headers: [String: String] = [:]
                for field in request.headers { headers[field.name.canonicalName] = field.value }
                let seen = Seen(
                    method: request.method.rawValue, path: request.uri.string, headers: headers,
                    body: Array(buffer.readableBytesView))
                log.seen.withLock { $0.append(seen) }
                let answer = answer(seen)
                var fields = HTTPFields()
                for (name, value) in answer.headers {
                    if let name = HTTPFields.Element.Name(name) { fields[name] = value }
                }
                return Response(
                    status: .init(code: answer.status), headers: fields,
                    body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
            },
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                found.yield(channel.localAddress?.port ?? 0)
                found.finish()
            },
            logger: Logger(label: "web") { _ in SwiftLogNoOpLogHandler() })
        task = Task { try await application.run() }
        var first = 0
        for await port in ports { first = port }
        port = first
        guard port > 0 else { throw TestFailure("the web server did not start") }
    }

    /// Its address.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// What it was asked so far.
    public var seen: [Seen] { log.seen.withLock { $0 } }

    /// Forgets what it was asked.
    public func forget() { log.seen.withLock { $0.removeAll() } }

    /// Stops it.
    public func stop() async {
        task.cancel()
        _ = await task.result
    }

    deinit { task.cancel() }
}
