import Testing

@testable import adaldyq

@Suite struct WordsOfTheConfigurationTests {
    @Test(arguments: [("10s", 10), ("15m", 900), ("2h", 7200), ("30d", 2_592_000), ("0s", 0)])
    func spansAreRead(text: String, seconds: Int) { #expect(TimeSpan.seconds(text) == seconds) }

    @Test(arguments: ["", "s", "5x", "-5m", "+5m", "5 m", "1.5h", "999999999999d", "9999999d", "٥m"])
    func whatIsNoSpanIsNone(text: String) { #expect(TimeSpan.seconds(text) == nil, "\(text)") }

    @Test(arguments: [("08:30", 30_600), ("0:00", 0), ("23:59", 86_340)])
    func timesOfDayAreRead(text: String, seconds: Int) { #expect(TimeSpan.timeOfDay(text) == seconds) }

    @Test(arguments: ["", "24:00", "08:60", "8", "08:3", "08:30:00", "-1:00", "8.30"])
    func whatIsNoTimeOfDayIsNone(text: String) { #expect(TimeSpan.timeOfDay(text) == nil, "\(text)") }

    @Test(arguments: [("evry", "every"), ("langauge", "language"), ("maibox", "mailbox")])
    func theNearestKeyIsFound(word: String, key: String) {
        #expect(NearestKey.to(word, among: ["every", "language", "mailbox", "name"]) == key)
    }

    @Test func whatIsNearNothingGetsNoHint() { #expect(NearestKey.to("zzzzzz", among: ["every", "name"]) == nil) }

    /// Its faults would come up only when the first text is labelled.
    @Test func theTaxonomyThatComesWithTheProgramHasNoFault() throws { _ = try TaxonomyFile.builtIn() }
}
