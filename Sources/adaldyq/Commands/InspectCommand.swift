import ArgumentParser
import Attachments
import Intake
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
    @Flag(name: .long, help: "Shows what a message's PDF, DOCX, ODT, text and HTML files say too.")
    var attachments = false
    @Option(name: .long, help: .hidden) var config: String?
    @Option(name: .long, help: .hidden) var logLevel: String?

    /// A feed has at most this many bytes; a message may be larger.
    private static let largestFeed = 10 << 20
    private static let largestMessage = 32 << 20
    /// Bytes of a file by which it is told what it is.
    private static let sniffed = 4096

    func run() async throws {
        if let url = WebAddress(place), ["http", "https", "file"].contains(url.scheme) {
            try await inspectAddress(url)
            return
        }
        var status = stat()
        guard stat(place, &status) == 0 else {
            throw LocalFile.Failure(path: place, why: String(cString: strerror(errno)))
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            try await inspectMaildir()
        } else {
            try await inspectFile(place)
        }
    }

    /// A feed on its own has no office around it.
    private var zone: FeedZone {
        (try? TimeZoneFile.rules("Asia/Almaty")).map { FeedZone($0, named: TimeZoneFile.place) } ?? .fixed(5 * 3600)
    }

    private func inspectAddress(_ url: WebAddress) async throws {
        if url.scheme == "file" {
            try await inspectFile(WebAddress.percentDecoded(url.path) ?? url.path)
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
        let found = try await FeedFinder(client: client, pattern: request).find(
            in: response.body, at: response.finalURL)
        if let found { Terminal.complain("\(place) is a page; its feed is \(found.address)") }
        let answer = found?.response ?? response
        try show(
            try FeedParser.parse(
                answer.body, contentType: answer.headers["content-type"], base: answer.finalURL,
                zone: zone))
    }

    private func inspectFile(_ path: String) async throws {
        let head = try LocalFile.read(path, limit: InspectCommand.sniffed, cuts: true)
        if head.starts(with: Array("From ".utf8)) {
            try await inspectMbox(path)
            return
        }
        if FeedParser.isFeed(head) {
            let bytes = try LocalFile.read(path, limit: InspectCommand.largestFeed)
            try show(try FeedParser.parse(bytes, contentType: nil, base: nil, zone: zone))
            return
        }
        let bytes = try LocalFile.read(path, limit: InspectCommand.largestMessage)
        try await show(try MailParser.parse(bytes), bytes, isOne: true)
    }

    private func inspectMbox(_ path: String) async throws {
        var failures = 0
        var reader = MboxReader(limit: InspectCommand.largestMessage)
        var complete: [[UInt8]] = []
        try await LocalFile.read(path, from: 0) { piece in
            reader.read(piece) { complete.append($0.bytes) }
            for bytes in complete { try await showOne(of: path, bytes, &failures) }
            complete.removeAll()
        }
        reader.finish { complete.append($0.bytes) }
        for bytes in complete { try await showOne(of: path, bytes, &failures) }
        if failures > 0 { throw ExitCode(1) }
    }

    private func inspectMaildir() async throws {
        var failures = 0
        for file in try Maildir.files(in: place) {
            let bytes = try Maildir.read(file, in: place, limit: InspectCommand.largestMessage).bytes
            try await showOne(of: "\(place)/\(file.folder)/\(file.name)", bytes, &failures)
        }
        if failures > 0 { throw ExitCode(1) }
    }

    /// One message of several: what cannot be read is said and the rest goes on.
    private func showOne(of path: String, _ bytes: [UInt8], _ failures: inout Int) async throws {
        do {
            try await show(try MailParser.parse(bytes), bytes, isOne: false)
        } catch let error as MailError {
            failures += 1
            Terminal.complain("\(path): \(error)")
        }
    }

    private func show(_ feed: ParsedFeed) throws {
        switch format {
        case .json: try Terminal.print(JSONText.pretty(InspectedFeed(feed)))
        case .text: try Terminal.print(InspectText.feed(InspectedFeed(feed), damage: feed.damage))
        }
    }

    private func show(_ message: ParsedMessage, _ bytes: [UInt8], isOne: Bool) async throws {
        var texts: [Int: FileText] = [:]
        if attachments, !message.attachments.isEmpty {
            texts = try await LetterFiles(reader: OwnProgram.attachmentReader).texts(of: bytes)
        }
        let inspected = InspectedMessage(message, texts: texts)
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
