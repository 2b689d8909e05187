import FeedParsing
import Transport

/// Finds the feed of a page: among the links that the page names, then at the places where feeds usually lie.
public struct FeedFinder: Sendable {
    /// A feed that was found.
    public struct Found: Sendable {
        /// Where it lies: what is asked from now on.
        public var address: String
        /// The answer that bore it.
        public var response: HTTPResponse
    }

    private let client: HTTPClient
    private let pattern: HTTPRequest

    /// - Parameter pattern: a request whose settings (proxy, limits, certificates) hold for those made here as well.
    public init(client: HTTPClient, pattern: HTTPRequest) {
        self.client = client
        self.pattern = pattern
    }

    /// The first candidate that is a feed; nil if none is. What does not answer is no feed.
    /// - Throws: `CancellationError`.
    public func find(in page: [UInt8], at address: String) async throws -> Found? {
        guard FeedDiscovery.isPage(page) else { return nil }
        for candidate in FeedDiscovery.candidates(in: page, at: address) {
            try Task.checkCancellation()
            var request = pattern
            request.url = candidate
            do {
                let response = try await client.send(request)
                guard response.status == 200 else { continue }
                _ = try FeedParser.parse(
                    response.body, contentType: response.headers["content-type"], base: response.finalURL,
                    zone: .utc)
                return Found(address: candidate, response: response)
            } catch is TransportError {
                continue
            } catch is FeedError {
                continue
            }
        }
        return nil
    }
}
