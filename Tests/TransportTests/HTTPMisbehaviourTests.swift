import Testing

@testable import Transport

/// Servers that do what they should not, on loopback.
@Suite("HTTP: bad answers", .timeLimit(.minutes(1)))
struct HTTPMisbehaviourTests {
    private func request(_ url: String) -> HTTPRequest {
        var request = HTTPRequest(method: "GET", url: url)
        request.allowPrivate = true
        return request
    }

    private func failure(_ request: HTTPRequest) async throws -> TransportError {
        let client = HTTPClient(userAgent: "test/1")
        defer { client.shutdown() }
        var result: TransportError?
        do {
            let response = try await client.send(request)
            Issue.record("an answer came: \(response.status), \(response.body.count) bytes")
        } catch let error as TransportError {
            result = error
        }
        return try #require(result)
    }

    /// A server that answers every request on every connection with these bytes, and then hangs up.
    private func server(_ bytes: [UInt8]) throws -> ScriptedServer {
        try ScriptedServer { peer in
            guard peer.request() != nil else { return }
            peer.write(bytes)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nonly this",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nthis\r\n", "",
    ])
    func aCutAnswerIsAnError(_ answer: String) async throws {
        let server = try server(Array(answer.utf8))
        defer { server.stop() }
        guard case .incomplete = try await failure(request(server.url)) else {
            Issue.record("not incomplete")
            return
        }
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9\r\n", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
    ])
    func whatIsNoHTTPIsAnError(_ answer: String) async throws {
        let server = try server(Array(answer.utf8))
        defer { server.stop() }
        guard case .violation = try await failure(request(server.url)) else {
            Issue.record("not a violation")
            return
        }
    }

    @Test func anAnnouncedLengthOverTheLimitIsRefusedAndItsStatusTold() async throws {
        let server = try server(Array("HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\nx".utf8))
        defer { server.stop() }
        let error = try await failure(request(server.url))
        guard case .tooLarge = error else {
            Issue.record("\(error)")
            return
        }
        #expect(error.status == 200)
        #expect(!error.isTemporary)
    }

    @Test func anEndlessBodyStopsAtTheLimit() async throws {
        let server = try ScriptedServer { peer in
            guard peer.request() != nil else { return }
            peer.write("HTTP/1.1 200 OK\r\n\r\n")
            let chunk = [UInt8](repeating: 0x61, count: 65536)
            while peer.write(chunk) {}
        }
        defer { server.stop() }
        guard case .tooLarge = try await failure(request(server.url)) else {
            Issue.record("not too large")
            return
        }
    }

    @Test func endlessHeadersStopAtTheLimit() async throws {
        let server = try ScriptedServer { peer in
            guard peer.request() != nil else { return }
            peer.write("HTTP/1.1 200 OK\r\n")
            let line = "x: " + String(repeating: "y", count: 8000) + "\r\n"
            while peer.write(line) {}
        }
        defer { server.stop() }
        let error = try await failure(request(server.url))
        guard case .tooLarge = error else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("65536"))
    }

    @Test func aBombIsNotUnpacked() async throws {
        let folder = try TemporaryFolder()
        // 9 MB of zeros under 10 MB of limit: only the ratio gives it away.
        try folder.write("zeros", [UInt8](repeating: 0, count: 9 << 20))
        try Program.run("gzip", ["-9", folder.path + "/zeros"], in: folder)
        let packed = try folder.read("zeros.gz")
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
        let server = try server(Array(head.utf8) + packed)
        defer { server.stop() }
        guard case .ratio = try await failure(request(server.url)) else {
            Issue.record("no ratio")
            return
        }
    }

    @Test func silenceEndsWithTheFirstByteLimit() async throws {
        let server = try ScriptedServer { $0.waitForEnd() }
        defer { server.stop() }
        var request = request(server.url)
        request.limits.firstByte = 0.2
        guard case .timeout(.firstByte, _) = try await failure(request) else {
            Issue.record("no timeout")
            return
        }
    }

    @Test func aBodyThatNeverEndsStopsWithTheWholeLimit() async throws {
        let server = try ScriptedServer { peer in
            _ = peer.request()
            peer.write("HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\nx")
            peer.waitForEnd()
        }
        defer { server.stop() }
        var request = request(server.url)
        request.limits.whole = 0.4
        let error = try await failure(request)
        guard case .timeout(.whole, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(error.status == 503)
        #expect(error.isTemporary)
    }

    @Test func nobodyThereIsSaidSo() async throws {
        let error = try await failure(request("http://user:hunter2@127.0.0.1:\(try Loopback.freePort())/p?token=abc"))
        guard case .connect = error else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("refused"))
        for secret in ["user", "hunter2", "token", "abc", "/p"] { #expect(!error.description.contains(secret)) }
    }

    @Test func headersThatBreakLinesAreNotSent() async throws {
        var request = request("http://127.0.0.1:1/")
        request.headers = [HTTPField("x", "a\r\nhost: evil")]
        guard case .badAddress = try await failure(request) else {
            Issue.record("sent")
            return
        }
    }
}
