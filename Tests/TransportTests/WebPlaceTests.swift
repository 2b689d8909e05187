import Testing

@testable import Transport

@Suite("Addresses taken apart")
struct WebPlaceTests {
    @Test func credentialsAndFragmentAreKeptApartFromTheAddress() throws {
        let place = try #require(WebPlace("https://me:p%40ss@Example.COM:8443/a%20b?token=1#part"))
        #expect(place.url.lowercased() == "https://example.com:8443/a%20b?token=1")
        #expect(place.host == "example.com")
        #expect(place.port == 8443)
        #expect(place.user == "me")
        #expect(place.password == "p@ss")
        #expect(place.peer == "example.com:8443")
    }

    @Test(arguments: [
        "", "feed.xml", "/feed.xml", "file:///etc/passwd", "ftp://example.com/", "gopher://x/", "http://",
    ])
    func otherThingsAreNoPlace(_ text: String) {
        #expect(WebPlace(text) == nil)
    }

    @Test func lettersOfAnyAlphabetAreTaken() throws {
        let place = try #require(WebPlace("https://пример.қаз/лента новостей?тема=вода"))
        #expect(place.host == "пример.қаз")
        let path = "/%d0%bb%d0%b5%d0%bd%d1%82%d0%b0%20%d0%bd%d0%be%d0%b2%d0%be%d1%81%d1%82%d0%b5%d0%b9"
        let query = "?%d1%82%d0%b5%d0%bc%d0%b0=%d0%b2%d0%be%d0%b4%d0%b0"
        #expect(place.url.hasSuffix(path + query))
    }

    @Test func numbersThatMeanLoopbackAreSeenAsLoopback() throws {
        for text in ["http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://0177.0.0.1/"] {
            let place = try #require(WebPlace(text))
            #expect(AddressPolicy.isPublic(text: place.host) == false, "\(text)")
        }
    }

    @Test func credentialsStayWithinTheirOrigin() throws {
        let place = try #require(WebPlace("https://me:secret@example.com/a/feed"))
        let near = try #require(place.following("../b?x=1"))
        #expect(near.url == "https://example.com/b?x=1")
        #expect(near.user == "me")
        for location in ["https://example.org/", "http://example.com/", "https://example.com:444/", "//evil.example/"] {
            let far = try #require(place.following(location))
            #expect(far.user == nil && far.password == nil, "\(location)")
        }
        #expect(try #require(place.following("https://a:b@example.org/")).user == nil)
        #expect(place.following("file:///etc/passwd") == nil)
    }
}
