import FoundationEssentials
import Reports
import Storage
import TestSupport
import Testing

/// To which letters a receipt is put into the outbox.
struct ReceiptRowTests {
    let folder: TemporaryFolder
    let store: Store
    private let plan = ReceiptPlan(domain: "office.example", language: .ru, ownAddress: "Letters@office.example")

    init() throws {
        folder = try TemporaryFolder()
        store = try Making.store(folder)
    }

    private func letter(_ id: String, from sender: String?, at seconds: Double = 0, answerable: Bool = true)
        -> PreparedItem
    {
        var prepared = Making.item(id, "Words of \(id)", sender: sender, at: seconds)
        var facts = LetterFacts()
        facts.mayBeAnswered = answerable
        prepared.item.letter = facts
        return prepared
    }

    private func commit(_ items: [PreparedItem]) async throws {
        var batch = Making.batch(items)
        batch.receipts = plan
        _ = try await store.commit([batch], decide: Making.decide)
    }

    private func due(at seconds: Double = 0) throws -> [PendingReceipt] {
        try store.dueReceipts(at: Making.start.addingTimeInterval(seconds), limit: 1000)
    }

    @Test func eachLetterIsAnsweredOnceAlsoWhenItIsReadAgain() async throws {
        for _ in 0..<2 { try await commit([letter("a", from: "one@example.kz")]) }
        let receipts = try due()
        #expect(receipts.map(\.address) == ["one@example.kz"] && receipts.map(\.inReplyTo) == ["a"])
        #expect(receipts.first?.messageID.hasSuffix("@office.example") == true)
        #expect(receipts.first.map { $0.messageID.contains($0.code.rawValue) } == false)
    }

    @Test func whatNobodyShouldAnswerIsNotAnswered() async throws {
        var old = letter("old", from: "b@example.kz")
        old.item.published = Making.start.addingTimeInterval(-4 * 86_400)
        var spam = letter("spam", from: "c@example.kz")
        spam.labels.kind = .spam
        var again = letter("again", from: "d@example.kz")
        again.item.reread = true
        var automatic = letter("robot", from: "e@example.kz")
        automatic.item.standing = .automatic("auto-reply")
        try await commit([
            old, spam, again, automatic, letter("f", from: nil), letter("g", from: "g@example.kz", answerable: false),
            letter("own", from: "letters@office.example"),
        ])
        #expect(try due().isEmpty)
    }

    @Test func oneAddressGetsAFewADayAndAllOfThemAFewAnHour() async throws {
        try await commit((0..<10).map { letter("a\($0)", from: "one@example.kz", at: Double($0)) })
        #expect(try due(at: 100).count == plan.mostADay)
        try await commit([letter("next", from: "one@example.kz", at: 2 * 86_400)])
        #expect(try due(at: 3 * 86_400).count == plan.mostADay + 1)
        try await commit((0..<300).map { letter("m\($0)", from: "p\($0)@example.kz", at: 10 * 86_400) })
        #expect(try due(at: 11 * 86_400).count == plan.mostADay + 1 + plan.mostAnHour)
    }

    @Test func whoAnswersAReceiptJoinsTheirReportFromAnyAddress() async throws {
        try await commit([letter("a", from: "one@example.kz")])
        let receipt = try #require(try due().first)
        var byMessage = letter("b", from: "other@example.kz", at: 60)
        byMessage.item.letter?.answers = [receipt.messageID]
        var byCode = letter("c", from: "third@example.kz", at: 61)
        byCode.item.letter?.code = receipt.code
        var guess = letter("d", from: "fourth@example.kz", at: 62)
        guess.item.letter?.code = ReceiptCode()
        try await commit([byMessage, byCode, guess])
        let reports = try store.reports(ReportQuery())
        #expect(reports.count == 2 && reports.last?.followUps?.count == 2)
    }

    @Test func whatWasSentIsNotDueAgainAndWhatFailedIsLater() async throws {
        try await commit([letter("a", from: "one@example.kz"), letter("b", from: "two@example.kz")])
        let receipts = try due()
        let later = Making.start.addingTimeInterval(60)
        for receipt in receipts { try await store.startReceipt(receipt.id) }
        try await store.finishReceipt(receipts[0].id, at: Making.start, result: .delivered(status: 250))
        try await store.finishReceipt(receipts[1].id, at: Making.start, result: .retry(at: later, reason: "busy"))
        #expect(try due().isEmpty)
        #expect(try store.nextReceiptDue() == later)
        #expect(try due(at: 60).map(\.attempts) == [1])
    }
}
