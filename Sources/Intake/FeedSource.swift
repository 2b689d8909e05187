import FeedParsing
import FoundationEssentials
import Reports
import Transport

/// A feed over http, https or file. Conditional requests (RFC 9110 §13) with validators that are committed with
/// the items they describe.
public struct FeedSource: Source {
    /// Its name in the configuration.
    public let name: SourceName
    private let url: String
    private let client: HTTPClient
    private let allowPrivate: Bool
    private let authorities: String?
    private let proxy: String?
    private let zoneOffset: Int

    /// - Parameters:
    ///   - allowPrivate: whether the address may be a loopback or private one.
    ///   - authorities: a PEM file of further certificate authorities.
    ///   - zoneOffset: seconds east of Greenwich, for dates without a zone.
    public init(
        name: SourceName, url: String, client: HTTPClient, allowPrivate: Bool, authorities: String?, proxy: String?,
        zoneOffset: Int
    ) {
        self.name = name
        self.url = url
        self.client = client
        self.allowPrivate = allowPrivate
        self.authorities = authorities
        self.proxy = proxy
        self.zoneOffset = zoneOffset
    }

    /// Bytes of a feed in a file; the same as over HTTP.
    private static let largestFile = 10 << 20
    /// Seconds to wait where a server says that it is busy and not for how long.
    private static let usualPause = 600.0

    /// Fetches the feed if it changed.
    public func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        let before = Remembered.read(request.cursor, as: FeedCursor.self)
        var after = FeedCursor(url: url, fetched: request.now)
        let body: [UInt8]
        var type: String?
        var base = url
        if let path = FeedSource.path(url) {
            body = try LocalFile.read(path, limit: FeedSource.largestFile)
        } else {
            let response = try await client.send(self.request(before, now: request.now))
            after.etag = response.headers["etag"]
            after.lastModified = response.headers["last-modified"]
            if response.status == 304, let before {
                // Both are refreshed, each where the answer has one (RFC 9111 §3.2); the body's age stays.
                var kept = before
                kept.etag = after.etag ?? before.etag
                kept.lastModified = after.lastModified ?? before.lastModified
                return PollNote(unchanged: true, cursor: kept == before ? nil : Remembered.write(kept))
            }
            try FeedSource.check(response, now: request.now)
            body = response.body
            type = response.headers["content-type"]
            base = response.finalURL
        }
        after.body = Digest256.name(Digest256.of(body))
        if let before, before.url == url, before.body == after.body {
            return PollNote(unchanged: true, cursor: Remembered.write(after))
        }
        let (name, zoneOffset, now, whole, finalBase, finalType) = (name, zoneOffset, request.now, after, base, type)
        try await hand(
            FetchedBatch(size: 1, total: nil) {
                let feed = try FeedParser.parse(body, contentType: finalType, base: finalBase, zoneOffset: zoneOffset)
                // What ends too early is fetched again, so its validators are not kept.
                let cursor = feed.isTruncated ? nil : Remembered.write(whole)
                return ParsedBatch(
                    items: FeedItems.items(feed, source: name, received: now), cursor: cursor,
                    notes: feed.damage.map { "the feed is damaged: \($0)" })
            })
        return PollNote(unchanged: false)
    }

    /// Fetches the feed and reads it.
    public func check() async throws -> String {
        let feed: ParsedFeed
        if let path = FeedSource.path(url) {
            let bytes = try LocalFile.read(path, limit: FeedSource.largestFile)
            feed = try FeedParser.parse(bytes, contentType: nil, base: url, zoneOffset: zoneOffset)
        } else {
            let response = try await client.send(request(nil, now: Date()))
            try FeedSource.check(response, now: Date())
            feed = try FeedParser.parse(
                response.body, contentType: response.headers["content-type"], base: response.finalURL,
                zoneOffset: zoneOffset)
        }
        let damage = feed.damage.isEmpty ? "" : "; damaged: " + feed.damage.joined(separator: "; ")
        return "answers: \(feed.format?.rawValue ?? "feed"), \(feed.entries.count) entries\(damage)"
    }

    private func request(_ cursor: FeedCursor?, now: Date) -> HTTPRequest {
        var request = HTTPRequest(method: "GET", url: url)
        request.allowPrivate = allowPrivate
        request.caFile = authorities
        request.proxy = proxy
        request.headers = [
            HTTPField(
                "Accept",
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
        ]
        if let cursor, cursor.isFresh(for: url, now: now) {
            if let etag = cursor.etag { request.headers.append(HTTPField("If-None-Match", etag)) }
            if let date = cursor.lastModified { request.headers.append(HTTPField("If-Modified-Since", date)) }
        }
        return request
    }

    /// Throws for every answer that is no feed's.
    private static func check(_ response: HTTPResponse, now: Date) throws(IntakeError) {
        switch response.status {
        case 200, 203: return
        case 304: throw IntakeError("the server answers 304 (not modified) to a request that set no condition")
        case 401, 403: throw IntakeError("the server answers \(response.status): it does not let us read this feed")
        case 404:
            throw IntakeError(
                "the server answers 404: there is no feed at this address (any more); correct it in the configuration")
        case 410:
            throw IntakeError("the server answers 410: the feed is gone for good; remove it from the configuration")
        case 429, 503:
            let pause = RetryAfter.seconds(response.headers["retry-after"], now: now) ?? usualPause
            throw IntakeError(
                "the server answers \(response.status): it is busy and asks to be left alone for \(Int(pause)) s",
                notBefore: now.addingTimeInterval(pause))
        default: throw IntakeError("the server answers \(response.status)")
        }
    }

    /// The path of a file's address (RFC 8089).
    private static func path(_ url: String) -> String? {
        guard url.lowercased().hasPrefix("file://") else { return nil }
        var bytes: [UInt8] = []
        let rest = Array(url.utf8.dropFirst(7))
        guard let start = rest.firstIndex(of: 0x2F) else { return nil }
        var at = start
        while at < rest.count {
            if rest[at] == 0x25, at + 2 < rest.count,
                let byte = UInt8(String(decoding: rest[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                at += 3
            } else {
                bytes.append(rest[at])
                at += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
