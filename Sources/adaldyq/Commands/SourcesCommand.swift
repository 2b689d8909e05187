import ArgumentParser
import FeedParsing
import FoundationEssentials
import Glibc
import Intake
import Storage

struct SourcesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "The configured sources.",
        subcommands: [List.self, Import.self, Export.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Each source with its place and health.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let house = try options.house(.read)
            let health = try house.store.health(sources: house.configuration.sources.map(\.name), from: nil, until: nil)
            try Terminal.print(SourceTable.text(health, house: house))
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds the feeds of a list of subscriptions (OPML) to the configuration file.",
            discussion: "What stands in the file stays as it is; feeds that are polled already are left out. "
                + "The daemon takes them up with `systemctl reload adaldyq`.")

        @Argument(help: "The list: OPML 1.0 or 2.0.") var file: String
        @Flag(name: .long, help: "Print the new configuration and change nothing.") var dryRun = false
        @OptionGroup var options: GlobalOptions

        /// A list of ten thousand feeds has two megabytes.
        private static let largest = 16 << 20

        func run() async throws {
            let list = try OPML(try LocalFile.read(file, limit: Import.largest))
            let path = options.configurationPath
            let configuration = try options.configuration()
            let text = String(decoding: try LocalFile.read(path, limit: YAMLDocument.longest), as: UTF8.self)
            var outcome = try SourceAdder.add(list.feeds, to: text, configuration)
            outcome.refused += list.leftOut.map { ($0.name, $0.reason) }
            if list.isCut {
                Terminal.complain("\(file): it is cut off: what stood behind its last whole outline is missing")
            } else if !list.damage.isEmpty {
                Terminal.complain(
                    "\(file): it is damaged, and was read all the same: \(list.damage.joined(separator: "; "))")
            }
            for refused in outcome.refused { Terminal.complain("\(refused.address): left out: \(refused.reason)") }
            // What cannot be read is not written.
            let whole = try ConfigurationReader.read(
                try YAMLDocument.parse(Array(outcome.text.utf8), file: path), file: path)
            guard whole.sources.count == configuration.sources.count + outcome.added.count else {
                throw SourceAdder.Failure(description: "the feeds cannot be written into \(path): add them by hand")
            }
            if dryRun {
                try Terminal.print(outcome.text)
            } else if !outcome.added.isEmpty {
                try LocalFile.replace(path, with: Array(outcome.text.utf8))
            }
            Terminal.complain(
                "\(outcome.added.count) feeds \(dryRun ? "would be added" : "added") to \(path), "
                    + "\(outcome.known.count) were there already, \(outcome.refused.count) left out")
            if !outcome.refused.isEmpty || list.isCut { throw ExitCode(1) }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the configured feeds as a list of subscriptions (OPML 2.0).")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let configuration = try options.configuration()
            let feeds = configuration.sources.compactMap { source -> OPML.Feed? in
                guard case .feed(let url) = source.place, !url.lowercased().hasPrefix("file:") else { return nil }
                return OPML.Feed(title: source.title ?? source.name.rawValue, address: url, folders: source.folders)
            }
            try Terminal.print(OPML(title: configuration.office.name, feeds: feeds).xml)
        }
    }
}
