import Foundation
import Reports
import Storage
import Synchronization
import TestSupport
import Testing

@testable import adaldyq

/// A real feed of citizens' reports as it was captured 139 times, served capture by capture.
@Suite(.enabled(if: SharedData.has("feeds/replay"), "the shared data are not beside the project"))
struct ReplayTests {
    private struct Capture {
        var bytes: [UInt8]
        var isGood: Bool
        var at: Date
        var ids: [String]
    }

    /// The captures in their order. Ids are looked for by their tags alone, and not by any parser of ours.
    private func captures() throws -> [Capture] {
        let table = String(decoding: try SharedData.bytes("feeds/replay/polls.tsv"), as: UTF8.self)
        return try table.split(separator: "\n").dropFirst().map { line in
            let columns = line.split(separator: "\t")
            let bytes = try SharedData.bytes("feeds/replay/\(columns[0])")
            let text = String(decoding: bytes, as: UTF8.self)
            let ids = text.matches(of: /<guid[^>]*>([^<]*)<\/guid>/).map { String($0.output.1) }
            let stamp = columns[0].prefix(17)
            let isGood = columns[1] == "OK"
            return Capture(bytes: bytes, isGood: isGood, at: try #require(Self.date(stamp)), ids: isGood ? ids : [])
        }
    }

    private static func date(_ stamp: Substring) -> Date? {
        let text = stamp.filter(\.isNumber)
        guard text.count == 14 else { return nil }
        let style = Date.VerbatimFormatStyle(
            format:
                "\(year: .padded(4))\(month: .twoDigits)\(day: .twoDigits)\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)",
            timeZone: .gmt, calendar: .init(identifier: .gregorian))
        return try? Date(text, strategy: style.parseStrategy)
    }

    @Test func theStoreHoldsTheUnionOfTheIdsAndTheBadCapturesAreFailures() async throws {
        let captures = try captures()
        let bad = captures.count { !$0.isGood }
        #expect(captures.count == 139 && bad == 20)
        let body = Mutex<[UInt8]>([])
        let server = try await WebServer { _ in .init(headers: ["Content-Type": "text/xml"], body: body.withLock { $0 })
        }
        let office = try SimulatedOffice("  - { name: city, feed: '\(server.url)/rss', private: true, every: 1h }")
        var union: Set<String> = []
        var failures = 0
        var revised = 0
        var outruns = 0
        for capture in captures {
            body.withLock { $0 = capture.bytes }
            let (result, _) = try await office.poll("city", at: capture.at)
            if result.failure != nil { failures += 1 }
            #expect((result.failure == nil) == capture.isGood, "\(capture.at): \(result.failure?.message ?? "read")")
            let fresh = Set(capture.ids).subtracting(union)
            #expect(result.ledger.received == fresh.count, "\(capture.at)")
            if !union.isEmpty, capture.isGood, union.isDisjoint(with: capture.ids) { outruns += 1 }
            revised += result.revised
            union.formUnion(capture.ids)
        }
        #expect(failures == bad)
        let stored = try office.house.store.reports(ReportQuery()).flatMap { $0.sightings.map(\.itemID) }
        #expect(Set(stored) == union && stored.count == union.count, "\(stored.count) of \(union.count)")
        #expect(revised > 0)
        let health = try office.health("city")
        #expect(health.ledger.balances && health.ledger.received == union.count && health.ledger.setAside == 0)
        #expect((health.notes?.contains { $0.kind == .outrun } ?? false) == (outruns > 0))
        await office.close()
        await server.stop()
    }
}
