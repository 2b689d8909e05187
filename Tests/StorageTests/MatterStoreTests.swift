import FoundationEssentials
import Reports
import Storage
import TestSupport
import Testing

@Suite struct MatterStoreTests {
    private func item(
        _ id: String, _ text: String, traces: [Int32], source: SourceName = "letters", sender: String? = nil,
        at seconds: Double = 0
    ) -> PreparedItem {
        var item = Making.item(id, text, source: source, sender: sender, at: seconds)
        item.traces = traces.map { Trace(key: $0, weight: 2.5) }
        return item
    }

    /// Joins with the first candidate.
    @Sendable private static func join(_ item: PreparedItem, _ question: MatterQuestion) -> MatterDecision {
        question.candidates.first.map { .joins($0.report, reason: "in common: +77011234567") } ?? .alone
    }

    /// The same words are a repeat, others are not.
    @Sendable private static func repeats(_ item: PreparedItem, _ candidates: [Candidate]) -> RepeatDecision {
        candidates.first { $0.text == item.item.text }.map {
            .repeats($0.report, relation: .sameText, reason: "the same words")
        } ?? .new
    }

    @discardableResult
    private func commit(_ items: [PreparedItem], _ store: Store, source: SourceName = "letters") async throws
        -> BatchOutcome
    {
        try await store.commit([Making.batch(items, source: source)], decide: Self.repeats, matter: Self.join)[0]
    }

    @Test func reportsThatShareATraceAreJoinedInTheCommitWithTheReasonMasked() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        try await commit([item("a", "The bus burned", traces: [1, 2], sender: "a@example.kz")], store)
        let outcome = try await commit(
            [
                item("b", "Fire in a bus", traces: [2, 3], sender: "b@example.kz", at: 60),
                item("c", "Something else", traces: [9], sender: "c@example.kz", at: 70),
            ], store)
        #expect(outcome.joined == 1)
        let life = try #require(try store.report(ReportID(rawValue: 2)))
        #expect(life.report.matter == 1)
        #expect(life.matterSteps.map(\.step) == ["joined"])
        #expect(life.matterSteps.first?.other == ReportID(rawValue: 1))
        #expect(life.matterSteps.first?.reason == "in common: [phone]")
        let matter = try #require(life.matter)
        #expect(matter.reports.map(\.rawValue) == [1, 2] && matter.voices == 2 && matter.sources == ["letters"])
        #expect(try store.report(ReportID(rawValue: 3))?.report.matter == nil)
    }

    @Test func onePersonWhoWritesTenTimesIsOneVoice() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        for number in 0..<10 {
            try await commit(
                [
                    item(
                        "m\(number)", "In other words \(number)", traces: [5], sender: "one@example.kz",
                        at: Double(number))
                ], store)
        }
        try await commit([item("n", "An outlet tells", traces: [5], source: "news", at: 20)], store, source: "news")
        let matter = try #require(try store.matters(limit: 5).first)
        #expect(matter.count == 11 && matter.voices == 2 && matter.sources == ["letters", "news"])
    }

    @Test func twoPeopleWithOneTemplateLetterAreOneReportAndTwoVoices() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        try await commit([item("a", "The same letter", traces: [], sender: "a@example.kz")], store)
        try await commit([item("b", "The same letter", traces: [], sender: "b@example.kz")], store)
        let report = try #require(try store.report(ReportID(rawValue: 1))?.report)
        #expect(report.voices == 2 && report.sightings.count == 2 && report.campaign == nil)
        #expect(try store.count(ReportQuery()) == 1)
    }

    @Test func aFloodOfOneTextIsOneReportWithItsCountAndTheMarkOfACampaign() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        let flood = (0..<300).map {
            item("f\($0)", "Support the builder of the tower", traces: [], sender: "s\($0)@example.kz", at: Double($0))
        }
        try await commit(flood, store)
        let report = try #require(try store.report(ReportID(rawValue: 1))?.report)
        #expect(report.voices == 300 && report.sightings.count == 300 && report.campaign == true)
    }

    @Test func theOfficeJoinsAndPartsAndItIsKeptWhoDidIt() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        try await commit(
            [item("a", "One", traces: [1]), item("b", "Two", traces: [1]), item("c", "Three", traces: [7])], store)
        let ids = (1...3).map { ReportID(rawValue: $0) }
        #expect(try await store.join([ids[2], ids[0]], who: "Aigul", reason: "same tower", at: Making.start) == 1)
        #expect(try store.matter(1)?.reports == ids)
        let step = try #require(try store.report(ids[2])?.matterSteps.last)
        #expect(step.who == "Aigul" && step.reason == "same tower" && step.step == "joined")
        #expect(try await store.part(ids[1], who: "Aigul", reason: nil, at: Making.start) == 1)
        #expect(try store.matter(1)?.reports == [ids[0], ids[2]])
        // A matter of one report is none.
        #expect(try await store.part(ids[0], who: "Aigul", reason: nil, at: Making.start) == 1)
        #expect(try store.matter(1) == nil)
        #expect(try await store.part(ids[0], who: "Aigul", reason: nil, at: Making.start) == nil)
        await #expect(throws: StoreError.self) {
            try await store.join([ids[0], ReportID(rawValue: 99)], who: "Aigul", reason: nil, at: Making.start)
        }
        #expect(try store.verify().isEmpty)
    }

    @Test func joiningReportsOfTwoMattersJoinsTheMatters() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        try await commit([item("a", "One", traces: [1]), item("b", "Two", traces: [1])], store)
        try await commit([item("c", "Three", traces: [7]), item("d", "Four", traces: [7])], store)
        #expect(try store.matters(limit: 9).map(\.count) == [2, 2])
        _ = try await store.join(
            [ReportID(rawValue: 4), ReportID(rawValue: 1)], who: "x", reason: nil, at: Making.start)
        #expect(try store.matters(limit: 9).map { $0.reports.map(\.rawValue) } == [[1, 2, 3, 4]])
    }

    @Test func whatIsOlderThanTheWindowIsComparedWithNothing() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        try await commit([item("a", "The same words", traces: [1])], store)
        let later = 181.0 * 86_400
        let outcome = try await commit([item("b", "The same words", traces: [1], at: later)], store)
        #expect(outcome.ledger.new == 1 && outcome.joined == 0)
        #expect(try await commit([item("c", "The same words", traces: [1], at: later + 1)], store).ledger.repeated == 1)
    }

    @Test func whatIsOlderThanTheWindowIsTakenOutOfTheIndexesAndStaysInTheStore() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        var old: [PreparedItem] = []
        for number in 0..<40 {
            var one = item("o\(number)", "Words number \(number)", traces: [Int32(number * 50_000_000 - 1_000_000_000)])
            one.fingerprint.text = Int64(number - 20) << 58
            one.fingerprint.shingles = [Int64(number - 20) << 58 | 7]
            old.append(one)
        }
        try await commit(old, store)
        let later = 200.0 * 86_400
        try await commit([item("n", "New words", traces: [1], at: later)], store)
        let now = Making.start.addingTimeInterval(later + 60)
        let text = Set(old.map(\.fingerprint.text)).count,
            halves = Set(old.map { $0.fingerprint.shingles[0] >> 32 }).count
        #expect(text >= 30 && halves >= 30)
        #expect(try await store.forgetComparisons(now: now) == 40 + 40 + 40)
        #expect(try await store.forgetComparisons(now: now) == 0)
        #expect(try store.count(ReportQuery()) == 41)
        #expect(try await commit([item("m", "Other words now", traces: [1], at: later + 90)], store).joined == 1)
    }

    @Test func aDigestIsGivenTheMattersOfItsWindowAndTheRevisionsThatChangedTheMeaning() async throws {
        let folder = try TemporaryFolder()
        let store = try Making.store(folder)
        try await commit([item("a", "The first of it", traces: [1]), item("z", "Other words here", traces: [])], store)
        try await commit([item("b", "The second of it", traces: [1], at: 86_400)], store)
        // An edit that says the same again (a comma) and one that says something else.
        try await commit(
            [
                item("z", "Nothing like it", traces: [], at: 86_500),
                item("b", "The second of it", traces: [1], at: 86_600),
            ], store)
        func input(_ from: Double, _ until: Double) throws -> DigestInput {
            try store.digestInput(
                from: Making.start.addingTimeInterval(from), until: Making.start.addingTimeInterval(until), number: 1,
                day: Day(number: 20_000), sources: ["letters"])
        }
        let second = try input(80_000, 160_000)
        #expect(second.matters.map(\.count) == [2] && second.matters.first?.new == 1)
        #expect(second.revised.map(\.id.rawValue) == [2])
        let third = try input(160_000, 240_000)
        #expect(third.matters.isEmpty && third.revised.isEmpty)
    }
}
