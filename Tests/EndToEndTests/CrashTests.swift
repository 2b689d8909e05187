import Foundation
import TestSupport
import Testing

/// Killed at any moment, the next poll finds every letter once.
@Suite(.enabled(if: Dovecot.isThere, "dovecot and openssl are needed: scripts/setup installs them"), .serialized)
struct CrashTests {
    private static let letters = 2000
    private static let points = 20

    @Test func killedAtTwentyPointsOfAPollEveryLetterIsThereOnce() async throws {
        let folder = try TemporaryFolder()
        let dovecot = try await Dovecot(in: folder)
        for number in 1...Self.letters { try dovecot.deliver(Letters.letter(number), name: "17950\(10000 + number).x") }
        try folder.write("password", Dovecot.password)
        let office = try Office(
            folder,
            """
            sources:
              - name: letters
                mailbox: imaps://\(Dovecot.user)@localhost:\(dovecot.tlsPort)/INBOX
                password: { file: password }
                authorities: tls/cert.pem
                private: true
            """)
        // The first poll also lets Dovecot list the folder; the second one is what the others take.
        _ = try await office.run("poll")
        try office.forget()
        let clock = ContinuousClock()
        let whole = try await clock.measure {
            let poll = try await office.run("poll")
            #expect(poll.code == 0, "\(poll.errors)")
        }
        var storedAtDeath: [Int] = []
        for point in 1...Self.points {
            try office.forget()
            let program = try SpawnedProgram(
                Program.adaldyq, ["poll", "--config", office.configuration], output: folder.place("poll.out"))
            // The moment is the point of this test: a share of what a whole poll takes.
            try await Task.sleep(for: whole * point / (Self.points + 1))
            program.signal(SIGKILL)
            await program.ended()
            storedAtDeath.append((try? await office.reports().count) ?? 0)
            let clean = try await office.run("poll")
            #expect(clean.code == 0, "\(clean.errors)")
            let identifiers = try await office.reports().flatMap { $0.sightings.map(\.itemID) }
            #expect(identifiers.count == Self.letters, "at point \(point)")
            #expect(Set(identifiers) == Set((1...Self.letters).map { "\($0)@letters.example" }), "at point \(point)")
            #expect(try await office.run("verify").code == 0)
        }
        // The points must have struck polls in the middle, or this showed nothing.
        #expect(storedAtDeath.contains { $0 > 0 && $0 < Self.letters }, "\(storedAtDeath)")
        dovecot.stop()
    }
}
