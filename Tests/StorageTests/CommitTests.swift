import FoundationEssentials
import GRDB
import Reports
import Storage
import TestSupport
import Testing

struct CommitTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Making.store(folder)
    }

    @Test func theSameBatchTwiceAddsNothingTheSecondTime() async throws {
        let batch = Making.batch(
            (1...50).map { Making.item("m\($0)", "The lift of house \($0) stands still") }, cursor: "50")
        let first = try await store.commit([batch], decide: Making.decide)
        #expect(first[0].ledger == Ledger(received: 50, new: 50))
        let second = try await store.commit([batch], decide: Making.decide)
        #expect(second[0].ledger == Ledger())
        #expect(second[0].known == 50)
        #expect(try store.count(ReportQuery()) == 50)
        #expect(try await store.sourceRecord("letters")?.cursor == Cursor(bytes: Array("50".utf8)))
    }

    @Test func aRepeatIsASightingOfItsReportAndNoReport() async throws {
        let text = "They collect money for the repair of the school roof every month"
        let outcome = try await store.commit(
            [
                Making.batch([Making.item("a", text, sender: "one@example.kz")]),
                Making.batch(
                    [Making.item("b", text, source: "forms", sender: "two@example.kz", at: 60)], source: "forms"),
            ], decide: Making.decide)
        #expect(outcome[0].ledger == Ledger(received: 1, new: 1))
        #expect(outcome[1].ledger == Ledger(received: 1, repeated: 1))
        let report = try #require(try store.reports(ReportQuery()).first)
        #expect(report.sightings.map(\.relation) == [.first, .sameText])
        #expect(report.sightings.map(\.source) == ["letters", "forms"])
        #expect(report.voices == 2)
    }

    @Test func whatIsNotStoredWholeIsNeverAcknowledged() async throws {
        var large = Making.item("large", "its beginning", standing: .setAside("too large"))
        large.item.isWhole = false
        let batch = Making.batch(
            [
                Making.item("old", "An old letter", standing: .earlier), large,
                Making.item("broken", "no letter", standing: .setAside("no header")), Making.item("good", "A letter"),
            ], acknowledge: true)
        _ = try await store.commit([batch], decide: Making.decide)
        #expect(try await store.acknowledgements(of: "letters", limit: 10).sorted() == ["broken", "good"])
    }

    @Test func oneIDWithOtherWordsIsAnotherReportHoweverShort() async throws {
        let outcome = try await store.commit(
            [
                Making.batch([
                    Making.item("form", "No water", origin: "1"), Making.item("form", "A bribe", origin: "2"),
                    Making.item("form", "No water", origin: "3"),
                ])
            ],
            decide: { item, candidates in
                candidates.contains { $0.text == item.item.text } ? Making.decide(item, candidates) : .new
            })
        #expect(outcome[0].ledger == Ledger(received: 3, new: 2, repeated: 1))
    }

    @Test func whatWasSetAsideOrRepeatedAndNowSaysSomethingIsFiled() async throws {
        let text = "They collect money for the repair of the school roof every month"
        _ = try await store.commit(
            [
                Making.batch([
                    Making.item("a", text), Making.item("copy", text, at: 1),
                    Making.item("empty", "", at: 2, standing: .setAside("it has neither title nor text")),
                ])
            ], decide: Making.decide)
        let outcome = try await store.commit(
            [
                Making.batch([
                    Making.item("copy", "The landfill burns", sender: "one@example.kz", at: 60, urgent: true),
                    Making.item("empty", "The lift stands still", at: 61),
                ])
            ],
            decide: { item, candidates in
                candidates.contains { $0.text == item.item.text } ? Making.decide(item, candidates) : .new
            })
        #expect(outcome[0].ledger == Ledger(received: 2, new: 2))
        #expect(outcome[0].urgent == 1)
        #expect(
            try store.reports(ReportQuery()).map(\.text).sorted() == [
                "The landfill burns", "The lift stands still", text,
            ])
        #expect(try store.verify().isEmpty)
    }

    /// Its source was polled later and stored sooner than the other's, which takes nothing out of the comparison.
    @Test(arguments: [0.0, 200.0])
    func aReportIsComparedThoughOneThatCameBeforeItWasStoredAfterIt(daysBefore: Double) async throws {
        if daysBefore > 0 {
            let old = Making.item("old", "An older letter", at: -daysBefore * 86_400)
            _ = try await store.commit([Making.batch([old])], decide: Making.decide)
        }
        let text = "They collect money for the repair of the school roof every month"
        for item in [Making.item("late", text, at: 60), Making.item("early", "Another letter", at: 0)] {
            _ = try await store.commit([Making.batch([item])], decide: Making.decide)
        }
        let copy = Making.batch([Making.item("copy", text, source: "forms", at: 61)], source: "forms")
        #expect(try await store.commit([copy], decide: Making.decide)[0].ledger == Ledger(received: 1, repeated: 1))
    }

    @Test func oneWhoSendsTheSameTwiceIsOneVoice() async throws {
        let text = "They collect money for the repair of the school roof every month"
        _ = try await store.commit(
            [
                Making.batch([
                    Making.item("a", text, sender: "one@example.kz"), Making.item("b", text, sender: "ONE@example.kz"),
                ])
            ],
            decide: Making.decide)
        #expect(try store.reports(ReportQuery()).first?.voices == 1)
    }

    @Test func twoSharedShinglesFindTheReportAndOneDoesNot() async throws {
        _ = try await store.commit(
            [Making.batch([Making.item("a", "first words", shingles: [1, 2, 3, 4])])], decide: Making.decide)
        let outcome = try await store.commit(
            [
                Making.batch([
                    Making.item("b", "other words", shingles: [3, 4, 50, 60]),
                    Making.item("c", "third words", shingles: [4, 70, 80, 90]),
                ])
            ], decide: Making.decide)
        #expect(outcome[0].ledger == Ledger(received: 2, new: 1, repeated: 1))
    }

    /// Of twelve shingles two are a phrase that everybody writes; in a text that holds the other they are all that is left.
    @Test func twoOfManySharedShinglesFindOnlyATextOfAnotherLength() async throws {
        let shingles = (1...12).map(Int64.init)
        let others = Array(shingles.prefix(2)) + (50..<60).map(Int64.init)
        let text = String(repeating: "word ", count: 40)
        _ = try await store.commit(
            [Making.batch([Making.item("a", text + "first", shingles: shingles)])], decide: Making.decide)
        let outcome = try await store.commit(
            [
                Making.batch([
                    Making.item("b", text + "other", shingles: others),
                    Making.item("c", text + text + text, shingles: others),
                    Making.item("d", text + "third", shingles: Array(shingles.prefix(3)) + others.suffix(9)),
                ])
            ], decide: Making.decide)
        #expect(outcome[0].ledger == Ledger(received: 3, new: 1, repeated: 2))
    }

    @Test func whatIsNoReportIsCountedAndKeptWithItsReason() async throws {
        let outcome = try await store.commit(
            [
                Making.batch([
                    Making.item("a", "away", standing: .automatic("auto-reply")),
                    Making.item("b", "broken", standing: .setAside("it is empty")),
                    Making.item("c", "old", standing: .earlier),
                    Making.item("d", "The lift stands still"),
                ])
            ], decide: Making.decide)
        #expect(outcome[0].ledger == Ledger(received: 3, new: 1, automatic: 1, setAside: 1))
        #expect(outcome[0].earlier == 1)
        let input = try store.digestInput(
            from: Making.start.addingTimeInterval(-1), until: Making.start.addingTimeInterval(1), number: 1,
            day: Day(number: 20_000), sources: ["letters"])
        #expect(input.ledger.balances)
        #expect(input.setAside == [SetAsideCount(source: "letters", reason: "it is empty", count: 1)])
        #expect(input.automatic.map(\.reason) == ["auto-reply"])
        #expect(input.earlier == 1)
    }

    @Test func anEditedEntryChangesItsReportAndKeepsTheEarlierText() async throws {
        _ = try await store.commit(
            [Making.batch([Making.item("e", "The tender costs 5 million")])], decide: Making.decide)
        let outcome = try await store.commit(
            [Making.batch([Making.item("e", "The tender costs 9 million", at: 100)])], decide: Making.decide)
        #expect(outcome[0].revised == 1)
        #expect(outcome[0].ledger == Ledger())
        let report = try #require(try store.reports(ReportQuery()).first)
        #expect(report.text == "The tender costs 9 million")
        let life = try #require(try store.report(report.id))
        #expect(life.revisions.map(\.text) == ["The tender costs 5 million"])
        #expect(try store.reports(ReportQuery(words: "9")).count == 1)
        #expect(try store.reports(ReportQuery(words: "5")).isEmpty)
    }

    @Test func aMailboxThatIsRenumberedBringsNothingTwice() async throws {
        let before = (1...20).map { Making.item("m\($0)@x", "Letter number \($0) of the house", origin: "7/\($0)") }
        _ = try await store.commit([Making.batch(before, cursor: "7")], decide: Making.decide)
        let after = (1...20).map {
            Making.item("m\($0)@x", "Letter number \($0) of the house", origin: "8/\($0)", reread: true)
        }
        let outcome = try await store.commit([Making.batch(after, cursor: "8")], decide: Making.decide)
        #expect(outcome[0].ledger == Ledger())
        #expect(try await store.known(["8/1", "8/20", "7/1"], in: "letters") == ["8/1", "8/20"])
        #expect(try store.reports(ReportQuery()).allSatisfy { $0.sightings.count == 1 })
    }

    @Test func whatIsAcknowledgedIsCommittedWithTheItems() async throws {
        _ = try await store.commit(
            [Making.batch([Making.item("a", "One letter"), Making.item("b", "Two letters")], acknowledge: true)],
            decide: Making.decide)
        #expect(try await store.acknowledgements(of: "letters", limit: 10).sorted() == ["a", "b"])
        try await store.acknowledged(["a"], of: "letters")
        #expect(try await store.acknowledgements(of: "letters", limit: 10) == ["b"])
    }

    @Test func whatFailsLeavesNothingOfItsTransaction() async throws {
        // The second batch repeats a report that is not there, which a FOREIGN KEY refuses.
        let good = Making.batch([Making.item("a", "One letter", shingles: [1, 2])], cursor: "1")
        let bad = Making.batch(
            [Making.item("b", "Two letters", source: "forms", shingles: [1, 2])], source: "forms", cursor: "2")
        await #expect(throws: StoreError.self) {
            _ = try await store.commit([good, bad]) { item, _ in
                item.item.id == "b" ? .repeats(ReportID(rawValue: 999), relation: .near, reason: "x") : .new
            }
        }
        #expect(try store.count(ReportQuery()) == 0)
        #expect(try await store.sourceRecord("letters")?.cursor == nil)
    }

    @Test func personalDataIsMaskedOnItsWayOutAndTheSenderNeverLeaves() async throws {
        _ = try await store.commit(
            [Making.batch([Making.item("secret", "Call +77011234567 please", sender: "aigerim@example.kz")])],
            decide: Making.decide)
        let report = try #require(try store.reports(ReportQuery()).first)
        #expect(report.text == "Call [phone] please")
        let shown = String(describing: try store.report(report.id))
        #expect(!shown.contains("aigerim"))
        #expect(!shown.contains("77011234567"))
    }
}
