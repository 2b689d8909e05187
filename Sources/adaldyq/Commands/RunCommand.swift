import ArgumentParser

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "The daemon: polls, makes the digest, delivers, until SIGTERM. SIGHUP reloads.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Daemon(
            configurationPath: options.configurationPath, log: options.logger(),
            manager: ServiceManager(environment: Environment.all)
        ).run()
    }
}
