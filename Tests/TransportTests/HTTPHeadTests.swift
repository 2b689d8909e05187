import Testing

@testable import Transport

@Suite("Header lines")
struct HTTPHeadTests {
    @Test func linesAreTakenApartWhateverTheirEnds() {
        let head =
            "HTTP/1.1 200 OK\r\nETag: W/\"a:b\" \r\nbare:  feed\nEmpty:\r\nlong: one\r\n\t two\r\nno colon\r\n: none\r\n\r\n"
        #expect(
            HTTPHead.fields(Array(head.utf8)) == [
                HTTPField("ETag", "W/\"a:b\""), HTTPField("bare", "feed"), HTTPField("Empty", ""),
                HTTPField("long", "one two"),
            ])
    }

    @Test func namesAreComparedWithoutRegardToCase() {
        let fields = [HTTPField("Retry-After", "7"), HTTPField("retry-after", "8")]
        #expect(fields["RETRY-AFTER"] == "7")
        #expect(fields["retry_after"] == nil)
    }
}
