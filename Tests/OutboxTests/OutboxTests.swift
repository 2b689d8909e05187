import FoundationEssentials
import Outbox
import Reports
import TestSupport
import Testing
import Transport

struct OutboxTests {
    private let now = Date(timeIntervalSince1970: 1_614_265_330)
    private let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    private func delivery(attempts: Int = 0) -> Delivery {
        Delivery(
            id: 1, eventID: "msg_p5jXN8AQM9LWM0D4loKWxJek", webhook: "office", type: .digestDaily,
            body: Array(#"{"test": 2432232314}"#.utf8), createdAt: now, attempts: attempts, dueAt: now)
    }

    private func attempt(_ answer: WebServer.Answer) async throws -> (RetryPolicy.Decision, [WebServer.Seen]) {
        let server = try await WebServer { _ in answer }
        let client = HTTPClient(userAgent: "adaldyq/test")
        defer { client.shutdown() }
        let target = try WebhookTarget(
            name: "office", url: "\(server.url)/hook", secrets: [WebhookSecret(secret)], caFile: nil)
        let decision = try await Courier(client: client).attempt(delivery(), target: target, now: now, jitter: 0.5)
        let seen = server.seen
        await server.stop()
        return (decision, seen)
    }

    @Test func theSignatureIsThatOfTheSpecificationsExample() throws {
        let header = try WebhookSignature.header(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8),
            secrets: [WebhookSecret(secret)])
        #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func theReceiverGetsTheBytesThatWereSigned() async throws {
        let (decision, seen) = try await attempt(.init(204))
        #expect(decision == .delivered(status: 204))
        #expect(seen.count == 1)
        #expect(seen[0].headers["webhook-id"] == "msg_p5jXN8AQM9LWM0D4loKWxJek")
        #expect(seen[0].headers["webhook-timestamp"] == "1614265330")
        #expect(seen[0].headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        #expect(seen[0].body == delivery().body)
        #expect(seen[0].headers["content-type"] == "application/json")
    }

    @Test func onlyA2xxIsSuccess() async throws {
        for status in [301, 302, 400, 401, 404, 500, 502] {
            let (decision, seen) = try await attempt(.init(status, headers: ["Location": "http://127.0.0.1:1/"]))
            guard case .retry(let at, _) = decision else {
                Issue.record("\(status) was taken for \(decision)")
                continue
            }
            #expect(at > now)
            #expect(seen.count == 1, "a redirect was followed")
        }
    }

    @Test func aGoneReceiverIsNotAskedAgain() async throws {
        let (decision, _) = try await attempt(.init(410))
        guard case .exhausted = decision else {
            Issue.record("410 was taken for \(decision)")
            return
        }
    }

    @Test func retryAfterIsObeyedWhenItIsLongerThanTheStep() async throws {
        let (decision, _) = try await attempt(.init(503, headers: ["Retry-After": "3600"]))
        guard case .retry(let at, _) = decision else {
            Issue.record("503 was taken for \(decision)")
            return
        }
        #expect(at >= now.addingTimeInterval(3600))
    }

    @Test func theStepsGrowAndEndAfterDays() {
        var waits: [Double] = []
        for number in 1...40 {
            switch RetryPolicy.standard.decide(attempt: number, at: now, outcome: .failed("x"), jitter: 0.5) {
            case .retry(let at, _): waits.append(at.timeIntervalSince(now))
            case .exhausted:
                #expect(number > 5)
                #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
                #expect(waits.reduce(0, +) > 86_400)
                return
            case .delivered: Issue.record("a failure was taken for a delivery")
            }
        }
        Issue.record("it never ends")
    }

    @Test func aNobodyAtThePortIsARetry() async throws {
        let client = HTTPClient(userAgent: "adaldyq/test")
        defer { client.shutdown() }
        let target = try WebhookTarget(
            name: "office", url: "http://127.0.0.1:\(try LoopbackPort.free())/", secrets: [WebhookSecret(secret)],
            caFile: nil)
        let decision = try await Courier(client: client).attempt(delivery(), target: target, now: now, jitter: 0.5)
        guard case .retry = decision else {
            Issue.record("a refused connection was taken for \(decision)")
            return
        }
    }

    @Test func weakSecretsAreRefused() {
        for weak in [
            "", "whsec_", "whsec_AAAA", "whsec_not base64 at all, is it?", "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ] {
            #expect(throws: (any Error).self, "\(weak) was taken") { _ = try WebhookSecret(weak) }
        }
    }
}
