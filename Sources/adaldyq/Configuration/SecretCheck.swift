import Logging
import Outbox

/// Whether every secret that a configuration names can be had: tried before the daemon starts, so that a mailbox is not
/// left unread, or a digest unsent, for days.
struct SecretCheck {
    private let configuration: Configuration

    init(_ configuration: Configuration) { self.configuration = configuration }

    private struct Use {
        let secret: Secret
        let line: Int
        /// `source letters`, `webhook office`, `smtp`.
        let user: String
        let isOfWebhook: Bool
    }

    private var uses: [Use] {
        var uses: [Use] = []
        for source in configuration.sources {
            guard case .mailbox(let mailbox) = source.place else { continue }
            uses.append(
                Use(secret: mailbox.secret, line: source.line, user: "source \(source.name)", isOfWebhook: false))
        }
        for webhook in configuration.webhooks {
            uses += webhook.secrets.map {
                Use(secret: $0, line: webhook.line, user: "webhook \(webhook.name)", isOfWebhook: true)
            }
        }
        if let smtp = configuration.smtp, let password = smtp.password {
            uses.append(Use(secret: password, line: smtp.line, user: "smtp", isOfWebhook: false))
        }
        return uses
    }

    /// What cannot be had, or is none: each with the line of who needs it. No secret is ever part of it.
    var faults: [ConfigurationFault] {
        uses.compactMap { use in
            do {
                let value = try use.secret.read()
                if use.isOfWebhook { _ = try WebhookSecret(value) }
                return nil
            } catch {
                return ConfigurationFault(file: configuration.file, line: use.line, key: use.user, problem: "\(error)")
            }
        }.sorted()
    }

    /// Secrets that others on the machine may read or change.
    var warnings: [String] {
        uses.filter(\.secret.isOpenToOthers).map {
            "\($0.user): the \($0.secret) can be read or changed by every user of this machine; chmod 600 it"
        }
    }

    /// Refuses what cannot work and warns of what should not be.
    /// - Throws: `ConfigurationFaults`, all at once.
    func insist(_ log: Logger) throws {
        let faults = faults
        guard faults.isEmpty else { throw ConfigurationFaults(faults: faults) }
        for warning in warnings { log.warning("\(warning)") }
    }
}
