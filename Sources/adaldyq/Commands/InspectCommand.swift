import ArgumentParser
import FoundationEssentials
import FeedParsing
import Glibc
import MailParsing
import Transport

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "What would be read from this feed, message, mbox or Maildir; stores nothing."
    )

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "A file, a folder that is a Maildir, or a feed's address.") var place: String
    @Option(name: .long, help: "text or json.") var format: Format = .text
    @Option(name: .long, help: .hidden) var config: String?
    @Option(name: .long, help: .hidden) var logLevel: String?

    /// A feed has at most this many bytes; a message may be larger.
    private static let largestFeed = 10 << 20
    private static let largestMessage = 32 << 20

    func run() async throws {
        if let url = WebAddress(place), ["http", "https", "file"].contains(url.scheme) {
            try await inspectAddress(url)
            return
        }
        var status = stat()
        guard stat(place, &status) == 0 else {
            throw SmallFile.Failure(path: place, why: SmallFile.reason(errno))
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            try inspectMaildir()
        } else {
            try inspectFile(place)
        }
    }

    private func inspectAddress(_ url: WebAddress) async throws {
        if url.scheme == "file" {
            try inspectFile(WebAddress.percentDecoded(url.path) ?? url.path)
            return
        }
        let client = HTTPClient(userAgent: UserAgent.text(contact: nil))
        defer { client.shutdown() }
        var request = HTTPRequest(method: "GET", url: place)
        // Whoever types an address means it.
        request.allowPrivate = true
        let response = try await client.send(request)
        guard response.status == 200 else {
            throw InspectFailure(place: place, why: "the server answered \(response.status)")
        }
        try show(
            try FeedParser.parse(
                response.body, contentType: response.headers["content-type"], base: response.finalURL,
                zoneOffset: 5 * 3600))
    }

    private func inspectFile(_ path: String) throws {
        let head = try FileHead.read(path)
        if head.starts(with: Array("From ".utf8)) {
            try inspectMbox(path)
            return
        }
        if FileHead.looksLikeFeed(head) {
            let bytes = try SmallFile.read(path, limit: InspectCommand.largestFeed)
            try show(try FeedParser.parse(bytes, contentType: nil, base: nil, zoneOffset: 5 * 3600))
            return
        }
        let bytes = try SmallFile.read(path, limit: InspectCommand.largestMessage)
        try show(try MailParser.parse(bytes), isOne: true)
    }

    private func inspectMbox(_ path: String) throws {
        var failures = 0
        try MboxFile.each(path, limit: InspectCommand.largestMessage) { bytes in
            do {
                try show(try MailParser.parse(bytes), isOne: false)
            } catch let error as MailError {
                failures += 1
                Terminal.complain("\(path): a message cannot be read: \(error)")
            }
        }
        if failures > 0 { throw ExitCode(1) }
    }

    private func inspectMaildir() throws {
        var failures = 0
        for path in try MaildirListing.files(place) {
            do {
                try show(
                    try MailParser.parse(try SmallFile.read(path, limit: InspectCommand.largestMessage)), isOne: false)
            } catch let error as MailError {
                failures += 1
                Terminal.complain("\(path): cannot be read: \(error)")
            }
        }
        if failures > 0 { throw ExitCode(1) }
    }

    private func show(_ feed: ParsedFeed) throws {
        switch format {
        case .json: try Terminal.print(JSONText.pretty(InspectedFeed(feed)))
        case .text: try Terminal.print(InspectText.feed(InspectedFeed(feed), damage: feed.damage))
        }
    }

    private func show(_ message: ParsedMessage, isOne: Bool) throws {
        let inspected = InspectedMessage(message)
        switch format {
        case .json: try Terminal.print(isOne ? JSONText.pretty(inspected) : JSONText.line(inspected))
        case .text: try Terminal.print(InspectText.message(inspected, damage: message.damage))
        }
    }
}

/// What could not be inspected.
struct InspectFailure: Error, CustomStringConvertible {
    let place: String
    let why: String
    var description: String { "cannot inspect \(place): \(why)" }
}
