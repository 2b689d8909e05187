import Testing

@testable import Transport

/// What differs between the two revisions of IMAP (RFC 9051 Appendix E), and what a wait looks like on the wire.
@Suite("IMAP: revisions", .timeLimit(.minutes(1)))
struct IMAPRevisionTests {
    /// A server whose folders have Cyrillic names, written as its revision has it.
    private func server(_ capabilities: String, folder: String) throws -> ScriptedIMAP {
        try ScriptedIMAP { command in
            switch command {
            case "CAPABILITY": return "* CAPABILITY \(capabilities)\r\nTAG OK\r\n"
            case "LIST \"\" \"*\"": return "* LIST (\\Archive) \"/\" \"\(folder)\"\r\nTAG OK\r\n"
            default: return ""
            }
        }
    }

    @Test(arguments: [
        ("IMAP4rev2 AUTH=PLAIN", "R&D-отдел", true), ("IMAP4rev2 IMAP4rev1 AUTH=PLAIN", "R&-D-&BD4EQgQ0BDUEOw-", true),
        ("IMAP4rev1 AUTH=PLAIN", "R&-D-&BD4EQgQ0BDUEOw-", false),
    ])
    func aServerOfTheSecondRevisionHasItsPartsAndNamesInUTF8(
        _ capabilities: String, _ onTheWire: String, _ hasParts: Bool
    ) async throws {
        let server = try server(capabilities, folder: onTheWire)
        defer { server.stop() }
        let connection = try await server.opened(readOnly: false)
        #expect(try await connection.folders().map(\.name) == ["R&D-отдел"])
        #expect(await connection.canIdle == hasParts)
        try await connection.move([3], to: "R&D-отдел")
        _ = try await connection.survey(["R&D-отдел"])
        await connection.close()
        let commands = server.commands
        #expect(commands.contains("EXAMINE \"\(onTheWire)\""))
        #expect(commands.contains("UID \(hasParts ? "MOVE" : "COPY") 3 \"\(onTheWire)\""))
        // The login in one round trip is a part of it.
        #expect(commands.contains("AUTHENTICATE PLAIN AG9mZmljZQBzZWNyZXQ=") == hasParts)
    }

    @Test func aServerThatTakesNoLoginIsToldNothing() async throws {
        let server = try server("IMAP4rev1 LOGINDISABLED", folder: "x")
        defer { server.stop() }
        await #expect { try await server.opened() } throws: { error in
            if case .unsupported = error as? TransportError { true } else { false }
        }
        #expect(!server.commands.contains { $0.contains("secret") })
    }
}
