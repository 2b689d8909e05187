import Foundation
import TestSupport
import Testing

/// The daemon as systemd runs it.
@Suite(.serialized)
struct DaemonTests {
    /// A socket that listens like systemd's.
    private final class Manager: @unchecked Sendable {
        let path: String
        private let descriptor: Int32
        private(set) var said: [String] = []

        init(_ folder: TemporaryFolder) throws {
            path = folder.place("notify")
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            guard bound == 0 else { throw TestFailure("no socket for notifications") }
        }

        deinit { close(descriptor) }

        /// Waits for a message that has the word.
        func wait(for word: String, seconds: Int32 = 30) -> Bool {
            let deadline = Date().addingTimeInterval(Double(seconds))
            while Date() < deadline {
                if said.contains(where: { $0.contains(word) }) { return true }
                var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&event, 1, 1000) > 0 else { continue }
                var buffer = [UInt8](repeating: 0, count: 4096)
                let got = recv(descriptor, &buffer, buffer.count, 0)
                if got > 0 { said.append(String(decoding: buffer[..<got], as: UTF8.self)) }
            }
            return false
        }

        func forget() { said.removeAll() }
    }

    private func start(_ office: Office, _ manager: Manager) throws -> SpawnedProgram {
        // systemd.exec(5): the journal's stream is named by the device and the inode behind standard error.
        let place = try office.folder.write("log", "")
        var status = stat()
        guard stat(place, &status) == 0 else { throw TestFailure("no log") }
        return try SpawnedProgram(
            Program.adaldyq, ["run", "--config", office.configuration], output: place,
            environment: [
                "NOTIFY_SOCKET": manager.path, "SWIFT_BACKTRACE": "enable=no",
                "JOURNAL_STREAM": "\(status.st_dev):\(status.st_ino)",
            ])
    }

    private func log(_ office: Office) throws -> String {
        try String(contentsOfFile: office.folder.place("log"), encoding: .utf8)
    }

    @Test func itStartsPollsReloadsAndStopsWithinFiveSeconds() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.folder("drop/cur")
        try folder.write("drop/new/1795000001.a", Letters.letter(1, from: "hidden@example.kz"))
        let yaml = "sources:\n  - name: drop\n    maildir: drop\n    every: 1s\n"
        let office = try Office(folder, yaml)
        let manager = try Manager(folder)
        let daemon = try start(office, manager)
        #expect(manager.wait(for: "READY=1"))

        // A second writer is told who holds the store.
        let second = try await office.run("poll")
        #expect(second.code != 0)
        #expect(second.errors.contains("\(daemon.processID)"), "\(second.errors)")

        // A configuration with a fault is not taken, and said so.
        manager.forget()
        try folder.write("adaldyq.yaml", "sources:\n  - name: drop\n    maildri: drop\n")
        daemon.signal(SIGHUP)
        #expect(manager.wait(for: "kept the old configuration"))
        #expect(daemon.isRunning)

        // A good one is.
        manager.forget()
        _ = try folder.folder("other/cur")
        _ = try folder.folder("other/new")
        _ = try Office(folder, yaml + "  - name: other\n    maildir: other\n    every: 1s\n")
        daemon.signal(SIGHUP)
        #expect(manager.wait(for: "2 sources"))

        let clock = ContinuousClock()
        let began = clock.now
        daemon.signal(SIGTERM)
        let code = await daemon.ended()
        #expect(code == 0)
        #expect(began.duration(to: clock.now) < .seconds(5))
        #expect(manager.wait(for: "STOPPING=1", seconds: 1))
        #expect(try await office.reports().count == 1)
        let log = try log(office)
        #expect(log.contains("<5>") && log.contains("started"), "\(log)")
        #expect(!log.contains("hidden@"), "a sender reached the log")
        #expect(
            log.contains("maildri") && log.contains("maildir"),
            "the fault and the nearest key are not in the log: \(log)")
    }

    @Test func whatIsDroppedIsSeenAtOnceAfterARestartTooWhateverTheRhythm() async throws {
        let folder = try TemporaryFolder()
        for name in ["cur", "tmp"] { _ = try folder.folder("drop/\(name)") }
        try folder.write("drop/new/1795000001.a", Letters.letter(1))
        let office = try Office(folder, "sources:\n  - name: drop\n    maildir: drop\n    every: 1h\n")
        #expect(try await office.run("poll").code == 0)
        // While nobody looks; the next poll would come in an hour.
        try folder.write("drop/new/1795000002.a", Letters.letter(2))
        let manager = try Manager(folder)
        let daemon = try start(office, manager)
        #expect(try await holds(office, 2))
        try folder.write("drop/tmp/1795000003.a", Letters.letter(3))
        try FileManager.default.moveItem(
            atPath: folder.place("drop/tmp/1795000003.a"), toPath: folder.place("drop/new/1795000003.a"))
        #expect(try await holds(office, 3))
        daemon.signal(SIGTERM)
        #expect(await daemon.ended() == 0)
    }

    /// Asks until there are so many reports, and no longer than a poll of its own would take to come.
    private func holds(_ office: Office, _ count: Int) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if try await office.reports().count == count { return true }
        }
        return false
    }

    @Test func aConfigurationWithFaultsEndsItWithTheCodeThatSystemdDoesNotRetry() async throws {
        let folder = try TemporaryFolder()
        let office = try Office(folder, "sources: []\n")
        let run = try await office.run("run")
        #expect(run.code == 78)
        #expect(run.errors.contains("adaldyq.yaml:"))
    }
}
