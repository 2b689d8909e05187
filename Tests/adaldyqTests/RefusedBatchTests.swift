import Foundation
import GRDB
import Reports
import Storage
import TestSupport
import Testing

@testable import adaldyq

/// Batches are parsed ahead of being stored; one that cannot be stored must not take those before it with it.
@Suite struct RefusedBatchTests {
    /// As many letters as fill so many batches of a Maildir.
    private static let letters = 1200
    /// The place of the letter that the store refuses: in the ninth batch.
    private static let refused = 850

    private func write(to place: String) throws {
        let maildir = URL(fileURLWithPath: place)
        for folder in ["cur", "new", "tmp"] {
            try FileManager.default.createDirectory(
                at: maildir.appendingPathComponent(folder), withIntermediateDirectories: true)
        }
        for number in 0..<Self.letters {
            let name = String(format: "1795400000.M%06d.test", number)
            let title = number == Self.refused ? "refused" : "letter \(number)"
            let letter =
                "From: a\(number)@example.kz\nMessage-ID: <m\(number)@example.kz>\nDate: Mon, 23 Nov 2026 05:00:00 +0000\n"
                + "Subject: \(title)\n\nThe words of letter number \(number) and of no other one.\n"
            try Data(letter.utf8).write(to: maildir.appendingPathComponent("new/\(name)"))
        }
    }

    @Test func whatStandsBeforeABatchThatCannotBeStoredIsStored() async throws {
        let folder = try TemporaryFolder()
        try write(to: folder.place("drop"))
        let office = try SimulatedOffice("  - { name: drop, maildir: \(folder.place("drop")) }")
        func count() throws -> Int { try office.house.store.count(ReportQuery()) }
        let other = try DatabaseQueue(path: office.folder.place("s.sqlite"))
        try await other.write {
            try $0.execute(
                sql: """
                    CREATE TRIGGER refusal BEFORE INSERT ON report WHEN NEW.title = 'refused'
                    BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
                    """)
        }
        await #expect(throws: StoreError.self) { try await office.poll("drop", at: SimulatedOffice.start) }
        // Batches have a hundred letters: all that come before the ninth are there, and nothing of the ninth.
        #expect(try count() == 800)
        try await other.write { try $0.execute(sql: "DROP TRIGGER refusal") }
        try await office.poll("drop", at: SimulatedOffice.start.addingTimeInterval(3600))
        #expect(try count() == Self.letters)
        await office.close()
    }
}
