import Foundation
import Reports
import Synchronization
import TestSupport
import Testing

@testable import adaldyq

/// How servers are asked over two weeks: the exact requests, by header. Time is a value; nobody sleeps.
@Suite struct FortnightTests {
    private static let day = 86_400.0
    private static let fortnight = 14 * day

    private static func rss(_ ids: [Int], _ channel: String = "") -> String {
        let items = ids.map {
            "<item><guid>n\($0)</guid><title>Title number \($0)</title><link>http://news.example/\($0)</link><description>Text number \($0) of the news</description></item>"
        }
        return "<rss version=\"2.0\"><channel><title>News</title>\(channel)\(items.joined())</channel></rss>"
    }

    /// One poll as the server and the schedule saw it.
    private struct Asked {
        var at: Double
        var requests: [WebServer.Seen]
        var result: PollResult
        var wait: Double
    }

    /// Polls one source whenever it is due, for a time.
    /// - Parameter answer: what is answered at so many seconds after the start.
    private func live(
        every: String = "1h", for span: Double = fortnight, path: String = "/rss",
        _ answer: @escaping @Sendable (WebServer.Seen, Double) -> WebServer.Answer,
        _ check: (SimulatedOffice, [Asked]) async throws -> Void
    ) async throws {
        let clock = Mutex(0.0)
        let server = try await WebServer { seen in answer(seen, clock.withLock { $0 }) }
        let office = try SimulatedOffice(
            "  - { name: news, feed: '\(server.url)\(path)', private: true, every: \(every) }")
        var asked: [Asked] = []
        var now = SimulatedOffice.start
        while now.timeIntervalSince(SimulatedOffice.start) < span {
            let seconds = now.timeIntervalSince(SimulatedOffice.start)
            clock.withLock { $0 = seconds }
            server.forget()
            let (result, due) = try await office.poll("news", at: now)
            asked.append(Asked(at: seconds, requests: server.seen, result: result, wait: due.timeIntervalSince(now)))
            now = due
        }
        try await check(office, asked)
        await office.close()
        await server.stop()
    }

    @Test func aServerIsAskedByTheClockWithItsOwnValidatorsWhichAreDroppedEachEighthDay() async throws {
        let body = Self.rss([1, 2])
        let modified = "Mon, 23 Nov 2026 04:00:00 GMT"
        try await live({ seen, _ in
            seen.headers["if-none-match"] == nil
                ? .init(headers: ["ETag": "W/\"a\"", "Last-Modified": modified], text: body)
                : .init(304, headers: ["ETag": "W/\"a\""])
        }) { office, asked in
            #expect(asked.count == 14 * 24 && asked.allSatisfy { $0.requests.count == 1 && $0.wait == 3600 })
            let without = asked.filter { $0.requests[0].headers["if-none-match"] == nil }.map { $0.at / Self.day }
            #expect(without == [0, 8], "asked without validators on these days: \(without)")
            for one in asked where one.at != 0 && one.at != 8 * Self.day {
                let headers = one.requests[0].headers
                #expect(headers["if-none-match"] == "W/\"a\"" && headers["if-modified-since"] == modified)
                #expect(one.result.unchanged)
            }
            let first = try #require(asked.first?.requests[0])
            #expect(first.method == "GET" && first.path == "/rss" && first.body.isEmpty)
            #expect(
                Set(first.headers.keys) == ["user-agent", "accept", "accept-encoding"], "\(first.headers.keys)")
            #expect(first.headers["user-agent"] == "adaldyq/\(Version.current) (+office@example.kz)")
            #expect(try office.health("news").ledger.received == 2)
        }
    }

    @Test func aMoveIsBelievedAfterADayOfSayingSoAndForgottenWhenItFails() async throws {
        let body = Self.rss([1])
        try await live(
            every: "6h", for: 5 * Self.day,
            { seen, at in
                if seen.path == "/rss", at < 2.5 * Self.day { return .init(301, headers: ["Location": "/new"]) }
                if seen.path == "/new", at >= 2.5 * Self.day { return .init(404) }
                return .init(text: body)
            }
        ) { office, asked in
            let paths = asked.map { $0.requests.map(\.path) }
            // Asked at 0, 6, 12, 18 and 24 hours: the fifth answer is the third and more, and a day has passed.
            #expect(paths.prefix(5).allSatisfy { $0 == ["/rss", "/new"] })
            #expect(paths[5...9].allSatisfy { $0 == ["/new"] }, "\(paths)")
            #expect(asked[4].result.notes.contains { $0.contains("moved for good") && $0.contains("/new") })
            let notes = try office.health("news").notes ?? []
            #expect(notes.contains { $0.kind == .moved && $0.detail?.hasSuffix("/new") == true })
            // Three failures, 6, 6 and 12 hours apart, then the configured address again.
            let failed = asked.filter { $0.result.failure != nil }
            #expect(failed.count == 3 && failed.map(\.wait) == [6, 12, 24].map { $0 * 3600 })
            #expect(asked.last?.requests.map(\.path) == ["/rss"] && asked.last?.result.failure == nil)
        }
    }

    @Test func aTemporaryMoveIsNeverBelieved() async throws {
        let body = Self.rss([1])
        for status in [302, 307] {
            try await live(
                every: "6h", for: 5 * Self.day,
                { seen, _ in seen.path == "/rss" ? .init(status, headers: ["Location": "/new"]) : .init(text: body) }
            ) { _, asked in
                #expect(asked.allSatisfy { $0.requests.map(\.path) == ["/rss", "/new"] }, "\(status)")
            }
        }
    }

    @Test func whatIsGoneIsAskedOnceAndSaidSo() async throws {
        try await live({ _, _ in .init(410) }) { office, asked in
            #expect(asked.count == 1)
            let found = try await office.house.store.sourceRecord("news")
            let record = try #require(found)
            #expect(record.nextPollAt == PollSchedule.never)
            let source = try #require(office.house.sources(now: SimulatedOffice.start).first)
            #expect(source.rests(record.cursor))
            let events = try office.events()
            #expect(events == [.sourceFailing])
            #expect(try office.health("news").error?.contains("410") == true)
        }
    }

    @Test func aFailingServerIsAskedEverMoreRarelyAndToldOfOnceAfterADay() async throws {
        let body = Self.rss([1])
        try await live({ _, at in
            at > Self.day && at < 11 * Self.day ? .init(500) : .init(text: body)
        }) { office, asked in
            let failed = asked.filter { $0.result.failure != nil }
            #expect(failed.prefix(6).map { $0.wait / 3600 } == [1, 2, 4, 8, 16, 24])
            #expect(failed.dropFirst(5).allSatisfy { $0.wait == Self.day }, "never dropped: a day at most")
            #expect(failed.count < 16)
            let events = try office.events()
            #expect(events == [.sourceFailing, .sourceRecovered])
        }
    }

    @Test func whoAsksForPatienceGetsItInEitherForm() async throws {
        let body = Self.rss([1])
        try await live(
            for: Self.day,
            { _, at in
                switch at {
                case 3600: .init(429, headers: ["Retry-After": "7200"])
                case 3 * 3600:
                    .init(
                        503,
                        headers: ["Retry-After": "Mon, 23 Nov 2026 14:00:00 GMT"])
                default: .init(text: body)
                }
            }
        ) { _, asked in
            #expect(asked.prefix(5).map { $0.at / 3600 } == [0, 1, 3, 9, 10])
        }
    }

    @Test func hoursAndDaysThatAFeedAsksToBeSparedAreSpared() async throws {
        let body = Self.rss(
            [1], "<skipHours><hour>20</hour><hour>21</hour></skipHours><skipDays><day>Sunday</day></skipDays>")
        try await live(every: "30m", { _, _ in .init(text: body) }) { _, asked in
            for one in asked.dropFirst() {
                let time = SimulatedOffice.start.addingTimeInterval(one.at)
                let parts = Calendar.gmt.dateComponents([.hour, .weekday], from: time)
                #expect(parts.hour != 20 && parts.hour != 21 && parts.weekday != 1, "\(time)")
            }
            // Twelve days of 22 hours, at half hours and a little over them.
            #expect((480...528).contains(asked.count), "\(asked.count)")
        }
    }

    @Test func whatStaysTheSameByItsOwnWordIsAskedThatMuchLater() async throws {
        let cases: [(headers: [String: String], channel: String, hours: Double)] = [
            (["Cache-Control": "public, max-age=7200"], "", 2),
            (["Cache-Control": "max-age=7200", "Age": "3600"], "", 1),
            (["Cache-Control": "no-cache, max-age=7200"], "", 0.5),
            (["Expires": "0"], "", 0.5),
            ([:], "<ttl>90</ttl>", 1.5),
            ([:], "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>", 2),
            (["Cache-Control": "max-age=31536000"], "", 4),
        ]
        for (headers, channel, hours) in cases {
            let body = Self.rss([1], channel)
            try await live(every: "30m", for: 60, { _, _ in .init(headers: headers, text: body) }) { _, asked in
                #expect(asked.first?.wait == hours * 3600, "\(headers) \(channel)")
            }
        }
    }

    @Test func anAdaptingFeedIsAskedAsOftenAsItChanges() async throws {
        // Each 4 hours in the first week, each 40 minutes in the second.
        @Sendable func newest(_ at: Double) -> Int {
            at < 7 * Self.day ? Int(at / 14_400) : 42 + Int((at - 7 * Self.day) / 2400)
        }
        try await live(
            every: "10m..6h",
            { _, at in .init(text: Self.rss(Array((0...newest(at)).suffix(20)))) }
        ) { office, asked in
            let slow = asked.filter { (4 * Self.day..<7 * Self.day).contains($0.at) }.map(\.wait)
            let fast = asked.filter { $0.at > 10 * Self.day }.map(\.wait)
            #expect(slow.allSatisfy { (5400...9000).contains($0) }, "\(slow.min() ?? 0) to \(slow.max() ?? 0)")
            #expect(fast.allSatisfy { (900...2400).contains($0) }, "\(fast.min() ?? 0) to \(fast.max() ?? 0)")
            let received = try office.health("news").ledger.received
            #expect(received >= newest(13.9 * Self.day))
        }
    }

    @Test func aFeedThatOutrunsItsIntervalIsAskedFasterAndTheDigestIsTold() async throws {
        // Three entries at a time; ten an hour on the second day.
        @Sendable func newest(_ at: Double) -> Int {
            let day = at / Self.day
            return day < 1 ? 3 : day < 2 ? 3 + Int((at - Self.day) / 360) : 243
        }
        try await live(
            for: 4 * Self.day,
            { _, at in
                let last = newest(at)
                return .init(text: Self.rss(Array((last - 2)...last)))
            }
        ) { office, asked in
            let rush = asked.filter { (1.5 * Self.day..<2 * Self.day).contains($0.at) }.map(\.wait)
            #expect((rush.max() ?? 0) <= 1800 && (rush.min() ?? 0) >= 60, "\(rush.min() ?? 0) to \(rush.max() ?? 0)")
            #expect(asked.last?.wait == 3600, "calm again")
            let start = SimulatedOffice.start
            let second = try office.health(
                "news", from: start.addingTimeInterval(Self.day), until: start.addingTimeInterval(2 * Self.day))
            #expect(second.notes?.map(\.kind) == [.outrun])
            let fourth = try office.health("news", from: start.addingTimeInterval(3 * Self.day), until: .distantFuture)
            #expect(fourth.notes == nil)
        }
    }

    @Test func aFeedThatFallsSilentAgainstItsHabitIsToldOfOnceAndOnceOfItsReturn() async throws {
        @Sendable func newest(_ at: Double) -> Int {
            at < 3 * Self.day ? Int(at / 7200) : at < 12 * Self.day ? 36 : 37 + Int((at - 12 * Self.day) / 7200)
        }
        try await live({ _, at in .init(text: Self.rss(Array((0...newest(at)).suffix(10)))) }) { office, asked in
            #expect(asked.allSatisfy { $0.result.failure == nil })
            let events = try office.events()
            #expect(events == [.sourceFailing, .sourceRecovered])
            let silent = asked.compactMap { one in one.result.hints?.silentSince.map { _ in one.at / Self.day } }
            #expect((silent.first ?? 0) > 6.9 && (silent.last ?? 99) < 12.1, "\(silent)")
            let start = SimulatedOffice.start
            let during = try office.health(
                "news", from: start.addingTimeInterval(9 * Self.day), until: start.addingTimeInterval(10 * Self.day))
            #expect(during.notes?.map(\.kind) == [.silent] && during.state == .ok)
            let after = try office.health("news", from: start.addingTimeInterval(13 * Self.day), until: .distantFuture)
            #expect(after.notes == nil)
        }
    }

    @Test func aPageIsAskedOnceForItsFeedAndTheFeedFromThenOn() async throws {
        let body = Self.rss([1])
        try await live(
            for: 3 * 3600, path: "/",
            { seen, _ in
                switch seen.path {
                case "/":
                    .init(
                        headers: ["Content-Type": "text/html"],
                        text:
                            "<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='/none'><link rel=alternate type='application/rss+xml' href='/feed.xml'></head></html>"
                    )
                case "/feed.xml":
                    seen.headers["if-none-match"] == "\"f\""
                        ? .init(304) : .init(headers: ["ETag": "\"f\""], text: body)
                default: .init(404)
                }
            }
        ) { _, asked in
            #expect(
                asked.map { $0.requests.map(\.path) } == [["/", "/none", "/feed.xml"], ["/feed.xml"], ["/feed.xml"]])
            #expect(asked[0].result.ledger.received == 1 && asked[2].result.unchanged)
        }
    }
}

extension Calendar {
    fileprivate static var gmt: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }
}
