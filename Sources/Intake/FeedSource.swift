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
    private let zone: FeedZone

    /// - Parameters:
    ///   - allowPrivate: whether the address may be a loopback or private one.
    ///   - authorities: a PEM file of further certificate authorities.
    ///   - zone: for dates that name no zone, or a place.
    public init(
        name: SourceName, url: String, client: HTTPClient, allowPrivate: Bool, authorities: String?, proxy: String?,
        zone: FeedZone
    ) {
        self.name = name
        self.url = url
        self.client = client
        self.allowPrivate = allowPrivate
        self.authorities = authorities
        self.proxy = proxy
        self.zone = zone
    }

    /// Bytes of a feed in a file; the same as over HTTP.
    private static let largestFile = 10 << 20

    /// Fetches the feed if it changed.
    public func poll(
        _ request: PollRequest, hand: @escaping @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        let before = FeedCursor(request.cursor, url: url)
        if let path = FeedSource.path(url) {
            let body = try LocalFile.read(path, limit: FeedSource.largestFile)
            let after = before ?? FeedCursor(url: url, fetched: request.now)
            let answer = FeedAnswer(body: body, contentType: nil, base: url)
            return try await take(answer, before, after, request.now, PollNote(unchanged: false), hand)
        }
        do {
            return try await fetch(before, request.now, hand)
        } catch let error as TransportError {
            throw remembering(IntakeError("\(error)"), before)
        } catch let error as IntakeError {
            throw remembering(error, before, goneAt: error.isGone ? request.now : nil)
        }
    }

    /// Whether the server said that the feed is gone for good.
    public func rests(_ cursor: Cursor?) -> Bool { FeedCursor(cursor, url: url)?.head.gone != nil }

    /// Fetches the feed and reads it.
    public func check() async throws -> String {
        var answer: FeedAnswer
        var found = ""
        if let path = FeedSource.path(url) {
            answer = FeedAnswer(
                body: try LocalFile.read(path, limit: FeedSource.largestFile), contentType: nil, base: url)
        } else {
            let response = try await client.send(request(url, nil, now: Date()))
            try FeedStatus.check(response, now: Date())
            answer = FeedAnswer(response)
            if let feed = try await finder.find(in: response.body, at: response.finalURL) {
                answer = FeedAnswer(feed.response)
                found = "; it is a page whose feed is \(feed.address)"
            }
        }
        let feed = try answer.parse(zone: zone)
        let damage = feed.damage.isEmpty ? "" : "; damaged: " + feed.damage.joined(separator: "; ")
        return "answers: \(feed.format?.rawValue ?? "feed"), \(feed.entries.count) entries\(damage)\(found)"
    }

    private var finder: FeedFinder { FeedFinder(client: client, pattern: request(url, nil, now: Date())) }

    private func fetch(
        _ before: FeedCursor?, _ now: Date, _ hand: @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        var response = try await client.send(request(before?.asked ?? url, before, now: now))
        var note = PollNote(unchanged: true)
        var after = before ?? FeedCursor(url: url, fetched: now)
        if response.status == 304, let before, before.isConditional(now: now) {
            after.note(response, now: now, into: &note)
            after.head.pace?.calmed()
            note.cursor = after == before ? nil : after.stored
            note.hints = after.hints(now: now)
            return note
        }
        try FeedStatus.check(response, now: now)
        // Only what never was a feed is looked through for one: a site that blocks or fails is no new address.
        let isFirst = before == nil || (before?.head.body == nil && before?.roll.isEmpty == true)
        if isFirst, let found = try await finder.find(in: response.body, at: response.finalURL) {
            response = found.response
            var address = FeedAddress()
            address.found(found.address)
            after.head.address = address
            note.notes.append("the address is a page; its feed was found at \(found.address)")
        }
        (after.head.etag, after.head.lastModified) = (nil, nil)
        after.note(response, now: now, into: &note)
        return try await take(FeedAnswer(response), before, after, now, note, hand)
    }

    /// Hands over a body, unless it is the one that was read last.
    private func take(
        _ answer: FeedAnswer, _ before: FeedCursor?, _ after: FeedCursor, _ now: Date, _ note: PollNote,
        _ hand: @Sendable (FetchedBatch) async throws -> Void
    ) async throws -> PollNote {
        var (note, after) = (note, after)
        after.head.fetched = now
        after.head.gone = nil
        after.head.body = Digest256.name(Digest256.of(answer.body))
        if let before, before.head.body == after.head.body {
            note.unchanged = true
            after.head.pace?.calmed()
            note.cursor = after.stored
            note.hints = after.hints(now: now)
            return note
        }
        let whole = after
        // What the answer itself showed counts only once its body has proved to be a feed.
        let (events, notes) = (note.events, note.notes)
        try await hand(
            FetchedBatch(size: 1, total: nil) {
                do {
                    var filed = FiledFeed(
                        try answer.parse(zone: zone), before: before, after: whole, source: name, now: now)
                    filed.batch.events = events + filed.batch.events
                    filed.batch.notes = notes + filed.batch.notes
                    return filed.batch
                } catch {
                    throw remembering(IntakeError("\(error)"), before)
                }
            })
        return PollNote(unchanged: false)
    }

    private func request(_ address: String, _ cursor: FeedCursor?, now: Date) -> HTTPRequest {
        var request = HTTPRequest(method: "GET", url: address)
        request.allowPrivate = allowPrivate
        request.caFile = authorities
        request.proxy = proxy
        request.headers = [
            HTTPField(
                "Accept",
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
        ]
        if let cursor, cursor.isFresh(now: now) {
            if let etag = cursor.head.etag { request.headers.append(HTTPField("If-None-Match", etag)) }
            if let date = cursor.head.lastModified { request.headers.append(HTTPField("If-Modified-Since", date)) }
        }
        return request
    }

    /// The failure with what the source remembers of it: that it is gone, or that its learnt address fails.
    private func remembering(_ error: IntakeError, _ before: FeedCursor?, goneAt: Date? = nil) -> IntakeError {
        var error = error
        var cursor = before ?? FeedCursor(url: url, fetched: .distantPast)
        if cursor.head.address?.learnt != nil {
            // It is the learnt address that is gone: the configured one may still answer.
            error.isGone = false
            // Who asks for patience is there.
            if error.notBefore == nil { cursor.head.address?.failed() }
            if cursor.head.address?.learnt == nil { (cursor.head.etag, cursor.head.lastModified) = (nil, nil) }
        } else {
            cursor.head.gone = goneAt ?? cursor.head.gone
        }
        if cursor != before, before != nil || error.isGone { error.cursor = cursor.stored }
        return error
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
