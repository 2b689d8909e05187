import FoundationEssentials
import Reports
import Storage
import TestSupport

/// What the store is given in these tests.
enum Making {
    static let start = Date(timeIntervalSince1970: 1_790_000_000)

    static func store(_ folder: TemporaryFolder, _ access: Store.Access = .write) throws -> Store {
        try Store(
            Store.Options(
                path: folder.place("store.sqlite"), access: access, searchVersion: "1",
                searchQuery: { $0.split(separator: " ").map { [String($0).lowercased()] } },
                searchIndex: { title, text, _ in (title.lowercased(), text.lowercased()) },
                mask: { $0.replacing("+77011234567", with: "[phone]") }))
    }

    static func item(
        _ id: String, _ text: String, source: SourceName = "letters", origin: String? = nil, sender: String? = nil,
        at seconds: Double = 0, standing: Item.Standing = .report, reread: Bool = false, urgent: Bool = false,
        shingles: [Int64] = []
    ) -> PreparedItem {
        let raw = Array(text.utf8)
        var hash = [UInt8](repeating: 0, count: 32)
        for (index, byte) in raw.enumerated() { hash[index % 32] = hash[index % 32] &* 31 &+ byte &+ UInt8(index & 7) }
        let item = Item(
            source: source, id: id, origin: origin ?? id, reread: reread, title: "Title \(id)", text: text,
            received: start.addingTimeInterval(seconds), sender: sender.map { Sender(address: $0) }, contentHash: hash,
            raw: raw,
            standing: standing)
        return PreparedItem(
            item: item,
            labels: Labels(
                language: .ru, kind: .complaint, themes: [Label(id: .housing, score: 1, evidence: ["лифт"])],
                districts: [.medeu],
                urgent: urgent),
            fingerprint: Fingerprint(text: Int64(text.hashValue), shingles: shingles.map { $0 << 32 }),
            searchTitle: "title \(id)",
            searchText: text.lowercased(), compressedRaw: Store.compress(raw))
    }

    /// Same words are a repeat; so are two shared shingles.
    static func decide(_ item: PreparedItem, _ candidates: [Candidate]) -> RepeatDecision {
        if let same = candidates.first(where: { $0.text == item.item.text }) {
            return .repeats(same.report, relation: .sameText, reason: "the same words")
        }
        return candidates.first.map { .repeats($0.report, relation: .near, reason: "nearly the same words") } ?? .new
    }

    static func batch(
        _ items: [PreparedItem], source: SourceName = "letters", cursor: String? = nil, acknowledge: Bool = false
    )
        -> StoreBatch
    {
        StoreBatch(
            source: source, items: items, cursor: cursor.map { Cursor(bytes: Array($0.utf8)) }, poll: nil,
            acknowledge: acknowledge)
    }

    static func digest(_ number: Int, _ day: Day, from: Date, until: Date) -> Digest {
        Digest(
            number: number, day: day, from: from, until: until, office: "Office", timezone: "Asia/Almaty",
            localWindow: ["", ""],
            isPreview: false, isCatchUp: false, ledger: Ledger(), earlier: 0, themes: [Tally(id: .housing, count: 2)],
            districts: [], signals: [], kinds: [], repeatedReports: 0, urgent: [], allegations: [], mostVoiced: [],
            ideas: [],
            reports: [], truncated: [:], setAside: [], automatic: [], sources: [], undelivered: [], history: [])
    }
}
