import Synchronization
import Testing

@testable import Transport

@Suite("HTTP: redirects and private addresses", .timeLimit(.minutes(1)))
struct HTTPRedirectTests {
    /// Answers each path as the test says, and remembers heads.
    private final class Site: Sendable {
        let heads = Mutex<[[String]]>([])
        func remember(_ head: [String]) { heads.withLock { $0.append(head) } }
        var all: [[String]] { heads.withLock { $0 } }
    }

    private func redirecting(_ site: Site, _ target: @escaping @Sendable (String) -> String?) throws -> ScriptedServer {
        try ScriptedServer { peer in
            while let head = peer.request() {
                site.remember(head)
                let path = String(head[0].split(separator: " ")[1])
                if let location = target(path) {
                    peer.write("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 4\r\n\r\ngone")
                } else {
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere")
                }
            }
        }
    }

    private func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let client = HTTPClient(userAgent: "test/1 (+mailto)")
        defer { client.shutdown() }
        return try await client.send(request)
    }

    private func request(_ url: String, allowPrivate: Bool = true) -> HTTPRequest {
        var request = HTTPRequest(method: "GET", url: url)
        request.allowPrivate = allowPrivate
        return request
    }

    /// /5 leads to /4 and so on; /0 is the end.
    private static func countdown(_ path: String) -> String? {
        guard let number = Int(path.dropFirst()), number > 0 else { return nil }
        return "/\(number - 1)"
    }

    @Test func fiveRedirectsAreFollowedAndTold() async throws {
        let site = Site()
        let server = try redirecting(site, HTTPRedirectTests.countdown)
        defer { server.stop() }
        let response = try await send(request(server.url + "/5"))
        #expect(response.status == 200)
        #expect(response.body == Array("here".utf8))
        #expect(response.finalURL == server.url + "/0")
        #expect(response.redirects == (0..<5).reversed().map { HTTPRedirect(status: 302, to: "\(server.url)/\($0)") })
        let head = try #require(site.all.first)
        #expect(head.contains("User-Agent: test/1 (+mailto)"))
        #expect(head.contains { $0.hasPrefix("Accept-Encoding:") && $0.contains("gzip") && $0.contains("zstd") })
        for head in site.all {
            #expect(!head.contains { $0.lowercased().hasPrefix("referer") || $0.lowercased().hasPrefix("cookie") })
        }
    }

    @Test func theSixthIsRefused() async throws {
        let server = try redirecting(Site(), HTTPRedirectTests.countdown)
        defer { server.stop() }
        await #expect { try await send(request(server.url + "/6")) } throws: { error in
            if case .redirect = error as? TransportError { true } else { false }
        }
    }

    @Test func aCircleIsRefused() async throws {
        let site = Site()
        let server = try redirecting(site) { $0 == "/a" ? "/b" : "/a" }
        defer { server.stop() }
        await #expect { try await send(request(server.url + "/a")) } throws: { "\($0)".contains("circle") }
        #expect(site.all.count == 2)
    }

    @Test func withNoneAllowedA3xxIsTheAnswer() async throws {
        let server = try redirecting(Site(), HTTPRedirectTests.countdown)
        defer { server.stop() }
        var request = request(server.url + "/1")
        request.limits.redirects = 0
        let response = try await send(request)
        #expect(response.status == 302)
        #expect(response.headers["LOCATION"] == "/0")
        #expect(response.body == Array("gone".utf8))
    }

    @Test func credentialsDoNotFollowToAnotherOrigin() async throws {
        let far = Site()
        let other = try redirecting(far) { _ in nil }
        let near = Site()
        let there = other.url
        let server = try redirecting(near) { $0 == "/a" ? "/b" : there + "/c" }
        defer {
            server.stop()
            other.stop()
        }
        var request = request("http://me:pw@127.0.0.1:\(server.port)/a")
        request.headers = [HTTPField("X-Kept", "1")]
        _ = try await send(request)
        #expect(near.all.count == 2)
        for head in near.all { #expect(head.contains { $0.hasPrefix("Authorization: Basic") }) }
        #expect(far.all.count == 1)
        #expect(far.all[0].contains("X-Kept: 1"))
        #expect(!far.all[0].contains { $0.hasPrefix("Authorization") })

        request.url = server.url + "/a"
        request.headers = [HTTPField("Authorization", "Bearer x")]
        _ = try await send(request)
        #expect(near.all.last?.contains("Authorization: Bearer x") == true)
        #expect(far.all.last?.contains { $0.hasPrefix("Authorization") } == false)
    }

    @Test func aPostBecomesAGetAsEverybodyDoesIt() async throws {
        let site = Site()
        let server = try ScriptedServer { peer in
            guard let head = peer.request() else { return }
            site.remember(head)
            let isPost = head[0].hasPrefix("POST")
            peer.write(
                isPost
                    ? "HTTP/1.1 303 See Other\r\nLocation: /done\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        }
        defer { server.stop() }
        var request = request(server.url + "/hook")
        request.method = "POST"
        request.body = Array("{}".utf8)
        request.headers = [HTTPField("Content-Type", "application/json")]
        #expect(try await send(request).status == 204)
        #expect(site.all.map(\.[0]) == ["POST /hook HTTP/1.1", "GET /done HTTP/1.1"])
        #expect(site.all[0].contains("Content-Length: 2"))
        #expect(!site.all[1].contains { $0.hasPrefix("Content-") })
    }

    @Test func privateAddressesAreRefusedBeforeAConnection() async throws {
        let server = try redirecting(Site()) { _ in nil }
        defer { server.stop() }
        for host in ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"] {
            await #expect("\(host)") {
                try await send(request("http://\(host):\(server.port)/", allowPrivate: false))
            } throws: { error in
                if case .privateAddress = error as? TransportError { true } else { false }
            }
        }
        #expect(server.connectionCount == 0)
    }

    @Test func aLinkLocalAddressIsForTheSourceItselfAndNoRedirectLeadsThere() async throws {
        for target in ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]"] {
            let server = try redirecting(Site()) { _ in "http://\(target)/latest/meta-data/" }
            defer { server.stop() }
            await #expect("\(target)") { try await send(request(server.url + "/rss")) } throws: { error in
                if case .privateAddress = error as? TransportError { true } else { false }
            }
        }
    }

    @Test func aConnectionOfSomebodyWhoMayIsNoWayInForOthers() async throws {
        let site = Site()
        let server = try redirecting(site) { _ in nil }
        defer { server.stop() }
        let client = HTTPClient(userAgent: "test/1")
        defer { client.shutdown() }
        let url = "http://localhost:\(server.port)/"
        #expect(try await client.send(request(url)).status == 200)
        await #expect { try await client.send(request(url, allowPrivate: false)) } throws: { error in
            if case .privateAddress = error as? TransportError { true } else { false }
        }
        #expect(site.all.count == 1)
    }

    @Test func aProxyMayBeOnLoopbackAndPrivateTargetsBehindItAreRefused() async throws {
        let site = Site()
        let proxy = try ScriptedServer { peer in
            while let head = peer.request() {
                site.remember(head)
                peer.write("HTTP/1.1 302 Found\r\nLocation: http://10.0.0.7/x\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { proxy.stop() }
        var request = request("http://feeds.example/rss", allowPrivate: false)
        request.proxy = proxy.url
        await #expect { try await send(request) } throws: { error in
            if case .privateAddress = error as? TransportError { true } else { false }
        }
        #expect(site.all.map(\.[0]) == ["GET http://feeds.example/rss HTTP/1.1"])
    }
}
