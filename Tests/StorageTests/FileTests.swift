import Foundation
import GRDB
import Reports
import Storage
import TestSupport
import Testing

struct FileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func everyTableIsStrictAndEveryCommitIsSynced() throws {
        let store = try Making.store(folder)
        let status = try store.status()
        #expect(status.synchronous == 2)
        #expect(status.journalMode == "wal")
        let queue = try DatabaseQueue(path: folder.place("store.sqlite"))
        let loose = try queue.read { db in
            try String.fetchAll(
                db,
                sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
                    + "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'")
        }
        #expect(loose.isEmpty, "not STRICT: \(loose)")
    }

    @Test func aSecondWriterIsToldWhichProcessHoldsTheStore() throws {
        let store = try Making.store(folder)
        let error = #expect(throws: StoreError.self) { _ = try Making.store(folder) }
        #expect(error?.description.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
        withExtendedLifetime(store) {}
    }

    @Test func aLinkInTheLocksPlaceIsNotWrittenThrough() throws {
        let victim = folder.place("victim")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.createSymbolicLink(
            atPath: folder.place("store.sqlite.lock"), withDestinationPath: victim)
        #expect(throws: StoreError.self) { _ = try Making.store(folder) }
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
    }

    @Test func readersWorkBesideTheWriterAndFindNothingBeforeThereIsAStore() async throws {
        #expect(throws: StoreError.self) { _ = try Making.store(folder, .read) }
        let store = try Making.store(folder)
        _ = try await store.commit([Making.batch([Making.item("a", "One letter")])], decide: Making.decide)
        #expect(try Making.store(folder, .read).count(ReportQuery()) == 1)
    }

    @Test func whatIsNoDatabaseIsRefusedAndLeftAlone() throws {
        try folder.write("store.sqlite", "This is a letter and no database, however long it may be, and it stays here.")
        let error = #expect(throws: StoreError.self) { _ = try Making.store(folder) }
        #expect(error?.needsOperator == true)
        let kept = try String(contentsOfFile: folder.place("store.sqlite"), encoding: .utf8)
        #expect(kept.hasPrefix("This is a letter"))
    }

    @Test func theSendersAddressStandsInOneTableOnly() async throws {
        let store = try Making.store(folder)
        _ = try await store.commit(
            [Making.batch([Making.item("a", "A letter about the lift", sender: "aigerim@example.kz")])],
            decide: Making.decide)
        let queue = try DatabaseQueue(path: folder.place("store.sqlite"))
        let tables = try await queue.read { db in
            var found: [String] = []
            for table in try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
            {
                for row in try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"")
                where row.description.contains("aigerim") {
                    found.append(table)
                    break
                }
            }
            return found
        }
        #expect(tables == ["sender"])
    }

    @Test func aBackupIsWholeAndVerifies() async throws {
        let store = try Making.store(folder)
        _ = try await store.commit(
            [Making.batch((1...200).map { Making.item("m\($0)", "Letter \($0)") })], decide: Making.decide)
        try store.backup(to: folder.place("copy.sqlite"))
        #expect(try store.verify().isEmpty)
        try FileManager.default.createDirectory(atPath: folder.place("other"), withIntermediateDirectories: true)
        let options = Store.Options(
            path: folder.place("copy.sqlite"), access: .read, searchVersion: "1", searchQuery: { _ in [] },
            searchIndex: { title, text, _ in (title, text) }, mask: { $0 })
        let copy = try Store(options)
        #expect(try copy.count(ReportQuery()) == 200)
        #expect(try copy.verify().isEmpty)
    }
}
