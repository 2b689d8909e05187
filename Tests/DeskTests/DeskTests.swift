import Desk
import Digests
import Foundation
import Reports
import Storage
import TestSupport
import Testing

/// The page as a browser, and as somebody who is none, talks to it.
@Suite struct DeskTests {
    /// Runs a page over a store with so many digests, and asks it.
    private func withDesk(
        digests: Int, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try Store(
            Store.Options(
                path: folder.place("s.sqlite"), access: .write, searchVersion: "1", searchQuery: { _ in [] },
                searchIndex: { title, text, _ in (title, text) }, mask: { $0 }))
        let first = Day("2026-01-01") ?? Day(number: 0)
        let start = Date(timeIntervalSince1970: 1_767_000_000)
        for number in 0..<digests {
            let from = start.addingTimeInterval(Double(number) * 86_400)
            let digest = Digest(
                number: number + 1, day: first.adding(number), from: from, until: from.addingTimeInterval(86_400),
                office: "Office", timezone: "Asia/Almaty", localWindow: ["2026-01-01 08:30", "2026-01-02 08:30"],
                isPreview: false, isCatchUp: false, ledger: Ledger(), earlier: 0, themes: [], districts: [],
                signals: [], kinds: [], repeatedReports: 0, urgent: [], allegations: [], mostVoiced: [], ideas: [],
                reports: [], truncated: [:], setAside: [], automatic: [], sources: [], undelivered: [], history: [])
            try await store.freeze(digest, json: try DigestJSON.encode(digest), deliveries: [], at: from)
        }
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let desk = DeskServer(
            store: store,
            configuration: DeskConfiguration(
                host: "127.0.0.1", port: 0, office: "Office", language: .ru, sources: ["letters"],
                local: { _ in "2026-01-01 08:30" }),
            onRunning: { announce.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await desk.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            try await body(port)
            group.cancelAll()
        }
    }

    @Test func pagesBearTheFieldsThatKeepABrowserFromMoreThanShowing() async throws {
        try await withDesk(digests: 1) { port in
            for path in ["/", "/digests/2026-01-01", "/health", "/nowhere"] {
                let head = try await RawHTTP.get(port: port, path).head
                for field in [
                    "content-security-policy: default-src 'none'", "frame-ancestors 'none'",
                    "x-content-type-options: nosniff", "referrer-policy: no-referrer", "cache-control: no-store",
                ] {
                    #expect(head.contains(field), "\(path): \(field)")
                }
                #expect(!head.contains("unsafe-inline") && !head.contains("set-cookie"))
            }
        }
    }

    @Test(arguments: ["evil.example", "127.0.0.1:1", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
    func aForeignHostIsRefused(host: String) async throws {
        try await withDesk(digests: 1) { port in
            let answer = try await RawHTTP.get(port: port, "/", host: host)
            #expect(answer.status == 421 || answer.status == 400, "\(host): \(answer.status)")
            #expect(!answer.body.contains("2026-01-01"))
        }
    }

    @Test func onlyReadingIsAllowed() async throws {
        try await withDesk(digests: 1) { port in
            for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
                #expect(try await RawHTTP.get(port: port, "/", method: method).status == 405, "\(method)")
            }
            let head = try await RawHTTP.get(port: port, "/", method: "HEAD")
            #expect(head.status == 200 && head.body.isEmpty)
        }
    }

    @Test func theArchiveLeadsToEveryDigestPageByPage() async throws {
        try await withDesk(digests: 65) { port in
            var seen: Set<String> = []
            var next: String? = "/"
            var pages = 0
            while let path = next, pages < 10 {
                pages += 1
                let body = try await RawHTTP.get(port: port, path).body
                for match in body.matches(of: /\/digests\/(\d{4}-\d\d-\d\d)/) { seen.insert(String(match.1)) }
                next = body.firstMatch(of: /<a[^>]*rel="next"[^>]*>/).flatMap {
                    $0.output.firstMatch(of: /href="([^"]*)"/)
                }
                .map { String($0.1).replacingOccurrences(of: "&amp;", with: "&") }
            }
            #expect(seen.count == 65, "\(pages) pages")
        }
    }

    @Test(arguments: [
        "/digests/2026-01-02", "/digests/..%2f..%2fetc%2fpasswd", "/digests/2026-99-99", "/digests/",
        "/digests/2026-01-01/", "/../etc/passwd", "/digests/2026-01-01?format=exe", "/?before=abc&lang=xx", "/%00",
    ])
    func oddAddressesGetAPageOrNotFoundAndNothingElse(path: String) async throws {
        try await withDesk(digests: 1) { port in
            let answer = try await RawHTTP.get(port: port, path)
            #expect([200, 400, 404].contains(answer.status), "\(path): \(answer.status)")
            #expect(!answer.body.contains("root:"))
        }
    }

    @Test func aPublicAddressIsRefused() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(
            Store.Options(
                path: folder.place("s.sqlite"), access: .write, searchVersion: "1", searchQuery: { _ in [] },
                searchIndex: { title, text, _ in (title, text) }, mask: { $0 }))
        let desk = DeskServer(
            store: store,
            configuration: DeskConfiguration(
                host: "0.0.0.0", port: 0, office: "Office", language: .ru, sources: [], local: { _ in "" }))
        await #expect(throws: DeskError.self) { try await desk.run() }
    }
}
