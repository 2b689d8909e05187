import Foundation
import Reports
import Synchronization
import TestSupport
import Testing

@testable import Intake

struct MaildirTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in ["new", "cur", "tmp"] { _ = try folder.folder(name) }
    }

    private func letter(_ id: Int, date: String = "Mon, 23 Nov 2026 10:00:00 +0500") -> String {
        "From: A <a@example.kz>\nSubject: Letter \(id)\nMessage-ID: <\(id)@example.kz>\nDate: \(date)\n\nThe lift of house \(id) stands still.\n"
    }

    private func source(since: Date? = nil, after: AfterStoring = .keep) -> MaildirSource {
        MaildirSource(name: "drop", path: folder.path, since: since, after: after)
    }

    @Test func newAndCurAreReadAndTmpNever() async throws {
        try folder.write("new/1795000001.a", letter(1))
        try folder.write("cur/1795000002.b:2,S", letter(2))
        try folder.write("tmp/1795000003.c", letter(3))
        let polled = try await Polled.poll(source())
        #expect(polled.items.map(\.id) == ["1@example.kz", "2@example.kz"])
        #expect(polled.items.map(\.origin) == ["1795000001.a", "1795000002.b"])
        #expect(FileManager.default.fileExists(atPath: folder.place("new/1795000001.a")), "the Maildir was changed")
    }

    @Test func aLetterThatAReaderMovedAndFlaggedIsTheSame() async throws {
        try folder.write("new/1795000001.a", letter(1))
        let first = try await Polled.poll(source())
        try FileManager.default.moveItem(
            atPath: folder.place("new/1795000001.a"), toPath: folder.place("cur/1795000001.a:2,RS"))
        let second = try await Polled.poll(source(), cursor: first.cursor, known: Set(first.items.map(\.origin)))
        #expect(second.items.isEmpty)
    }

    @Test func aLetterThatIsMovedWhileTheFolderIsReadIsReadOnceWhereItIs() async throws {
        for id in 1...3 { try folder.write("new/179500000\(id).a", letter(id)) }
        let place = folder.path
        let isFirst = Mutex(true)
        let came = Mutex<[Item]>([])
        // The names are listed when they are looked up: a reader takes one and deletes another just then.
        let request = PollRequest(cursor: nil, now: Date(timeIntervalSince1970: 1_795_000_100)) { _ in
            if isFirst.withLock({ first in
                defer { first = false }
                return first
            }) {
                try FileManager.default.moveItem(
                    atPath: "\(place)/new/1795000002.a", toPath: "\(place)/cur/1795000002.a:2,S")
                try FileManager.default.removeItem(atPath: "\(place)/new/1795000003.a")
            }
            return []
        }
        let note = try await source().poll(request) { batch in
            let parsed = try batch.parse()
            came.withLock { $0 += parsed.items }
        }
        #expect(came.withLock { $0.map(\.id) } == ["1@example.kz", "2@example.kz"])
        #expect(came.withLock { $0.map(\.origin) } == ["1795000001.a", "1795000002.a"])
        // Not all of what was listed could be read: it is looked at again.
        #expect(note.cursor == nil)
    }

    @Test func whatCannotBeReadIsSetAsideAndTheRestGoesOn() async throws {
        try folder.write("new/1795000001.a", [0, 1, 2, 3, 255])
        try folder.write("new/1795000002.b", "")
        try folder.write("new/1795000003.c", letter(3))
        let polled = try await Polled.poll(source())
        #expect(polled.items.count == 3)
        guard case .setAside = polled.items[0].standing, case .setAside = polled.items[1].standing else {
            Issue.record("rubbish was taken for a report")
            return
        }
        #expect(polled.items[0].raw == [0, 1, 2, 3, 255])
        #expect(polled.items[2].standing == .report)
    }

    @Test func whatIsOlderThanSinceIsNotedOnly() async throws {
        try folder.write("new/1700000001.a", letter(1))
        try folder.write("new/1795000002.b", letter(2))
        let polled = try await Polled.poll(source(since: Date(timeIntervalSince1970: 1_750_000_000)))
        #expect(polled.items.map(\.standing) == [.earlier, .report])
    }

    @Test func aftersDoWhatTheySayAndOnlyToWhatIsNamed() async throws {
        for (number, name) in ["new/1.a", "new/2.b", "cur/3.c:2,F"].enumerated() {
            try folder.write(name, letter(number))
        }
        try await source(after: .seen).acknowledge(["1.a", "3.c"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.place("cur")).sorted() == [
                "1.a:2,S", "3.c:2,FS",
            ])
        _ = try folder.folder(".Done/cur")
        _ = try folder.folder(".Done/new")
        try await source(after: .move("Done")).acknowledge(["2.b"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.place(".Done/cur")) == ["2.b:2,"])
        try await source(after: .delete).acknowledge(["1.a", "1.a"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.place("cur")) == ["3.c:2,FS"])
    }

    @Test func aFileThatIsBeingWrittenIsReadWhenItIsWhole() async throws {
        try folder.write("new/1795000001.a", letter(1))
        try folder.write("new/1795000002.b", "")
        let writer = try #require(FileHandle(forWritingAtPath: folder.place("new/1795000002.b")))
        let end = Data("The stairs are dark.\n".utf8)
        try writer.write(contentsOf: Data(letter(2).utf8))
        // Who copies it in does not come to an end: the others' letters do not wait for it.
        var hasty = source()
        hasty.patience = 0
        let first = try await Polled.poll(hasty)
        #expect(first.items.map(\.id) == ["1@example.kz"] && first.cursor == nil)
        #expect(first.notes == ["not read yet, since they are being written: files in new/ and cur/: 1"])
        // It comes to an end while the poll goes on.
        let came = Mutex<[Item]>([])
        _ = try await source().poll(PollRequest(cursor: nil, now: Date(), known: { _ in [] })) { batch in
            let items = try batch.parse().items
            came.withLock { $0 += items }
            if items.first?.id == "1@example.kz" {
                try writer.write(contentsOf: end)
                try writer.close()
            }
        }
        #expect(came.withLock { $0.map(\.id) } == ["1@example.kz", "2@example.kz"])
        #expect(came.withLock { $0.last?.text } == "The lift of house 2 stands still.\nThe stairs are dark.")
    }

    @Test func whereNobodyTellsWhoWritesTheTimesDo() {
        func facts(_ modified: Int64, _ changed: Int64) -> LocalFile.Facts {
            LocalFile.Facts(size: 1, modified: modified, changed: changed, inode: 1)
        }
        let now: Int64 = 1_795_000_000_000_000_000
        let justNow = now - 100_000_000
        #expect(facts(justNow, justNow).mayGrow(at: now))
        // Delivered: it was given its name when it was whole.
        #expect(!facts(justNow, justNow + 1_000_000).mayGrow(at: now))
        #expect(!facts(now - 600_000_000, now - 600_000_000).mayGrow(at: now))
        // The clock was set back.
        #expect(!facts(now + 3_600_000_000_000, now + 3_600_000_000_000).mayGrow(at: now))
    }

    @Test func aFolderThatIsNoMaildirIsNamed() async throws {
        let error = await #expect(throws: (any Error).self) {
            _ = try await Polled.poll(
                MaildirSource(name: "x", path: "\(folder.path)/nowhere", since: nil, after: .keep))
        }
        #expect(String(describing: error).contains("nowhere"))
    }
}

struct MboxTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func letter(_ id: Int) -> String {
        "From a@example.kz Mon Nov 23 10:00:00 2026\nFrom: A <a@example.kz>\nSubject: Letter \(id)\nMessage-ID: <\(id)@x>\n\n"
            + "The lift of house \(id) stands still.\n>From here it is loud.\n\n"
    }

    @Test func whatIsAppendedIsReadAndNothingElse() async throws {
        let source = MboxSource(name: "box", path: folder.place("box"), since: nil)
        try folder.write("box", letter(1) + letter(2))
        let first = try await Polled.poll(source)
        #expect(first.items.map(\.id) == ["1@x", "2@x"])
        #expect(first.items[0].text.contains("\nFrom here"), "the quoted From was not unquoted")
        #expect(try await Polled.poll(source, cursor: first.cursor).note.unchanged)
        try folder.write("box", letter(1) + letter(2) + letter(3))
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(second.items.map(\.id) == ["3@x"])
    }

    @Test func aRewrittenFileIsReadAnewWithTheSameOrigins() async throws {
        let source = MboxSource(name: "box", path: folder.place("box"), since: nil)
        try folder.write("box", letter(1) + letter(2))
        let first = try await Polled.poll(source)
        try folder.write("box", letter(2) + letter(3))
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(second.items.map(\.id) == ["2@x", "3@x"])
        #expect(second.items[0].origin == first.items[1].origin)
    }

    @Test func aFileThatWasCutShortIsReadAnewAndSoIsOneThatGrewAfterwards() async throws {
        let source = MboxSource(name: "box", path: folder.place("box"), since: nil)
        try folder.write("box", letter(1) + letter(2) + letter(3))
        let first = try await Polled.poll(source)
        try folder.write("box", letter(1))
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(second.items.map(\.origin) == [first.items[0].origin])
        try folder.write("box", "")
        let third = try await Polled.poll(source, cursor: second.cursor)
        #expect(third.items.isEmpty)
        try folder.write("box", letter(4))
        #expect(try await Polled.poll(source, cursor: third.cursor).items.map(\.id) == ["4@x"])
    }

    @Test func aLetterStillBeingWrittenWaits() async throws {
        let source = MboxSource(name: "box", path: folder.place("box"), since: nil)
        try folder.write("box", letter(1) + "From a@example.kz Mon Nov 23 10:00:00 2026\nSubject: Half a le")
        let first = try await Polled.poll(source)
        #expect(first.items.map(\.id) == ["1@x"])
        try folder.write("box", letter(1) + letter(2))
        let second = try await Polled.poll(source, cursor: first.cursor)
        #expect(second.items.map(\.id) == ["2@x"])
    }
}
