import Synchronization
import Testing

@testable import Transport

/// A public host is asked once at a time, with a pause behind each answer. The public hosts stand behind a proxy on
/// loopback, which writes down when each was asked.
@Suite("HTTP: a guest's manners", .timeLimit(.minutes(1)))
struct HostPauseTests {
    private struct Asked {
        var host: String
        var begun: Double
        var answered: Double
    }

    private static let pause = 0.3

    /// Sends requests at once through the proxy and returns what it saw.
    private func seen(of urls: [String]) async throws -> [Asked] {
        let log = Mutex<[Asked]>([])
        let proxy = try ScriptedServer { peer in
            while let lines = peer.request() {
                let begun = MonotonicTime.now()
                let host = WebPlace(String(lines[0].split(separator: " ")[1]))?.host ?? ""
                log.withLock { $0.append(Asked(host: host, begun: begun, answered: MonotonicTime.now())) }
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            }
        }
        defer { proxy.stop() }
        let client = HTTPClient(userAgent: "test/1", pause: Self.pause)
        defer { client.shutdown() }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for url in urls {
                var request = HTTPRequest(method: "GET", url: url)
                request.proxy = proxy.url
                group.addTask { [request] in try await client.send(request).status }
            }
            for try await status in group { #expect(status == 200) }
        }
        return log.withLock { $0 }
    }

    @Test func requestsToOneStrangerFollowEachOtherWithAPauseAndOthersDoNotWaitForIt() async throws {
        let asked = try await seen(
            of: (1...3).map { "http://one.example/\($0)" } + (1...3).map { "http://two.example/\($0)" })
        for host in ["one.example", "two.example"] {
            let own = asked.filter { $0.host == host }
            #expect(own.count == 3)
            for (before, after) in zip(own, own.dropFirst()) {
                #expect(after.begun - before.answered >= Self.pause * 0.99, "\(host)")
            }
        }
        let whole = (asked.map(\.begun).max() ?? 0) - (asked.map(\.begun).min() ?? 0)
        #expect(whole < Self.pause * 4, "one host waited for the other: \(whole) s")
    }

    @Test func onesOwnServerIsNotSpared() async throws {
        let server = try ScriptedServer { peer in
            while peer.request() != nil { peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
        defer { server.stop() }
        let client = HTTPClient(userAgent: "test/1", pause: 3600)
        defer { client.shutdown() }
        for number in 1...20 {
            var request = HTTPRequest(method: "GET", url: "\(server.url)/\(number)")
            request.allowPrivate = true
            #expect(try await client.send(request).status == 200)
        }
    }
}
