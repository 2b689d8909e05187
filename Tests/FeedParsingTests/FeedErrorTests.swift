import FeedParsing
import Testing

@Suite struct FeedErrorTests {
    /// What was attempted, why it failed, and behind a semicolon what to do.
    @Test(arguments: [
        FeedError.empty, .tooLarge(size: 11, limit: 10), .page(.login), .notAFeed("binary data"),
        .malformed("it ends in the middle"),
    ])
    func eachErrorSaysWhatToDo(error: FeedError) throws {
        let parts = error.description.split(separator: "; ")
        #expect(parts.count == 2)
        #expect(parts[0].hasPrefix("cannot read the feed: it") && parts[1].count > 10)
    }
}
