import FoundationEssentials
import Intake
import Reports

/// The weeks before the demo's day, made up, so that its thermometer has a usual level to compare with.
struct DemoHistory: Source {
    let name: SourceName = "archive"
    /// Which day it is, counted from the first.
    let number: Int

    func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        let (name, number, now) = (name, number, request.now)
        try await hand(
            FetchedBatch(size: 1, total: nil) {
                ParsedBatch(items: DemoHistory.items(of: number, source: name, received: now), cursor: nil)
            })
        return PollNote(unchanged: false)
    }

    func check() async throws -> String { "made up" }

    /// Three to six reports a day, the same ones in every demo.
    private static func items(of day: Int, source: SourceName, received: Date) -> [Item] {
        (0..<(3 + day * 7 % 4)).map { index in
            let pattern = DemoData.everyday[(day * 3 + index) % DemoData.everyday.count]
            let district = DemoData.districts[(day + index * 5) % DemoData.districts.count]
            let text = pattern.replacing("{d}", with: district).replacing("{n}", with: "\(day * 10 + index + 1)")
            let id = "day-\(day)-\(index)"
            var hash = [UInt8](repeating: 0, count: 32)
            hash.replaceSubrange(0..<2, with: [UInt8(day & 255), UInt8(index)])
            return Item(
                source: source, id: id, origin: id, title: "", text: text, received: received,
                sender: Sender(address: "neighbour\(day)-\(index)@archive.example"), contentHash: hash,
                raw: Array(text.utf8))
        }
    }
}
