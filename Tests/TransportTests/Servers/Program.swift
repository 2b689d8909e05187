import FoundationEssentials
import Glibc

/// A program of the system that a test runs, and stops by its own process id.
final class Program: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let process: pid_t

    /// Where a program is, or nil. `/usr/sbin` is looked through even when PATH does not name it.
    static func path(_ name: String) -> String? {
        let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/sbin", "/sbin", "/usr/bin", "/bin"]).lazy.map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 }
    }

    /// Starts it with its output in a file.
    init(_ name: String, _ arguments: [String], output: String, environment: [String] = []) throws {
        guard let path = Program.path(name) else { throw Failure(description: "\(name) is not installed") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // Threads of tasks have signals blocked, and a child would inherit that: it could not be stopped.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let argv = ([path] + arguments).map { strdup($0) } + [nil]
        let path0 = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let env = (["PATH=\(path0):/usr/sbin:/sbin", "LC_ALL=C"] + environment).map { strdup($0) } + [nil]
        defer { for text in argv + env { free(text) } }
        var process = pid_t()
        let code = posix_spawn(&process, path, &actions, &attributes, argv, env)
        guard code == 0 else {
            throw Failure(description: "\(name) cannot be started: \(String(cString: strerror(code)))")
        }
        self.process = process
    }

    func stop() {
        kill(process, SIGTERM)
        _ = wait()
    }

    /// - Returns: the exit status.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return status
    }

    /// Runs a program to its end.
    static func run(_ name: String, _ arguments: [String], in folder: TemporaryFolder) throws {
        let output = folder.path + "/" + name + ".out"
        let status = try Program(name, arguments, output: output).wait()
        guard status == 0 else {
            let words = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            throw Failure(description: "\(name) failed: \(words)")
        }
    }
}

/// A folder for one test; gone when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/adaldyq-transport-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Program.Failure(description: "no temporary folder") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        chmod(path, 0o755)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path + "/" + name))) }

    /// A certificate for localhost and 127.0.0.1 that signs itself, and its key.
    func makeCertificate() throws {
        try Program.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout", path + "/key.pem", "-out", path + "/cert.pem",
            ], in: self)
    }
}
