import ArgumentParser
import FeedParsing
import FoundationEssentials
import Intake
import Reports

/// For scripts/bench: how long feeds take that are in memory already.
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Reads each feed from memory and says how long that took.",
        shouldDisplay: false)

    @Argument(help: "The feeds' files.") var files: [String]
    @Option(name: .long, help: "How many feeds are read at once.") var atOnce = 1

    func run() async throws {
        var bodies: [[UInt8]] = []
        for file in files { bodies.append(try LocalFile.read(file, limit: 16 << 20)) }
        let now = Date()
        let clock = ContinuousClock()
        let width = max(1, min(atOnce, bodies.count))
        var items = 0
        let (all, each) = (bodies, bodies.count / width + 1)
        let began = clock.now
        items = try await withThrowingTaskGroup(of: Int.self) { group in
            for start in stride(from: 0, to: all.count, by: each) {
                group.addTask {
                    try all[start..<min(start + each, all.count)].reduce(0) { sum, body in
                        let read = try FeedReading.items(
                            body, contentType: nil, base: "https://example.kz/", source: "measured", received: now,
                            zone: .fixed(18_000))
                        return sum + read.count
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        let taken = clock.now - began
        let seconds = Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
        try Terminal.print("\(all.count) feeds, \(items) items: \(seconds) s")
    }
}
