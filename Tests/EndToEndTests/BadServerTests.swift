import Foundation
import TestSupport
import Testing

/// Mail servers that cannot be talked to: each is named with its reason, the other sources go on, nothing is lost.
@Suite(.enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"), .serialized)
struct BadServerTests {
    private static func source(
        _ name: String, scheme: String = "imaps", port: Int, password: String, authorities: String
    ) -> String {
        """
          - name: \(name)
            mailbox: \(scheme)://\(Dovecot.user)@localhost:\(port)/INBOX
            password: { file: \(password) }
            authorities: \(authorities)
            private: true

        """
    }

    @Test func wrongPasswordsExpiredCertificatesAndClosedPortsAreSaidAndTheRestIsStored() async throws {
        let (folder, elsewhere) = (try TemporaryFolder(), try TemporaryFolder())
        let dovecot = try await Dovecot(in: folder)
        let expired = try await Dovecot(in: elsewhere, expired: true)
        try dovecot.deliver(Letters.letter(1), name: "1795000001.x")
        try folder.write("password", Dovecot.password)
        try folder.write("wrong", "hunter2")
        let closed = try LoopbackPort.free()
        let office = try Office(
            folder,
            "sources:\n"
                + Self.source(
                    "wrong", scheme: "imap", port: dovecot.port, password: "wrong", authorities: "tls/cert.pem")
                + Self.source(
                    "expired", port: expired.tlsPort, password: "password", authorities: expired.certificate)
                + Self.source(
                    "stranger", scheme: "imap", port: expired.port, password: "password", authorities: "tls/cert.pem")
                + Self.source("gone", port: closed, password: "password", authorities: "tls/cert.pem")
                + Self.source("good", port: dovecot.tlsPort, password: "password", authorities: "tls/cert.pem"))
        let poll = try await office.run("poll")
        #expect(poll.code == 1, "\(poll.errors)")
        let lines = Dictionary(
            poll.output.split(separator: "\n").map { ($0.prefix { $0 != ":" }.description, String($0)) },
            uniquingKeysWith: { one, _ in one })
        for (name, word) in [
            ("wrong", "refused"), ("expired", "expired"), ("stranger", "certificate"), ("gone", "connect"),
        ] {
            #expect(lines[name]?.contains("FAILED") == true, "\(name): \(lines[name] ?? "no line")")
            #expect(lines[name]?.localizedCaseInsensitiveContains(word) == true, "\(name): \(lines[name] ?? "no line")")
        }
        #expect(lines["good"]?.contains("1 new") == true, "\(poll.output)")
        let all = poll.output + poll.errors
        for secret in ["hunter2", Dovecot.password, "a@example.kz"] {
            #expect(!all.contains(secret), "\(secret) was printed")
        }
        dovecot.stop()
        expired.stop()
    }

    @Test func aConnectionCutInTheMiddleKeepsWhatCameAndTheNextPollTakesTheRest() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        for number in 1...1200 { try dovecot.deliver(Letters.letter(number), name: "17950\(10000 + number).x") }
        try folder.write("password", Dovecot.password)
        let whole = try Office(
            folder,
            "sources:\n"
                + Self.source("letters", port: dovecot.tlsPort, password: "password", authorities: "tls/cert.pem"))
        // A share of the bytes of a whole poll, so that each cut falls at another place of it.
        let measure = try await CuttingProxy(to: dovecot.tlsPort, after: .max)
        func configure(_ port: Int) throws {
            try folder.write(
                "adaldyq.yaml",
                String(decoding: try Data(contentsOf: URL(fileURLWithPath: whole.configuration)), as: UTF8.self)
                    .replacingOccurrences(of: #"localhost:\d+"#, with: "localhost:\(port)", options: .regularExpression)
            )
        }
        try configure(measure.port)
        #expect(try await whole.run("poll").code == 0)
        let bytes = measure.passed
        measure.stop()
        #expect(bytes > 400_000)
        var partial = 0
        for share in [0.02, 0.3, 0.6, 0.9, 0.999] {
            try whole.forget()
            let proxy = try await CuttingProxy(to: dovecot.tlsPort, after: Int(Double(bytes) * share))
            try configure(proxy.port)
            let cut = try await whole.run("poll")
            proxy.stop()
            let stored = (try? await whole.reports().count) ?? 0
            #expect(cut.code == 1 || stored == 1200, "\(share): \(cut.output)")
            if stored > 0, stored < 1200 { partial += 1 }
            try configure(dovecot.tlsPort)
            let again = try await whole.run("poll")
            #expect(again.code == 0, "\(again.output)")
            let identifiers = try await whole.reports().flatMap { $0.sightings.map(\.itemID) }
            #expect(identifiers.count == 1200 && Set(identifiers).count == 1200, "cut after \(share)")
        }
        #expect(partial > 0, "no cut fell between two commits: this showed too little")
        dovecot.stop()
    }
}
