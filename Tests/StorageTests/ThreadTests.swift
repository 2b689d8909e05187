import FoundationEssentials
import GRDB
import Reports
@testable import Storage
import TestSupport
import Testing

/// Letters that answer letters.
struct ThreadTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Making.store(folder)
    }

    private func answer(
        _ id: String, _ text: String, from sender: String?, to answers: [String] = [], code: ReceiptCode? = nil,
        urgent: Bool = false
    ) -> PreparedItem {
        var prepared = Making.item(id, text, sender: sender, at: 60, urgent: urgent)
        var facts = LetterFacts()
        facts.answers = answers
        facts.code = code
        prepared.item.letter = facts
        return prepared
    }

    private func commit(_ items: [PreparedItem]) async throws -> BatchOutcome {
        try await store.commit([Making.batch(items)], decide: Making.decide)[0]
    }

    @Test func anAnswerToOnesOwnLetterJoinsItsReport() async throws {
        _ = try await commit([Making.item("a", "The lift stands still", sender: "one@example.kz")])
        let outcome = try await commit([
            answer("b", "It is house 5. Call +77011234567", from: "ONE@example.kz", to: ["unknown", "a"])
        ])
        #expect(outcome.ledger == Ledger(received: 1, repeated: 1))
        let report = try #require(try store.reports(ReportQuery()).first)
        #expect(report.text == "The lift stands still" && report.voices == 1)
        #expect(report.sightings.map(\.relation) == [.first, .followUp])
        #expect(report.followUps?.map(\.text) == ["It is house 5. Call [phone]"])
        #expect(try store.report(report.id)?.sightings.last?.reason == "it answers a letter of the same sender")
        // What was added is found, and once only.
        #expect(try store.reports(ReportQuery(words: "house")).map(\.id) == [report.id])
        #expect(try store.reports(ReportQuery(words: "lift")).map(\.id) == [report.id])
        #expect(try store.verify().isEmpty)
    }

    @Test func anothersMessageIDHijacksNothing() async throws {
        _ = try await commit([Making.item("a", "The lift stands still", sender: "one@example.kz")])
        let outcome = try await commit([
            answer("b", "All is well there", from: "other@example.kz", to: ["a"]),
            answer("c", "Nothing is wrong", from: nil, to: ["a"]),
        ])
        #expect(outcome.ledger == Ledger(received: 2, new: 2))
        #expect(try store.reports(ReportQuery()).allSatisfy { $0.followUps == nil })
    }

    @Test func aMessageIDThatSomebodyUsesAgainJoinsThemToTheirOwnOnly() async throws {
        _ = try await commit([
            Making.item("a", "The lift stands still", sender: "one@example.kz"),
            Making.item("a", "Buy our lamps", origin: "x", sender: "two@example.kz"),
        ])
        _ = try await commit([answer("b", "And the door is broken", from: "one@example.kz", to: ["a"])])
        let joined = try store.reports(ReportQuery()).filter { $0.followUps != nil }
        #expect(joined.map(\.text) == ["The lift stands still"])
    }

    @Test func theSameLetterAgainIsARepeatAndNoAddition() async throws {
        _ = try await commit([Making.item("a", "The lift stands still", sender: "one@example.kz")])
        _ = try await commit([answer("b", "The lift stands still", from: "one@example.kz", to: ["a"])])
        let report = try #require(try store.reports(ReportQuery()).first)
        #expect(report.sightings.map(\.relation) == [.first, .sameText] && report.followUps == nil)
    }

    @Test func anUrgentAdditionMakesTheReportUrgentOnce() async throws {
        _ = try await commit([Making.item("a", "The lift stands still", sender: "one@example.kz")])
        let first = try await commit([
            answer("b", "A child is inside", from: "one@example.kz", to: ["a"], urgent: true)
        ])
        let second = try await commit([answer("c", "Still inside", from: "one@example.kz", to: ["b"], urgent: true)])
        #expect(first.urgent == 1 && second.urgent == 0)
        #expect(try store.untoldUrgent(limit: 10).count == 1)
        #expect(try store.reports(ReportQuery()).first?.followUps?.count == 2)
    }

    @Test func aStoreOfTheFirstReleaseIsBroughtUpToDateWithAllThatIsInIt() async throws {
        let path = folder.place("old.sqlite")
        let old = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(old, upTo: "1 intake, digests, outbox")
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO meta VALUES ('began', '0'), ('search', '1');
                    INSERT INTO source(id, name) VALUES (1, 'letters');
                    INSERT INTO report VALUES
                      (1, 1, 'complaint', 'ru', 'Lift', 'It stands', NULL, NULL, 5, 0,
                       '{"themes":[],"signals":[],"districts":[],"places":[],"reasons":[]}', NULL);
                    INSERT INTO item VALUES (1, 1, 'a', 'a', x'00', 5, 0, NULL, 1, 'first');
                    INSERT INTO item VALUES (2, 1, 'b', 'b', x'01', 6, 0, 'like it', 1, 'near');
                    INSERT INTO sender VALUES (1, 'one@example.kz', NULL);
                    INSERT INTO item_sender VALUES (1, 1), (2, 1);
                    """)
        }
        try old.close()
        var options = Store.Options(
            path: path, access: .write, searchVersion: "1", searchQuery: { [[$0]] },
            searchIndex: { title, text, _ in (title.lowercased(), text.lowercased()) }, mask: { $0 })
        let upgraded = try Store(options)
        #expect(try upgraded.reports(ReportQuery()).map(\.title) == ["Lift"])
        #expect(try upgraded.reports(ReportQuery()).first?.sightings.map(\.relation) == [.first, .near])
        #expect(try upgraded.verify() == ["2 items have lost what came"])
        options.access = .read
        #expect(try Store(options).count(ReportQuery()) == 1)
    }
}
