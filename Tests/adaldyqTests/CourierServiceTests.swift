import Foundation
import Logging
import Outbox
import Reports
import Storage
import Synchronization
import TestSupport
import Testing

@testable import adaldyq

struct CourierServiceTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8G\n")
    }

    private func house(_ webhooks: String) throws -> House {
        let path = try folder.write(
            "c.yaml",
            """
            storage: { path: s.sqlite }
            sources:
              - { name: drop, maildir: drop }
            webhooks:
            \(webhooks)

            """)
        return try House(
            try ConfigurationReader.read(path), access: .write,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func put(_ event: String, to webhook: String, _ house: House) async throws {
        let delivery = NewDelivery(eventID: event, webhook: webhook, type: .reportUrgent, body: Array("{}".utf8))
        try await house.store.enqueue([delivery], urgent: [], at: Date())
    }

    private func waiting(_ house: House) throws -> [Delivery] {
        try house.store.due(at: .distantFuture, limit: 100)
    }

    @Test func aReceiverThatHangsHoldsUpNobodyElse() async throws {
        let silent = try SilentServer()
        let (arrivals, arrived) = AsyncStream<String>.makeStream()
        let web = try await WebServer { seen in
            arrived.yield(seen.headers["webhook-id"] ?? "")
            return .init(204)
        }
        let house = try house(
            """
              - { name: hanging, url: "http://127.0.0.1:\(silent.port)/", secret: { file: secret } }
              - { name: good, url: "\(web.url)/", secret: { file: secret } }
            """)
        try await put("first", to: "hanging", house)
        try await put("second", to: "good", house)
        let bell = Bell()
        let service = CourierService(house: house, courier: bell, beat: Heartbeat())
        let running = Task { try await service.run() }
        var next = arrivals.makeAsyncIterator()
        #expect(await next.next() == "second")
        try await put("third", to: "good", house)
        bell.ring()
        #expect(await next.next() == "third")
        // The one that hangs still does: nothing is known of it yet.
        let hanging = try #require(try waiting(house).first { $0.eventID == "first" })
        #expect(hanging.lastResult == nil)
        running.cancel()
        try await running.value
        house.client.shutdown()
        await web.stop()
        withExtendedLifetime(silent) {}
    }

    @Test func aSecondAttemptHasTheSameIDAndBodyAndEndsTheWaiting() async throws {
        let answers = Mutex(0)
        let web = try await WebServer { _ in
            answers.withLock {
                $0 += 1
                return .init($0 == 1 ? 503 : 204)
            }
        }
        let house = try house("  - { name: office, url: \"\(web.url)/\", secret: { file: secret } }")
        try await put("msg_a", to: "office", house)
        let round = DeliveryRound(house: house)
        guard case .retry = try await round.deliverDue().first?.result else {
            Issue.record("a 503 is no success")
            return
        }
        let kept = try #require(try waiting(house).first)
        #expect(kept.attempts == 1)
        #expect(kept.dueAt > Date())
        try await house.store.putOff(kept.id, until: .distantPast, reason: "")
        _ = try await round.deliverDue()
        #expect(try waiting(house).isEmpty)
        #expect(web.seen.map { $0.headers["webhook-id"] } == ["msg_a", "msg_a"])
        #expect(Set(web.seen.map(\.body)).count == 1)
        house.client.shutdown()
        await web.stop()
    }

    @Test func whatCannotBeSentForWantOfASecretCostsNoAttempt() async throws {
        let web = try await WebServer { _ in .init(204) }
        let house = try house("  - { name: office, url: \"\(web.url)/\", secret: { file: nowhere } }")
        try await put("msg_a", to: "office", house)
        for _ in 1...12 {
            let outcome = try #require(try await DeliveryRound(house: house).deliverDue().first)
            guard case .retry(_, let reason) = outcome.result else {
                Issue.record("it was given up")
                return
            }
            #expect(reason.contains("nowhere"))
            try await house.store.putOff(outcome.delivery.id, until: .distantPast, reason: "")
        }
        #expect(try waiting(house).map(\.attempts) == [0])
        #expect(web.seen.isEmpty)
        try folder.write("nowhere", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8G\n")
        _ = try await DeliveryRound(house: house).deliverDue()
        #expect(try waiting(house).isEmpty)
        house.client.shutdown()
        await web.stop()
    }
}
