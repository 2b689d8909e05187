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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors, feed) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = feed
        try process.run()
        if let input { try? feed.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
        try? feed.fileHandleForWriting.close()
        // Both pipes are read at once: one that is full would stop the program.
        async let said = read(output)
        async let complained = read(errors)
        let (saidText, complaints) = await (said, complained)
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                process.waitUntilExit()
                continuation.resume()
            }
        }
        let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return Outcome(code: code, output: saidText, errors: complaints)
    }

    private static func read(_ pipe: Pipe) async -> String {
        let handle = pipe.fileHandleForReading
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self))
            }
        }
    }
}
