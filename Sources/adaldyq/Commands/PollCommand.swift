import ArgumentParser
import FoundationEssentials
import Reports

struct PollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poll", abstract: "One pass over the sources now, then exit: a line a source.")

    @Option(name: .long, help: "Only this source; may be given several times.")
    var source: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let house = try options.house(.write)
        defer { house.client.shutdown() }
        let chosen = try house.configuration.chosenSources(source)
        let bar = ProgressBar(sourceCount: chosen.count)
        let pass = PollPass(house: house, progress: { bar.update($0) })
        let events = EventMaker(house: house, courier: Bell())
        try await events.tellUrgent(at: Date())
        let failed = try await pass.run(chosen) { result, before, now in
            try await events.tell(of: result, before: before, at: now)
            try bar.finish(result.source.rawValue, line: PollLine.text(result))
        }
        bar.end()
        if failed > 0 {
            Terminal.complain("adaldyq: \(failed) of \(chosen.count) sources failed")
            throw ExitCode(1)
        }
    }
}

extension Configuration {
    /// The named sources, or all of them.
    /// - Throws: a message with the nearest known name.
    func chosenSources(_ names: [String]) throws -> [SourceSetting] {
        if names.isEmpty { return sources }
        return try names.map { name in
            if let found = sources.first(where: { $0.name.rawValue == name }) { return found }
            let known = sources.map(\.name.rawValue)
            let hint = NearestKey.to(name, among: known).map { "did you mean \"\($0)\"?" }
            throw ValidationError(
                "no source is named \"\(name)\"; \(hint ?? "there are: \(known.joined(separator: ", "))")")
        }
    }
}

/// One source's line.
enum PollLine {
    static func text(_ result: PollResult) -> String {
        var parts: [String] = []
        let ledger = result.ledger
        if ledger.received > 0 {
            parts.append("\(ledger.received) received: \(ledger.new) new, \(ledger.repeated) repeated")
            if ledger.automatic > 0 { parts.append("\(ledger.automatic) automatic") }
            if ledger.setAside > 0 { parts.append("\(ledger.setAside) set aside") }
        }
        if result.revised > 0 { parts.append("\(result.revised) revised") }
        if result.earlier > 0 { parts.append("\(result.earlier) earlier than since") }
        if parts.isEmpty, result.failure == nil { parts.append(result.unchanged ? "unchanged" : "nothing new") }
        parts += result.notes.map { "note: \($0)" }
        if let failure = result.failure { parts.append("FAILED: \(failure.message)") }
        return "\(result.source): \(parts.joined(separator: ", "))"
    }
}
