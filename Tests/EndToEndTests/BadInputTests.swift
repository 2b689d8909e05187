import Foundation
import TestSupport
import Testing

/// Bad input, each answered with a clear line while the other sources go on.
@Suite(.serialized)
struct BadInputTests {
    @Test func badFeedsFailByNameAndTheGoodOneIsStored() async throws {
        let folder = try TemporaryFolder()
        let bomb = try await Self.gzipBomb(folder)
        let web = try await WebServer { seen in
            switch seen.path {
            case "/good":
                .init(
                    text:
                        "<rss><channel><title>x</title><item><guid>1</guid><title>Good news</title></item></channel></rss>"
                )
            case "/empty": .init()
            case "/binary": .init(body: (0..<2000).map { UInt8($0 % 32) })
            case "/page": .init(text: "<!DOCTYPE html><html><body>Log in</body></html>")
            case "/truncated":
                .init(
                    text:
                        "<rss><channel><title>x</title><item><guid>1</guid><title>Whole</title></item><item><guid>2</gu"
                )
            case "/bomb": .init(headers: ["Content-Encoding": "gzip"], body: bomb)
            case "/entities":
                .init(
                    text:
                        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>"
                )
            case "/external":
                .init(
                    text:
                        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&x;</title></channel></rss>"
                )
            case "/deep":
                .init(
                    text: "<rss><channel><title>x</title><item><guid>1</guid><title>Deep</title><description>"
                        + String(repeating: "<b>", count: 10_000) + "text")
            case "/huge": .init(body: [UInt8](repeating: 0x20, count: 11 << 20))
            default: .init(404)
            }
        }
        let names = [
            "good", "empty", "binary", "page", "truncated", "bomb", "entities", "external", "deep", "huge", "missing",
        ]
        let office = try Office(
            folder,
            "sources:\n" + names.map { "  - name: \($0)\n    feed: \(web.url)/\($0)\n    private: true\n" }.joined())
        let poll = try await office.run("poll")
        #expect(poll.code == 1)
        let lines = Dictionary(
            poll.output.split(separator: "\n").map { ($0.prefix { $0 != ":" }.description, String($0)) },
            uniquingKeysWith: { one, _ in one })
        for (name, word) in [
            ("empty", "empty"), ("binary", "binary"), ("page", "HTML page"), ("bomb", "bomb"), ("huge", "longer"),
            ("missing", "404"),
        ] {
            #expect(lines[name]?.contains("FAILED") == true, "\(name): \(lines[name] ?? "no line")")
            #expect(lines[name]?.localizedCaseInsensitiveContains(word) == true, "\(name): \(lines[name] ?? "no line")")
        }
        // What a document declares of its own is neither expanded nor fetched, and the rest of it is read.
        for name in ["truncated", "deep", "entities", "external"] {
            #expect(lines[name]?.contains("damaged") == true, "\(name): \(lines[name] ?? "no line")")
        }
        #expect(lines["good"]?.contains("1 new") == true)
        #expect(try await office.reports().contains { $0.title == "Good news" })
        await web.stop()
    }

    private static func gzipBomb(_ folder: TemporaryFolder) async throws -> [UInt8] {
        let name = try folder.write("bomb", [UInt8](repeating: 0x41, count: 64 << 20))
        guard let gzip = Program.find("gzip") else { throw TestFailure("gzip is not installed") }
        let packed = try await Program.run(gzip, ["-9", "-f", name])
        guard packed.code == 0 else { throw TestFailure(packed.errors) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: name + ".gz")))
    }

    @Test func badLettersAreSetAsideWithTheirReasonAndTheRestIsStored() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.folder("drop/cur")
        var nested = "Subject: deep\nContent-Type: multipart/mixed; boundary=b0\n\n"
        for level in 0..<10_000 { nested += "--b\(level)\nContent-Type: multipart/mixed; boundary=b\(level + 1)\n\n" }
        try folder.write("drop/new/1.nested", nested)
        let parts =
            "Subject: parts\nContent-Type: multipart/mixed; boundary=b\n\n"
            + String(repeating: "--b\n\nx\n", count: 10_000) + "--b--\n"
        try folder.write("drop/new/2.parts", parts)
        try folder.write("drop/new/3.empty", "")
        try folder.write("drop/new/4.binary", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37) })
        try folder.write("drop/new/5.page", "<!DOCTYPE html><html><body>hello</body></html>")
        try folder.write(
            "drop/new/6.header", "Subject: x\n" + String(repeating: "X-Long: y\n", count: 100_000) + "\ntext\n")
        try folder.write("drop/new/7.good", Letters.letter(7))
        let office = try Office(folder, "sources:\n  - name: drop\n    maildir: drop\n")
        let poll = try await office.run("poll")
        #expect(poll.code == 0, "\(poll.output)\(poll.errors)")
        #expect(poll.output.contains("1 new") && poll.output.contains("6 set aside"), "\(poll.output)")
        let digest = try await office.run("digest", "--language", "en")
        for word in ["deep", "parts", "empty", "header"] {
            #expect(digest.output.contains(word), "\(word) is not told: \(digest.output)")
        }
    }

    @Test func aMissingFolderAndAnUnreadableStoreAreSaid() async throws {
        let folder = try TemporaryFolder()
        let office = try Office(folder, "sources:\n  - name: drop\n    maildir: nowhere\n")
        let missing = try await office.run("poll")
        #expect(missing.code == 1)
        #expect(missing.output.contains("nowhere"), "\(missing.output)")
        try office.forget()
        try folder.write("store/adaldyq.sqlite", String(repeating: "no database ", count: 1000))
        let broken = try await office.run("poll")
        #expect(broken.code == 78)
        #expect(broken.errors.contains("cannot use the store"), "\(broken.errors)")
    }

    /// A file that may not grow fails its writes as a full disk does, without a disk to fill.
    @Test func aFullDiskLosesNothingAndIsSaid() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.folder("drop/cur")
        for number in 1...600 { try folder.write("drop/new/\(number).x", Letters.letter(number)) }
        let office = try Office(folder, "sources:\n  - name: drop\n    maildir: drop\n    after: seen\n")
        #expect(try await office.run("status").code != 0, "there is no store yet")
        let full = try await Program.run(
            "/bin/sh",
            ["-c", "ulimit -f 1500; exec \"$0\" poll --config \"$1\"", Program.adaldyq, office.configuration],
            environment: ["SWIFT_BACKTRACE": "enable=no"])
        #expect(full.code == 1, "\(full.output)\(full.errors)")
        #expect(full.errors.contains("disk"), "\(full.errors)")
        let stored = try await office.reports().count
        #expect(stored < 600)
        // What is marked as seen is stored: nothing else may have left its place.
        let moved = try FileManager.default.contentsOfDirectory(atPath: folder.place("drop/cur")).count
        #expect(moved <= stored)
        let roomAgain = try await office.run("poll")
        #expect(roomAgain.code == 0, "\(roomAgain.errors)")
        let identifiers = try await office.reports().flatMap { $0.sightings.map(\.itemID) }
        #expect(identifiers.count == 600 && Set(identifiers).count == 600)
        #expect(try await office.run("verify").code == 0)
    }

    @Test func everyFaultOfAConfigurationIsToldAtOnceWithItsLine() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "adaldyq.yaml",
            """
            office:
              timezone: Asia/Almata
              langauge: ru
            sources:
              - name: a
                feed: https://user:secret@example.kz/rss
                every: 5x
              - name: a
                mailbox: imaps://letters@mail.example.kz/INBOX
                password: hunter2
              - feed: ftp://example.kz/
            digest:
              at: 25:99
            webhooks:
              - name: w
                url: http://example.kz/hook
                secret: { env: X }
                format: slack
            desk:
              listen: 0.0.0.0:80
            """)
        let check = try await Program.run(Program.adaldyq, ["check", "--offline", "--config", path])
        #expect(check.code == 78)
        let lines = check.errors
        for (line, words) in [
            (2, ["timezone", "Asia/Almata"]), (3, ["langauge", "language"]), (6, ["feed"]), (7, ["every", "5x"]),
            (8, ["name"]),
            (10, ["password"]), (11, ["ftp"]), (13, ["at"]), (16, ["url"]), (18, ["format", "slack"]), (20, ["listen"]),
        ] {
            let found = lines.split(separator: "\n").first { $0.contains("adaldyq.yaml:\(line):") }
            #expect(found != nil, "line \(line) is not told:\n\(lines)")
            for word in words { #expect(found?.contains(word) == true, "line \(line): \(found ?? "")") }
        }
        #expect(!lines.contains("hunter2") && !lines.contains("user:secret"), "a secret was printed")
    }
}
