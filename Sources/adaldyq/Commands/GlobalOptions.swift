import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import Storage

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// What every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file (else $ADALDYQ_CONFIG, else /etc/adaldyq/adaldyq.yaml).")
    var config: String?

    @Option(name: .long, help: "trace, debug, info, notice, warning, error or critical.")
    var logLevel: Logger.Level = .info

    var configurationPath: String { ConfigurationReader.path(option: config, environment: Environment.all) }

    func configuration() throws -> Configuration { try ConfigurationReader.read(configurationPath) }

    func logger() -> Logger {
        let level = logLevel
        return Logger(label: "adaldyq") { _ in JournalLogHandler(level: level, isJournal: Terminal.errorIsJournal) }
    }

    /// The house with the store open as asked.
    func house(_ access: Store.Access) throws -> House {
        try House(try configuration(), access: access, log: logger())
    }
}

/// The environment, read once.
enum Environment {
    static let all = ProcessInfo.processInfo.environment
}
