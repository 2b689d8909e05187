import ArgumentParser
import Attachments
import FoundationEssentials
import Intake
import Outbox
import Reports
import Transport

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "The configuration, and that every source and webhook answers.",
        discussion: "Nothing is stored, marked or sent. A webhook is asked for its headers only.")

    @Flag(name: .long, help: "Only the configuration, the taxonomy and the secrets; nobody is asked.")
    var offline = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let configuration = try options.configuration()
        _ = try TaxonomyFile.taxonomy(of: configuration)
        try Terminal.print("configuration: \(configuration.file) is sound")
        var failed = checkSecrets(configuration)
        if !offline { failed += try await checkPeers(configuration) }
        if failed > 0 {
            Terminal.complain("adaldyq: \(failed) check\(failed == 1 ? "" : "s") failed")
            throw ExitCode(1)
        }
    }

    private func checkSecrets(_ configuration: Configuration) -> Int {
        let check = SecretCheck(configuration)
        let faults = check.faults
        for fault in faults { Terminal.complain("\(fault)") }
        for warning in check.warnings { Terminal.complain("warning: \(warning)") }
        var failed = faults.count
        if configuration.sources.contains(where: \.readsFiles) {
            if let obstacle = AttachmentReader.obstacle {
                Terminal.complain("attachments: \(obstacle)")
                failed += 1
            }
            for tool in Tool.allCases where tool.path == nil {
                Terminal.complain("attachments: \(tool.absence)")
                failed += 1
            }
        }
        return failed
    }

    private func checkPeers(_ configuration: Configuration) async throws -> Int {
        let client = HTTPClient(userAgent: UserAgent.text(contact: configuration.office.contact))
        defer { client.shutdown() }
        let lines = await withTaskGroup(of: (Int, String, Bool).self) { group in
            for (index, setting) in configuration.sources.enumerated() {
                group.addTask {
                    let source = SourceFactory.source(
                        setting, client: client, zone: configuration.office.zone, now: Date())
                    do {
                        let answer = try await source.check()
                        return (index, "source \(setting.name): \(answer)", true)
                    } catch {
                        return (index, "source \(setting.name): FAILED: \(error)", false)
                    }
                }
            }
            for (index, webhook) in configuration.webhooks.enumerated() {
                group.addTask {
                    do {
                        let answer = try await CheckCommand.ask(webhook, client)
                        return (1_000_000 + index, "webhook \(webhook.name): \(answer)", true)
                    } catch {
                        return (1_000_000 + index, "webhook \(webhook.name): FAILED: \(error)", false)
                    }
                }
            }
            var lines: [(Int, String, Bool)] = []
            for await line in group { lines.append(line) }
            return lines.sorted { $0.0 < $1.0 }
        }
        for line in lines { try Terminal.print(line.1) }
        return lines.count { !$0.2 }
    }

    /// Whether somebody answers there. A receiver of POSTs may well refuse a HEAD: that is an answer too.
    private static func ask(_ webhook: WebhookSetting, _ client: HTTPClient) async throws -> String {
        var request = HTTPRequest(method: "HEAD", url: webhook.url)
        request.allowPrivate = true
        request.caFile = webhook.authorities
        request.limits.redirects = 0
        let response = try await client.send(request)
        return "answers (\(response.status) to HEAD)"
    }
}
