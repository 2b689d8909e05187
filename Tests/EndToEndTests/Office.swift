import Foundation
import TestSupport

/// The program with a configuration of its own, run as an operator runs it.
struct Office: Sendable {
    let folder: TemporaryFolder
    var configuration: String { folder.place("adaldyq.yaml") }

    /// - Parameter yaml: what stands below `storage`.
    init(_ folder: TemporaryFolder, _ yaml: String, extra: String = "") throws {
        self.folder = folder
        try folder.write(
            "adaldyq.yaml",
            """
            office:
              name: Office
              timezone: Asia/Almaty
            storage:
              path: \(folder.place("store/adaldyq.sqlite"))
            \(yaml)

            """)
        _ = try folder.folder("store")
    }

    /// Runs a command to its end.
    func run(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.run(
            Program.adaldyq, arguments + ["--config", configuration], environment: ["SWIFT_BACKTRACE": "enable=no"])
    }

    /// All reports, as the JSON lines say them.
    func reports() async throws -> [Reported] {
        let listed = try await run("reports", "list", "--format", "jsonl")
        guard listed.code == 0 else { throw TestFailure(listed.errors) }
        return try listed.output.split(separator: "\n").map {
            try JSONDecoder().decode(Reported.self, from: Data($0.utf8))
        }
    }

    /// Takes the store away.
    func forget() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.place("store")) {
            try FileManager.default.removeItem(atPath: folder.place("store/\(name)"))
        }
    }
}

/// What a report's JSON says.
struct Reported: Decodable, Sendable {
    struct Seen: Decodable, Sendable {
        var source: String
        var itemID: String
        var relation: String
    }

    struct Labelled: Decodable, Sendable {
        var id: String
    }

    var id: Int
    var source: String
    var kind: String
    var title: String
    var text: String
    var language: String
    var themes: [Labelled]
    var signals: [Labelled]
    var districts: [String]
    var urgent: Bool
    var sightings: [Seen]
}

/// Letters that tests send.
enum Letters {
    static func letter(_ id: Int, subject: String? = nil, text: String? = nil, from: String = "a@example.kz") -> String
    {
        """
        From: A <\(from)>\r
        Subject: \(subject ?? "Letter \(id)")\r
        Message-ID: <\(id)@letters.example>\r
        Date: Mon, 23 Nov 2026 10:00:00 +0500\r
        Content-Type: text/plain; charset=utf-8\r
        \r
        \(text ?? "Number \(id): the lift of entrance \(id * 7 + 1) has not moved since the \(id % 28 + 1)th, and \(words(id)).")\r

        """
    }

    /// Words that differ from letter to letter, so that none repeats another.
    private static func words(_ id: Int) -> String {
        let pool = [
            "neighbours", "stairs", "elderly", "repair", "company", "money", "winter", "office", "answer", "promise",
            "water", "street",
            "light", "school", "bus", "doctor", "queue", "paper", "tender", "smoke", "coal", "garden", "river",
            "bridge", "market",
        ]
        var state = UInt64(id) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (0..<24).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return pool[Int(state >> 33) % pool.count] + String(state >> 58)
        }.joined(separator: " ")
    }
}
