import Foundation
import Testing
import Transport

@testable import Intake

/// The small rules by which a feed is polled, each as a value.
@Suite struct FeedRulesTests {
    private let now = Date(timeIntervalSince1970: 1_795_410_000)

    @Test(
        arguments: [
            (["Cache-Control": "max-age=600"], 600), (["Cache-Control": "Public, Max-Age=\"600\""], 600),
            (["Cache-Control": "max-age=600", "Age": "100"], 500), (["Cache-Control": "max-age=60", "Age": "100"], 0),
            (["Cache-Control": "no-cache, max-age=600"], 0), (["Cache-Control": "no-store"], 0),
            (["Cache-Control": "max-age=-5"], 0), (["Cache-Control": "max-age=99999999999999999999"], 0),
            (["Cache-Control": "max-age=31536000"], 604_800), (["Cache-Control": "s-maxage=600"], 0),
            (["Expires": "Mon, 23 Nov 2026 08:00:00 GMT", "Date": "Mon, 23 Nov 2026 05:00:00 GMT"], 10_800),
            (["Expires": "Mon, 23 Nov 2026 08:00:00 GMT", "Cache-Control": "max-age=60"], 60),
            (["Expires": "Monday, 23-Nov-26 08:00:00 GMT", "Date": "Mon Nov 23 05:00:00 2026"], 10_800),
            (["Expires": "0"], 0), (["Expires": "-1"], 0), (["Expires": "Thu, 01 Jan 1970 00:00:00 GMT"], 0), ([:], 0),
        ] as [([String: String], Int)])
    func anAnswerStaysFreshAsLongAsItsHeaderSays(headers: [String: String], seconds: Int) {
        let fields = headers.map { HTTPField($0.key, $0.value) }
        #expect(FeedFreshness.lifetime(fields, now: now) == seconds, "\(headers)")
    }

    @Test func aValidatorThatNoHeaderMayHoldIsNotKept() {
        #expect(FeedCursor.validator("W/\"a b\"") == "W/\"a b\"" && FeedCursor.validator("\"ä\"") == "\"ä\"")
        for value in ["", "\"a\rb\"", "\"\u{1}\"", "\u{7F}", String(repeating: "x", count: 3000), nil] {
            #expect(FeedCursor.validator(value) == nil)
        }
    }

    private func redirect(_ statuses: Int...) -> [HTTPRedirect] {
        statuses.enumerated().map { HTTPRedirect(status: $0.element, to: "http://n.example/\($0.offset)") }
    }

    @Test func aPermanentRedirectIsBelievedAfterThreeAnswersOverADay() {
        var address = FeedAddress()
        for hour in 0..<24 {
            #expect(address.reached(by: redirect(301), at: now.addingTimeInterval(Double(hour) * 3600)) == nil)
        }
        #expect(address.reached(by: redirect(308), at: now.addingTimeInterval(86_400)) == "http://n.example/0")
        #expect(address.learnt == "http://n.example/0")
        var twice = FeedAddress()
        _ = twice.reached(by: redirect(301), at: now)
        #expect(twice.reached(by: redirect(301), at: now.addingTimeInterval(864_000)) == nil, "seen only twice")
    }

    @Test func onlyWhatLeadsPermanentlyAllTheWayIsBelieved() {
        func learnt(_ redirects: [HTTPRedirect]) -> String? {
            var address = FeedAddress()
            for day in 0..<4 { _ = address.reached(by: redirects, at: now.addingTimeInterval(Double(day) * 86_400)) }
            return address.learnt
        }
        #expect(learnt(redirect(302)) == nil && learnt(redirect(307, 301)) == nil && learnt([]) == nil)
        #expect(learnt(redirect(301, 302)) == "http://n.example/0")
        #expect(learnt(redirect(301, 308)) == "http://n.example/1")
    }

    @Test func aServerThatTakesItsRedirectBackIsBelievedToo() {
        var address = FeedAddress()
        _ = address.reached(by: redirect(301), at: now)
        _ = address.reached(by: redirect(301), at: now.addingTimeInterval(90_000))
        _ = address.reached(by: [], at: now.addingTimeInterval(95_000))
        #expect(address == FeedAddress())
    }

    @Test func aLearntAddressIsForgottenAfterThreeFailuresInARow() {
        var address = FeedAddress()
        address.found("http://n.example/feed")
        address.failed()
        address.failed()
        _ = address.reached(by: [], at: now)
        address.failed()
        address.failed()
        #expect(address.learnt != nil)
        address.failed()
        #expect(address == FeedAddress())
    }

    @Test func aPaceIsTheMeanOfTheGapsOrTheTimeThatNothingCame() {
        var pace = FeedPace(dates: [0, 3600, 7200, 9_999_999].map { now.addingTimeInterval($0 - 7200) }, at: now)
        #expect(pace.gap(at: now) == 3600, "what is dated in the future says nothing")
        pace.changed(at: now.addingTimeInterval(7200))
        #expect(pace.gap(at: now.addingTimeInterval(7200)) == 4800)
        #expect(pace.gap(at: now.addingTimeInterval(7200 + 40_000)) == 10_000)
        let quiet = FeedPace(dates: [], at: now)
        #expect(quiet.gap(at: now) == 0)
        #expect(quiet.gap(at: now.addingTimeInterval(86_400)) == 21_600, "what never changes is asked ever more rarely")
    }

    @Test func silenceNeedsAHabit() {
        let young = FeedPace(dates: [], at: now)
        #expect(young.silentSince(at: now.addingTimeInterval(1e9)) == nil)
        let weekly = FeedPace(dates: (0..<6).map { now.addingTimeInterval(Double($0 - 5) * 604_800) }, at: now)
        #expect(weekly.silentSince(at: now.addingTimeInterval(20 * 86_400)) == nil)
        #expect(weekly.silentSince(at: now.addingTimeInterval(22 * 86_400)) == now)
        let hourly = FeedPace(dates: (0..<6).map { now.addingTimeInterval(Double($0 - 5) * 3600) }, at: now)
        #expect(hourly.silentSince(at: now.addingTimeInterval(3.9 * 86_400)) == nil, "a long weekend")
        #expect(hourly.silentSince(at: now.addingTimeInterval(4.1 * 86_400)) == now)
    }
}
