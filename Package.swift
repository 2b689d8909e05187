// swift-tools-version: 6.2
// The house. A room is a target under Sources/; what it may import is its line here and in
// CONTRIBUTING.md's table, and scripts/check holds the two and the sources against each other.
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

let package = Package(
    name: "adaldyq",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "adaldyq", targets: ["adaldyq"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
    ],
    targets: [
        // C libraries. Each is imported by exactly one room.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .target(name: "CCurl", dependencies: ["CLibCurl"]),
        .target(name: "CGMime", dependencies: ["CLibGMime"]),
        // Processes that can do nothing but compute. Its system calls stand between fork and exec, where only C can.
        .target(name: "CBox"),
        // Files of config/, compiled in.
        .target(name: "CConfig"),

        // Floor 0
        room("Reports"),
        room("Markup", ["CLibXML2"]),
        room("Language", ["CStemmer"]),
        room("Transport", ["CCurl", crypto]),
        // Floor 1
        room("FeedParsing", ["Markup"]),
        room("MailParsing", ["Markup", "CGMime", crypto]),
        room("Attachments", ["Markup", "Transport", "CBox"]),
        room("Triage", ["Reports", "Language"]),
        room(
            "Storage",
            [
                "Reports", "CZstd", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        room("Digests", ["Reports", .product(name: "Mustache", package: "swift-mustache")]),
        // Floor 2
        room("Intake", ["Reports", "FeedParsing", "MailParsing", "Attachments", "Transport", crypto]),
        room("Outbox", ["Reports", "Transport", crypto]),
        // Floor 3
        room("Desk", ["Reports", "Storage", "Digests", .product(name: "Hummingbird", package: "hummingbird")]),
        // Floor 4
        .executableTarget(
            name: "adaldyq",
            dependencies: [
                "Reports", "Markup", "Language", "Transport", "FeedParsing", "MailParsing", "Attachments",
                "Triage", "Storage", "Digests", "Intake", "Outbox", "Desk", "CConfig", "Yams", crypto,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: strict),

        // What tests share: folders, real servers on loopback, the data beside the project.
        .target(
            name: "TestSupport",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
            ], path: "Tests/TestSupport", swiftSettings: strict),
        tests("Reports", ["Reports"]),
        tests("Markup", ["Markup"]),
        tests("Language", ["Language"]),
        tests("Transport", ["Transport"]),
        tests("FeedParsing", ["FeedParsing"]),
        tests("MailParsing", ["MailParsing"]),
        tests("Attachments", ["Attachments", "Markup"]),
        tests("Triage", ["Triage", "Reports", "Language"]),
        tests("Storage", ["Storage", "Reports", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("Digests", ["Digests", "Reports"]),
        tests("Intake", ["Intake", "Attachments", "FeedParsing", "Reports", "Transport"]),
        tests("Outbox", ["Outbox", "Reports", "Transport"]),
        tests("Desk", ["Desk", "Reports", "Storage", "Digests"]),
        tests(
            "adaldyq",
            [
                "adaldyq", "Reports", "FeedParsing", "Intake", "Outbox", "Storage", "Transport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests("EndToEnd", ["adaldyq", "Attachments", "Outbox"]),
    ],
    swiftLanguageModes: [.v6]
)
