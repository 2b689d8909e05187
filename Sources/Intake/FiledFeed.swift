import FeedParsing
import FoundationEssentials
import Reports
import Transport

/// A feed that was read, made the batch that is committed: its items, and the cursor that goes with them.
struct FiledFeed {
    var batch: ParsedBatch

    /// - Parameters:
    ///   - before: what was remembered before this poll; nil at first.
    ///   - after: the same with what this poll's answer said.
    init(_ feed: ParsedFeed, before: FeedCursor?, after: FeedCursor, source: SourceName, now: Date) {
        var cursor = after
        let last = before.flatMap { FeedRoll($0.roll) }
        let filed = FeedItems(feed, last: last, reused: cursor.head.reused ?? [], source: source, received: now)
        let seen = filed.recognition
        cursor.roll = (feed.isTruncated ? filed.roll.completed(by: last) : filed.roll).bytes
        cursor.head.reused = seen.reused.isEmpty ? nil : seen.reused
        var freshness = cursor.head.freshness ?? FeedFreshness()
        freshness.read(feed)
        cursor.head.freshness = freshness == FeedFreshness() ? nil : freshness
        var events: [SourceNote] = []
        var notes = feed.damage.map { "the feed is damaged: \($0)" }
        if var pace = cursor.head.pace {
            if seen.isChanged { pace.changed(at: now) }
            if seen.isOutrun, !feed.isTruncated {
                pace.outran()
                events.append(SourceNote(kind: .outrun, at: now))
                notes.append("no entry of the last poll is there any more: some may have been missed; polling faster")
            } else if seen.isCalm {
                pace.calmed()
            }
            cursor.head.pace = pace
        } else {
            cursor.head.pace = FeedPace(dates: feed.entries.compactMap { $0.published ?? $0.updated }, at: now)
        }
        if seen.recognised > 0, before?.head.renumbers != true {
            notes.append("the feed gave \(seen.recognised) of its entries other ids; they were recognised")
        }
        cursor.head.renumbers = seen.recognised > 0 ? true : nil
        // What ends too early is fetched again, so what would show that nothing changed is not kept.
        if feed.isTruncated { (cursor.head.etag, cursor.head.lastModified, cursor.head.body) = (nil, nil, nil) }
        batch = ParsedBatch(items: filed.items, cursor: cursor.stored, notes: notes)
        batch.hints = cursor.hints(now: now)
        batch.events = events
    }
}

extension FeedCursor {
    /// What can be sent back as it came: a control character in it would make every later request impossible.
    static func validator(_ value: String?) -> String? {
        guard let value, (1...2048).contains(value.utf8.count), value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        return value
    }

    /// Takes what an answer's header and redirects say.
    mutating func note(_ response: HTTPResponse, now: Date, into note: inout PollNote) {
        // Both are refreshed, each where the answer has one (RFC 9111 §3.2); after a 304 the body's age stays.
        head.etag = FeedCursor.validator(response.headers["etag"]) ?? head.etag
        head.lastModified = FeedCursor.validator(response.headers["last-modified"]) ?? head.lastModified
        var freshness = head.freshness ?? FeedFreshness()
        freshness.read(response.headers, now: now)
        head.freshness = freshness == FeedFreshness() ? nil : freshness
        var address = head.address ?? FeedAddress()
        if let moved = address.reached(by: response.redirects, at: now) {
            note.events.append(SourceNote(kind: .moved, at: now, detail: moved))
            note.notes.append(
                "it has moved for good to \(moved), which is asked from now on; correct the address in the configuration"
            )
        }
        head.address = address == FeedAddress() ? nil : address
    }
}
