import Foundation
import Reports
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Intake

/// How a mailbox is waited at, and with what a connection is made again.
@Suite(.timeLimit(.minutes(1)))
struct WaitingTests {
    private static func source(_ port: Int, secret: @escaping @Sendable () -> String = { "secret" }) -> MailboxSource {
        MailboxSource(
            name: "letters",
            endpoint: {
                MailEndpoint(
                    host: "127.0.0.1", port: port, security: .none, user: "office", password: secret(),
                    login: .token, allowPrivate: true)
            }, folders: ["INBOX"], since: nil, after: .keep, idles: true)
    }

    @Test func theWaitIsEndedInOrderAndBegunAnewBeforeTheServerEndsIt() async throws {
        let waits = Mutex<(tag: Substring, count: Int)>(("", 0))
        let server = try ScriptedMail(greeting: "* OK ready\r\n") { _, line in
            let words = line.split(separator: " ", maxSplits: 1)
            if line == "DONE" { return waits.withLock { "\($0.tag) OK done\r\n" } }
            guard words.count == 2 else { return "" }
            switch words[1] {
            case "CAPABILITY": return "* CAPABILITY IMAP4rev1 IDLE SASL-IR AUTH=XOAUTH2\r\n\(words[0]) OK\r\n"
            case "EXAMINE \"INBOX\"":
                return "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1] x\r\n\(words[0]) OK\r\n"
            case "IDLE":
                let count = waits.withLock { waits in
                    waits = (words[0], waits.count + 1)
                    return waits.count
                }
                // The third time a letter comes while it waits.
                return count == 3 ? "+ idling\r\n* OK still here\r\n* 1 EXISTS\r\n" : "+ idling\r\n* OK still here\r\n"
            default: return "\(words[0]) OK\r\n"
            }
        }
        defer { server.stop() }
        let source = Self.source(server.port)
        _ = try await Polled.poll(source)
        for _ in 1...2 { #expect(try await source.awaitNews(for: 0.05) == .quiet) }
        #expect(try await source.awaitNews(for: 30) == .news)
        await source.rest()
        let said = server.lines.map { String($0.split(separator: " ").last ?? "") }.filter {
            ["IDLE", "DONE"].contains($0)
        }
        #expect(said == ["IDLE", "DONE", "IDLE", "DONE", "IDLE", "DONE"])
        #expect(server.connectionCount == 1)
        // RFC 2177: a server may end what idles for 30 minutes; the wait is over some time before.
        #expect(MailboxSource.longestIdle <= 29 * 60 - 60)
    }

    @Test func eachConnectionIsMadeWithTheTokenOfThatHour() async throws {
        let server = try LyingIMAP([], capabilities: "IDLE SASL-IR AUTH=XOAUTH2")
        defer { server.stop() }
        let hour = Mutex(0)
        let source = Self.source(server.port) {
            hour.withLock { hour in
                hour += 1
                return "token-\(hour)"
            }
        }
        let first = try await Polled.poll(source)
        _ = try await Polled.poll(source, cursor: first.cursor)
        server.dropConnections()
        _ = try await Polled.poll(source, cursor: first.cursor)
        await source.rest()
        let tokens = server.commands.filter { $0.hasPrefix("AUTHENTICATE XOAUTH2 ") }.map { command in
            Data(base64Encoded: String(command.dropFirst(21))).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(tokens == [1, 2].map { "user=office\u{1}auth=Bearer token-\($0)\u{1}\u{1}" })
    }
}
