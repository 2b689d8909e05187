import Foundation

/// Programs that tests run.
public enum Program {
    /// What a program said and how it ended.
    public struct Outcome: Sendable {
        /// The exit code; negative for a signal.
        public var code: Int32
        /// Standard output.
        public var output: String
        /// Standard error.
        public var errors: String
    }

    /// A program's path, nil if it is not installed.
    public static func find(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]).map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The program under test, which is built beside the tests.
    public static let adaldyq: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("adaldyq").path
        let usual = "\(SharedData.project)/.build/debug/adaldyq"
        return [ProcessInfo.processInfo.environment["ADALDYQ_BINARY"], beside, usual].compactMap { $0 }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? usual
    }()

    /// Runs a program to its end.
    public static func run(
        _ path: String, _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
    ) async throws -> Outcome {
        let folder = try TemporaryFolder()
        let source = try input.map { try folder.write("input", $0) } ?? "/dev/null"
        let program = try SpawnedProgram(
            path, arguments, input: source, output: folder.place("output"), errors: folder.place("errors"),
            environment: environment)
        let code = await program.ended()
        func read(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder.place(name))), as: UTF8.self)
        }
        return Outcome(code: code, output: try read("output"), errors: try read("errors"))
    }
}
