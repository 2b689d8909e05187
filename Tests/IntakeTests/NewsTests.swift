import Foundation
import Reports
import TestSupport
import Testing
import Transport

@testable import Intake

/// Sources that tell by themselves that something came, and which folders are meant.
@Suite(.timeLimit(.minutes(1)))
struct NewsTests {
    @Test func aDropIntoAMaildirIsToldOfAtOnce() async throws {
        let folder = try TemporaryFolder()
        for name in ["new", "cur", "tmp"] { _ = try folder.folder(name) }
        let source = MaildirSource(name: "drop", path: folder.path, since: nil, after: .keep)
        _ = try await Polled.poll(source)
        async let told = source.awaitNews(for: 30)
        try folder.write("tmp/1795000001.a", "Subject: x\n\nThe lift stands still.\n")
        try FileManager.default.moveItem(
            atPath: folder.place("tmp/1795000001.a"), toPath: folder.place("new/1795000001.a"))
        #expect(try await told == .news)
        #expect(try await Polled.poll(source).items.count == 1)
        // What the look has seen is no news any more.
        #expect(try await source.awaitNews(for: 0.01) == .quiet)
        await source.rest()
    }

    @Test(.enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"))
    func withIDLEALetterIsToldOfWithinASecond() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        defer { dovecot.stop() }
        let (port, certificate) = (dovecot.tlsPort, dovecot.certificate)
        let source = MailboxSource(
            name: "letters",
            endpoint: {
                MailEndpoint(
                    host: "localhost", port: port, security: .implicitTLS, user: Dovecot.user,
                    password: Dovecot.password, caFile: certificate, allowPrivate: true)
            }, folders: ["INBOX"], since: nil, after: .keep, idles: true)
        func letter(_ id: Int) -> String { "Subject: \(id)\r\nMessage-ID: <\(id)@x>\r\n\r\nText \(id).\r\n" }
        try dovecot.deliver(letter(1), name: "1795010001.x")
        var polled = try await Polled.poll(source)
        #expect(polled.items.map(\.id) == ["1@x"])
        let clock = ContinuousClock()
        for id in 2...4 {
            async let told = source.awaitNews(for: 30)
            // The wait is not there at once; what comes before it is told of as well.
            let began = clock.now
            try dovecot.deliver(letter(id), name: "179501000\(id).x")
            #expect(try await told == .news)
            polled = try await Polled.poll(source, cursor: polled.cursor)
            #expect(polled.items.map(\.id) == ["\(id)@x"])
            #expect(began.duration(to: clock.now) < .seconds(1))
        }
        await source.rest()
    }

    @Test func patternsMeanTheFoldersThatTheySay() {
        let folders = [
            MailFolder(name: "INBOX", separator: ".", uses: []),
            MailFolder(name: "Reports", separator: ".", uses: []),
            MailFolder(name: "Reports.2026", separator: ".", uses: []),
            MailFolder(name: "Reports.2026.Ноябрь", separator: ".", uses: []),
            MailFolder(name: "Корзина", separator: ".", uses: ["\\Trash"]),
            MailFolder(name: "Архив", separator: ".", uses: ["\\Archive"]),
            MailFolder(name: "Done", separator: ".", uses: []),
        ]
        func chosen(_ patterns: String..., target: String? = nil) -> [String] {
            FolderPattern.choose(patterns.map { FolderPattern(text: $0) }, among: folders, except: target)
        }
        #expect(chosen("inbox", "Reports/*") == ["INBOX", "Reports.2026", "Reports.2026.Ноябрь"])
        #expect(chosen("Reports/%") == ["Reports.2026"])
        #expect(chosen("*Нояб*") == ["Reports.2026.Ноябрь"])
        #expect(chosen("\\archive", "INBOX", "\\Archive") == ["Архив", "INBOX"])
        // What was thrown away is no report, and what was moved is not read again.
        #expect(chosen("*", target: "Done") == ["INBOX", "Reports", "Reports.2026", "Reports.2026.Ноябрь", "Архив"])
        #expect(chosen("\\Trash") == ["Корзина"])
        #expect(chosen("Nowhere") == ["Nowhere"])
        #expect(chosen("No*here").isEmpty)
        #expect(chosen("R%s/*/%ь") == ["Reports.2026.Ноябрь"])
    }

    @Test func anMboxIsReadUnderItsWritersLocks() async throws {
        let folder = try TemporaryFolder()
        let source = MboxSource(name: "box", path: folder.place("box"), since: nil)
        let letter = "From a@example.kz Mon Nov 23 10:00:00 2026\nSubject: A\nMessage-ID: <1@x>\n\nThe first half.\n"
        try folder.write("box", letter + "\n")
        try folder.write("box.lock", "")
        let locked = try await Polled.poll(source)
        #expect(locked.items.isEmpty && locked.note.unchanged)
        try FileManager.default.removeItem(atPath: folder.place("box.lock"))
        let first = try await Polled.poll(source)
        #expect(first.items.map(\.id) == ["1@x"])
        // A writer that does not lock: the rest of the message is read with its beginning, and not passed over.
        try folder.write("box", letter + "\nThe second half.\n\n")
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(second.items.map(\.text).map { $0.contains("first half") && $0.contains("second half") } == [true])
        #expect(second.note.notes.isEmpty)
    }

    @Test func theFileOfOneLetterIsReadAsOne() async throws {
        let folder = try TemporaryFolder()
        let source = MboxSource(name: "one", path: folder.place("letter.eml"), since: nil)
        try folder.write("letter.eml", "Subject: One\r\nMessage-ID: <1@x>\r\n\r\nFrom here it is loud.\r\n")
        let first = try await Polled.poll(source)
        #expect(first.items.map(\.title) == ["One"])
        #expect(try await source.check().contains("one letter"))
        #expect(try await Polled.poll(source, cursor: first.cursor).note.unchanged)
    }

    @Test func aLinkInAMaildirIsSetAsideAndNotFollowed() async throws {
        let folder = try TemporaryFolder()
        for name in ["new", "cur", "tmp"] { _ = try folder.folder(name) }
        try folder.write("secret", "Subject: secret\n\nNobody may read this.\n")
        try FileManager.default.createSymbolicLink(
            atPath: folder.place("new/1795000001.a"), withDestinationPath: folder.place("secret"))
        let polled = try await Polled.poll(MaildirSource(name: "drop", path: folder.path, since: nil, after: .keep))
        #expect(polled.items.count == 1 && polled.items[0].raw.isEmpty && !polled.items[0].isWhole)
        guard case .setAside = polled.items[0].standing else {
            Issue.record("\(polled.items[0].standing)")
            return
        }
    }
}
