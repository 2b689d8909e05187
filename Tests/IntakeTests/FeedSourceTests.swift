import FeedParsing
import Foundation
import Intake
import Reports
import Synchronization
import TestSupport
import Testing
import Transport

struct FeedSourceTests {
    private static func rss(_ items: String) -> String {
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title><link>http://news.example/</link>\(items)</channel></rss>"
    }

    private static func item(_ id: Int, _ text: String = "A text") -> String {
        "<item><guid>id-\(id)</guid><title>Title \(id)</title><link>http://news.example/\(id)</link><description>\(text)</description></item>"
    }

    private func source(_ url: String, _ client: HTTPClient, allowPrivate: Bool = true) -> FeedSource {
        FeedSource(
            name: "news", url: url, client: client, allowPrivate: allowPrivate, authorities: nil, proxy: nil,
            zone: .fixed(5 * 3600))
    }

    /// Runs a test against a server that answers as told.
    private func serving(
        _ answer: @escaping @Sendable (WebServer.Seen) -> WebServer.Answer,
        _ test: (WebServer, HTTPClient) async throws -> Void
    ) async throws {
        let server = try await WebServer(answer)
        let client = HTTPClient(userAgent: "adaldyq/test (+office@example.kz)")
        do {
            try await test(server, client)
        } catch {
            client.shutdown()
            await server.stop()
            throw error
        }
        client.shutdown()
        await server.stop()
    }

    @Test func validatorsGoBackByteForByteAndA304IsUnchanged() async throws {
        let body = Self.rss(Self.item(1) + Self.item(2))
        try await serving({ seen in
            let headers = ["ETag": "W/\"a b\"", "Last-Modified": "Mon, 23 Nov 2026 08:00:00 GMT"]
            return seen.headers["if-none-match"] == "W/\"a b\""
                ? .init(304, headers: headers) : .init(headers: headers, text: body)
        }) { server, client in
            let first = try await Polled.poll(source("\(server.url)/rss", client))
            #expect(first.items.map(\.id) == ["id-1", "id-2"])
            let second = try await Polled.poll(source("\(server.url)/rss", client), cursor: first.cursor)
            #expect(second.note.unchanged)
            #expect(second.items.isEmpty)
            let asked = server.seen[1].headers
            #expect(asked["if-none-match"] == "W/\"a b\"")
            #expect(asked["if-modified-since"] == "Mon, 23 Nov 2026 08:00:00 GMT")
            #expect(asked["user-agent"] == "adaldyq/test (+office@example.kz)")
            #expect(asked["cookie"] == nil && asked["referer"] == nil)
        }
    }

    @Test func validatorsAreDroppedAfterEightDays() async throws {
        let body = Self.rss(Self.item(1))
        try await serving({ _ in .init(headers: ["ETag": "\"x\""], text: body) }) { server, client in
            let start = Date(timeIntervalSince1970: 1_795_000_000)
            let first = try await Polled.poll(source("\(server.url)/", client), now: start)
            _ = try await Polled.poll(
                source("\(server.url)/", client), cursor: first.cursor, now: start.addingTimeInterval(7.9 * 86_400))
            _ = try await Polled.poll(
                source("\(server.url)/", client), cursor: first.cursor, now: start.addingTimeInterval(8.1 * 86_400))
            #expect(server.seen.map { $0.headers["if-none-match"] } == [nil, "\"x\"", nil])
        }
    }

    @Test func a304ToARequestWithoutConditionIsAFailure() async throws {
        let body = Self.rss(Self.item(1))
        try await serving({ seen in seen.path == "/first" ? .init(text: body) : .init(304) }) { server, client in
            let first = try await Polled.poll(source("\(server.url)/first", client))
            for cursor in [nil, first.cursor] {
                await #expect(throws: IntakeError.self) {
                    _ = try await Polled.poll(source("\(server.url)/", client), cursor: cursor)
                }
            }
        }
    }

    @Test func aServerWithoutValidatorsIsKnownByItsBody() async throws {
        let body = Self.rss(Self.item(1))
        try await serving({ _ in .init(text: body) }) { server, client in
            let first = try await Polled.poll(source("\(server.url)/", client))
            let second = try await Polled.poll(source("\(server.url)/", client), cursor: first.cursor)
            #expect(second.note.unchanged)
            #expect(second.items.isEmpty)
        }
    }

    @Test func whatAnEarlierReleaseRememberedOfAFeedMakesNothingNew() async throws {
        let bodies = Mutex([
            Self.rss(Self.item(1) + Self.item(2)), Self.rss(Self.item(1) + Self.item(2) + Self.item(3)),
        ])
        try await serving({ _ in .init(text: bodies.withLock { $0.removeFirst() }) }) { server, client in
            let first = try await Polled.poll(source("\(server.url)/", client))
            // The same with other hashes, as they were made before.
            var bytes = try #require(first.cursor?.bytes)
            let head = try #require(bytes.firstIndex(of: 0x0A))
            let marked = String(decoding: bytes[..<head], as: UTF8.self)
            let unmarked = marked.replacingOccurrences(of: "\"format\":2,", with: "")
            #expect(unmarked != marked)
            // Behind the head, for each entry: its length and "id-1", three hashes of eight bytes, two lengths.
            #expect(bytes.count == head + 1 + 2 * 34)
            for entry in 0..<2 { for place in 6..<30 { bytes[head + 1 + entry * 34 + place] ^= 0x55 } }
            let old = Cursor(bytes: Array(unmarked.utf8) + bytes[head...])
            let second = try await Polled.poll(source("\(server.url)/", client), cursor: old)
            #expect(second.items.map(\.origin) == ["id-1", "id-2", "id-3"])
        }
    }

    @Test func aFeedThatEndsTooEarlyGivesWhatIsWholeAndIsFetchedAgain() async throws {
        let body = String(Self.rss(Self.item(1) + Self.item(2) + Self.item(3)).dropLast(90))
        // The same with other guids: what was read of it is remembered all the same.
        let renamed = body.replacingOccurrences(of: "id-", with: "again-")
        let answers = Mutex([body, body, renamed])
        try await serving({ _ in
            .init(headers: ["ETag": "\"x\""], text: answers.withLock { $0.removeFirst() })
        }) { server, client in
            let first = try await Polled.poll(source("\(server.url)/", client))
            #expect(first.items.map(\.id) == ["id-1", "id-2"])
            #expect(first.notes.contains { $0.contains("damaged") })
            let second = try await Polled.poll(source("\(server.url)/", client), cursor: first.cursor)
            #expect(!second.note.unchanged && second.items.count == 2)
            let third = try await Polled.poll(source("\(server.url)/", client), cursor: second.cursor)
            #expect(third.items.map(\.origin) == ["id-1", "id-2"])
            #expect(server.seen.allSatisfy { $0.headers["if-none-match"] == nil })
        }
    }

    @Test(arguments: [
        ("<!doctype html><html><body>Log in</body></html>", "HTML page"), ("", "empty"), ("   \n", "empty"),
        ("Just a moment please", "plain text"), ("{\"error\":\"no\"}", "no JSON Feed"),
        ("<opml><body/></opml>", "opml"),
    ])
    func whatIsNoFeedIsAFailureThatNamesWhatItIs(_ body: String, _ word: String) async throws {
        try await serving({ _ in .init(text: body) }) { server, client in
            let error = await #expect(throws: (any Error).self) {
                _ = try await Polled.poll(source("\(server.url)/", client))
            }
            #expect(String(describing: error).contains(word), "\(String(describing: error))")
        }
    }

    @Test func aBusyServerSaysWhenItMayBeAskedAgain() async throws {
        try await serving({ _ in .init(503, headers: ["Retry-After": "7200"]) }) { server, client in
            let now = Date(timeIntervalSince1970: 1_795_000_000)
            let error = await #expect(throws: IntakeError.self) {
                _ = try await Polled.poll(source("\(server.url)/", client), now: now)
            }
            #expect(error?.notBefore == now.addingTimeInterval(7200))
        }
    }

    @Test func aPrivateAddressIsRefusedUnlessTheSourceAllowsIt() async throws {
        let body = Self.rss(Self.item(1))
        try await serving({ _ in .init(text: body) }) { server, client in
            await #expect(throws: (any Error).self) {
                _ = try await Polled.poll(source("\(server.url)/", client, allowPrivate: false))
            }
            #expect(server.seen.isEmpty)
        }
    }

    @Test func entriesThatShareAGuidAreToldApartAndTheirTwinsAreNot() async throws {
        let shared =
            "<item><guid>same</guid><title>One</title><link>http://x.example/1</link></item>"
            + "<item><guid>same</guid><title>Two</title><link>http://x.example/2</link></item>"
            + "<item><guid>same</guid><title>Two</title><link>http://x.example/2</link></item>"
        let body = Self.rss(shared)
        try await serving({ _ in .init(text: body) }) { server, client in
            let polled = try await Polled.poll(source("\(server.url)/", client))
            #expect(polled.items.map(\.title) == ["One", "Two"])
            #expect(Set(polled.items.map(\.id)).count == 2)
        }
    }

    @Test func anEntryWithoutIdOrLinkIsKnownByItsWords() async throws {
        let body = Self.rss("<item><title>Only words</title><description>and no more</description></item>")
        try await serving({ _ in .init(text: body) }) { server, client in
            let first = try await Polled.poll(source("\(server.url)/", client))
            #expect(first.items.first?.id.hasPrefix("sha256:") == true)
            #expect(first.items.first?.link == nil)
        }
    }

    @Test func aFileIsReadLikeAServer() async throws {
        let folder = try TemporaryFolder()
        try folder.write("news feed.xml", Self.rss(Self.item(1)))
        let client = HTTPClient(userAgent: "x")
        defer { client.shutdown() }
        let url = "file://\(folder.path)/news%20feed.xml"
        let first = try await Polled.poll(source(url, client))
        #expect(first.items.map(\.id) == ["id-1"])
        #expect(try await Polled.poll(source(url, client), cursor: first.cursor).note.unchanged)
        try folder.write("news feed.xml", Self.rss(Self.item(1) + Self.item(2)))
        #expect(try await Polled.poll(source(url, client), cursor: first.cursor).items.count == 2)
    }
}
