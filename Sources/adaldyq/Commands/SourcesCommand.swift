import ArgumentParser
import Storage

struct SourcesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "The configured sources.", subcommands: [List.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Each source with its place and health.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let house = try options.house(.read)
            let health = try house.store.health(sources: house.configuration.sources.map(\.name), from: nil, until: nil)
            try Terminal.print(SourceTable.text(health, house: house))
        }
    }
}
