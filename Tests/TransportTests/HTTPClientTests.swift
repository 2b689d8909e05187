import Testing

@testable import Transport

@Suite("HTTP: a real server", .serialized, .timeLimit(.minutes(2)))
struct HTTPClientTests {
    private static let needsNginx: Comment = "nginx and openssl are needed: scripts/setup installs them"

    private func request(_ url: String, caFile: String? = nil) -> HTTPRequest {
        var request = HTTPRequest(method: "GET", url: url)
        request.allowPrivate = true
        request.caFile = caFile
        return request
    }

    @Test(.enabled(if: Nginx.isInstalled, needsNginx))
    func packedBodiesComeUnpackedAndUnchangedOnesNotAtAll() async throws {
        let nginx = try Nginx()
        defer { nginx.stop() }
        let text = String(repeating: "<item>жаңалық</item>", count: 5000)
        try nginx.folder.write("www/feed.xml", text)
        let client = HTTPClient(userAgent: "test/1")
        defer { client.shutdown() }
        let first = try await client.send(request(nginx.url + "/feed.xml"))
        #expect(first.status == 200)
        #expect(first.headers["content-encoding"] == "gzip")
        #expect(first.body == Array(text.utf8))
        #expect(first.headers["content-type"] == "application/rss+xml")
        let tag = try #require(first.headers["etag"])
        var again = request(nginx.url + "/feed.xml")
        again.headers = [HTTPField("If-None-Match", tag)]
        let second = try await client.send(again)
        #expect(second.status == 304)
        #expect(second.body.isEmpty)
        #expect(second.headers["etag"] != nil)
        var plain = request(nginx.url + "/feed.xml")
        plain.acceptEncodings = false
        let third = try await client.send(plain)
        #expect(third.headers["content-encoding"] == nil)
        #expect(third.body == Array(text.utf8))
        var head = request(nginx.url + "/feed.xml")
        head.method = "HEAD"
        #expect(try await client.send(head).status == 200)
        #expect(try await client.send(request(nginx.url + "/none")).status == 404)
    }

    @Test(.enabled(if: Nginx.isInstalled, needsNginx))
    func aStrangersCertificateIsRefusedAndOnesOwnAccepted() async throws {
        let nginx = try Nginx()
        defer { nginx.stop() }
        try nginx.folder.write("www/a", "hello")
        let client = HTTPClient(userAgent: "test/1")
        defer { client.shutdown() }
        await #expect { try await client.send(request(nginx.tlsURL + "/a")) } throws: { error in
            if case .tls = error as? TransportError { true } else { false }
        }
        let response = try await client.send(request(nginx.tlsURL + "/a", caFile: nginx.certificate))
        #expect(response.body == Array("hello".utf8))
        // The right certificate for another name is a wrong one.
        await #expect {
            try await client.send(request("https://127.0.0.2:\(nginx.tlsPort)/a", caFile: nginx.certificate))
        } throws: { _ in true }
        await #expect {
            try await client.send(request(nginx.tlsURL + "/a", caFile: nginx.folder.path + "/missing.pem"))
        } throws: { "\($0)".contains("trusted certificates cannot be read") }
    }

    @Test(.enabled(if: Nginx.isInstalled, needsNginx))
    func fromHTTPSNoRedirectLeadsToHTTP() async throws {
        let nginx = try Nginx("location /down { return 301 http://localhost/; }")
        defer { nginx.stop() }
        let client = HTTPClient(userAgent: "test/1")
        defer { client.shutdown() }
        await #expect {
            try await client.send(request(nginx.tlsURL + "/down", caFile: nginx.certificate))
        } throws: { error in
            if case .redirect = error as? TransportError { "\(error)".contains("https to http") } else { false }
        }
    }

    @Test(.enabled(if: Nginx.isInstalled, needsNginx))
    func manyAtOnceEachGetTheirOwnAnswer() async throws {
        let nginx = try Nginx()
        defer { nginx.stop() }
        let count = 500
        for index in 0..<count { try nginx.folder.write("www/f\(index)", "feed number \(index)") }
        let client = HTTPClient(userAgent: "test/1")
        defer { client.shutdown() }
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<count {
                group.addTask {
                    let response = try await client.send(request("\(nginx.url)/f\(index)"))
                    return response.status == 200 && response.body == Array("feed number \(index)".utf8)
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(right == count)
    }

    @Test func aCancelledTaskEndsItsRequestAlone() async throws {
        let (came, comes) = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { peer in
            while let head = peer.request() {
                if head[0].contains("/slow") {
                    comes.yield()
                } else {
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                }
            }
        }
        defer { server.stop() }
        let client = HTTPClient(userAgent: "test/1")
        defer { client.shutdown() }
        let slow = Task { try await client.send(request(server.url + "/slow")) }
        for await _ in came { break }
        slow.cancel()
        await #expect(throws: CancellationError.self) { try await slow.value }
        #expect(try await client.send(request(server.url + "/fast")).status == 200)
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.send(request(server.url + "/slow"))
        }
        await #expect(throws: CancellationError.self) { try await late.value }
    }

    @Test func shutdownEndsWhatIsUnderWayAndRefusesWhatFollows() async throws {
        let (came, comes) = AsyncStream<Void>.makeStream()
        let server = try ScriptedServer { peer in
            while peer.request() != nil { comes.yield() }
        }
        defer { server.stop() }
        let client = HTTPClient(userAgent: "test/1")
        let pending = Task { try await client.send(request(server.url)) }
        for await _ in came { break }
        client.shutdown()
        for task in [pending, Task { try await client.send(request(server.url)) }] {
            await #expect {
                try await task.value
            } throws: { error in
                if case .closed = error as? TransportError { true } else { false }
            }
        }
    }
}
