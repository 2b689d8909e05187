import ArgumentParser
import Desk
import Digests
import FoundationEssentials
import Outbox
import Reports
import Storage

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Everything at once on made-up data, on loopback, nothing to configure.",
        discussion:
            "Serves feeds, polls them and a Maildir, makes the digest, delivers it to a receiver that checks the "
            + "signature, and prints it. On a terminal the web page stays open until Ctrl-C.")

    @Option(name: .long, help: "kk, ru or en: the digest's language.") var language: OfficeLanguage = .ru
    @Option(name: .long, help: "A folder to make for the demo's files; a new one under /tmp if left out.") var folder:
        String?
    @Flag(name: .long, inversion: .prefixedNo, help: "Keep the web page open until Ctrl-C (the default on a terminal).")
    var stay: Bool = Terminal.outputIsTerminal
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let demo = try DemoHouse(folder: folder)
        let secret = try demo.makeSecret()
        let server = DemoServer(secret: secret)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let port = await server.port()
            guard port > 0 else { throw DemoFailure("the demo's web server did not start") }
            try demo.furnish(port: port, language: language)
            let house = try House(
                try ConfigurationReader.read(demo.configurationPath), access: .write, log: options.logger())
            defer { house.client.shutdown() }
            try await tell(demo, house, server)
            group.cancelAll()
            do {
                try await group.waitForAll()
            } catch is CancellationError {}
        }
    }

    private func tell(_ demo: DemoHouse, _ house: House, _ server: DemoServer) async throws {
        try say("1. The weeks before, made up: 28 days with their digests, for the thermometer")
        try await live(house)
        try say("\n2. A poll of three feeds, a Maildir, and a page that is no feed")
        try await poll(house)
        try say("\n3. The same poll again: nothing is new")
        try await poll(house)
        try say("\n4. The digest, frozen, then delivered")
        let digest = try await DigestMaker(house: house).closeEarly(at: Date())
        for outcome in try await DeliveryRound(house: house).deliverDue() {
            try say("   \(outcome.delivery.type.rawValue) to \(outcome.delivery.webhook): \(outcome.result.inWords)")
        }
        for received in server.deliveries {
            try say(
                "   the receiver got \(received.type), \(received.bytes) bytes, signature \(received.isGenuine ? "genuine" : "WRONG")"
            )
        }
        guard !server.deliveries.isEmpty, server.deliveries.allSatisfy(\.isGenuine) else {
            throw DemoFailure("the receiver did not get every delivery with a genuine signature")
        }
        let renderer = try DigestRenderer()
        try say("")
        try Terminal.print(renderer.render(digest, as: .text, language: language) { house.local($0) }, newline: false)
        try demo.write("digest.html", renderer.render(digest, as: .html, language: language) { house.local($0) })
        try say(
            """

            The same as a page: \(demo.folder)/digest.html
            Look further: \(OwnProgram.typed) reports list --config \(demo.configurationPath)
                          \(OwnProgram.typed) reports search смог --config \(demo.configurationPath)
                          \(OwnProgram.typed) explain ID --config \(demo.configurationPath)
            Your own feed: \(OwnProgram.typed) inspect https://YOUR-SITE/rss
            """)
        if stay { try await openDesk(house) }
    }

    /// Twenty-eight days with a few reports each, every one closed with its digest. No webhook hears of them.
    private func live(_ house: House) async throws {
        var quiet = house.configuration
        quiet.webhooks = []
        let past = try House(quiet, keeping: house)
        defer { past.client.shutdown() }
        let commits = CommitQueue(store: house.store)
        let story = PollStory(house: house, commits: commits)
        let schedule = house.schedule
        let last = schedule.closedDay(at: Date())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await commits.run() }
            for number in 0..<28 {
                let close = schedule.end(of: last.adding(number - 27)).addingTimeInterval(-1)
                _ = try await story.poll(
                    DemoHistory(number: number), record: nil, now: close.addingTimeInterval(-6 * 3600),
                    nextPoll: { _ in nil })
                _ = try await DigestMaker(house: past).closeEarly(at: close)
            }
            await commits.close()
        }
        try await EventMaker(house: past, courier: Bell()).tellUrgent(at: Date())
    }

    private func poll(_ house: House) async throws {
        let events = EventMaker(house: house, courier: Bell())
        _ = try await PollPass(house: house).run(house.configuration.sources) { result, before, now in
            try await events.tell(of: result, before: before, at: now)
            try Terminal.print("   \(PollLine.text(result))")
        }
    }

    private func openDesk(_ house: House) async throws {
        let office = house.configuration.office
        let desk = DeskServer(
            store: house.store,
            configuration: DeskConfiguration(
                host: "127.0.0.1", port: 0, office: office.name, language: language,
                sources: house.configuration.sources.map(\.name), local: { LocalTime.text($0, zone: office.zone) }),
            onRunning: { port in try? Terminal.print("The web page: http://127.0.0.1:\(port)/   (Ctrl-C ends the demo)")
            })
        try await desk.run()
    }

    private func say(_ text: String) throws { try Terminal.print(text) }
}

extension AttemptResult {
    /// For a person.
    var inWords: String {
        switch self {
        case .delivered(let status): "delivered (\(status))"
        case .retry(_, let reason): "not delivered yet: \(reason)"
        case .exhausted(let reason): "given up: \(reason)"
        }
    }
}
