// What an IMAP server may say: `scripts/fuzz mail imap` builds and runs this. The first byte of an input says which part
// of a conversation is held, the second in what pieces the rest, the server's words, comes over the wire. However it is
// cut, the same is asked and the same is made of it; nothing is handed over that was not asked for.
@testable import Transport

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 2 else { return 0 }
    let words = Array(UnsafeBufferPointer(start: start + 2, count: count - 2))
    let whole = Talk(Script(words, piece: words.count), longestLine: 4096).hold(part: start[0])
    let pieces = Talk(Script(words, piece: Int(start[1]) % 64 + 1), longestLine: 4096).hold(part: start[0])
    precondition(whole == pieces, "the pieces in which it comes make a difference")
    return 0
}

/// A conversation, and all that came of it.
private final class Talk {
    private let script: Script
    private let conversation: IMAPConversation
    private var came: [String] = []

    init(_ script: Script, longestLine: Int) {
        self.script = script
        conversation = IMAPConversation(script, longestLine: longestLine)
    }

    /// What was said and made of it, and the error at the end.
    func hold(part: UInt8) -> [String] {
        do {
            switch part % 8 {
            case 0: try all()
            case 1: try fetch(FolderListing([2, 3, 5, 7, 8, 9]), carefully: false)
            case 2: try fetch(FolderListing(sized: [(2, 20), (3, 5000), (5, 0), (9, 64)]), carefully: false)
            case 3: try fetch(FolderListing(sized: [(2, 20), (3, 5000), (5, 0)]), carefully: true)
            case 4: try logIn(.init(rawValue: ["password", "plain", "login", "token"][Int(part) / 8 % 4]) ?? .password)
            case 5: try lists()
            case 6: try wait()
            default: try select()
            }
        } catch {
            guard error is TransportError else { fatalError("an error of another kind: \(error)") }
            came.append(line(String(describing: error)))
        }
        came.append(String(decoding: script.sent, as: UTF8.self))
        return came
    }

    private func all() throws {
        try conversation.askCapabilities()
        try logIn(.password)
        came.append(conversation.capabilities.sorted().joined(separator: " "))
        try lists()
        let status = try select()
        guard status.exists > 0 else { return }
        let listing = try IMAPListing.messages("UID FETCH 1:* (UID RFC822.SIZE)", after: 0, sized: true, conversation)
        try fetch(listing.prefix(200), carefully: false)
        try wait()
    }

    private func logIn(_ login: MailLogin) throws {
        var endpoint = MailEndpoint(host: "mail.example.kz", security: .implicitTLS, user: "office", password: "secret")
        endpoint.login = login
        if login != .password { conversation.capabilities = ["AUTH=PLAIN", "AUTH=LOGIN", "AUTH=XOAUTH2", "SASL-IR"] }
        try IMAPLogin.perform(conversation, endpoint)
    }

    @discardableResult
    private func select() throws -> FolderStatus {
        let command = IMAPSelect.command("Жалобы", readOnly: true, conversation)
        let tag = try conversation.send([command])
        let status = try IMAPSelect.answer(to: tag, command, readOnly: true, conversation)
        precondition(status.uidValidity > 0 && status.exists >= 0)
        came.append("\(status)")
        return status
    }

    private func lists() throws {
        for folder in try IMAPListing.folders(conversation) {
            came.append("\(folder)")
            // What a server calls a folder can be said to it again.
            precondition(line(IMAPSyntax.mailbox(folder.name, isPlain: false)).utf8.count >= 2)
        }
        came.append("\(try IMAPListing.search("DELETED", conversation))")
    }

    private func wait() throws {
        came.append("\(try IMAPIdle.wait(conversation, until: .infinity))")
    }

    private func fetch(_ listing: FolderListing, carefully: Bool) throws {
        let most = 64
        var pipeline = FetchPipeline(listing.uids, sizes: listing.sizes, maxMessage: most, isCareful: carefully)
        var last: UInt32 = 0
        // What is ready is handed over, whatever ends the fetch.
        func handOver() {
            for message in pipeline.takeReady() {
                precondition(message.uid > last && listing.uids.contains(message.uid))
                precondition((message.bytes?.count ?? 0) <= most)
                precondition((message.header?.count ?? 0) <= IMAPFetchReply.mostHeader)
                last = message.uid
                came.append("\(message)")
            }
        }
        while !pipeline.isFinished {
            do {
                try FetchSteps.fill(&pipeline, conversation, batch: 2)
            } catch {
                handOver()
                throw error
            }
            handOver()
        }
    }

    /// What is sent, logged or shown is one line of printable text.
    private func line(_ text: String) -> String {
        precondition(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "not printable")
        return text
    }
}
