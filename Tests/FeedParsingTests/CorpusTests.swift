import FeedParsing
import Foundation
import Markup
import TestSupport
import Testing

/// Every feed of the shared corpora, its values held against those that another parser read. Where the two differ and
/// ours is right, `Explained` says why; a difference that is not in there fails, and so does one that is gone.
@Suite(.enabled(if: SharedData.has("feeds"), "the shared data are not beside the project"))
struct CorpusTests {
    /// What one of the corpora says of a feed, in the words of both.
    struct Expected {
        struct Entry {
            var id: String?
            var title: String?
            var link: String?
            var published: Date?
            var updated: Date?
            var author: String?
            var text: String?
            var attachments: [String] = []
        }
        var title: String?
        var entries: [Entry] = []
    }

    @Test func everyFileIsReadAndNoneStopsTheProgram() throws {
        var read = 0
        for file in SharedData.files(below: "feeds") where file.hasSuffix(".xml") || file.hasSuffix(".json") {
            let bytes = try SharedData.bytes("feeds/\(file)")
            if (try? FeedParser.parse(bytes, contentType: nil, base: "https://example.com/f", zone: .utc)) != nil {
                read += 1
            }
        }
        #expect(read > 700, "\(read)")
    }

    @Test func feedRsReadsTheSame() throws {
        var found: [String] = []
        for file in SharedData.files(below: "feeds/feed-rs") where file.hasSuffix(".serde.json") {
            let stem = file.dropLast(".serde.json".count)
            guard
                let source = ["xml", "json"].map({ "\(stem).\($0)" }).first(where: {
                    SharedData.has("feeds/feed-rs/\($0)")
                })
            else { continue }
            let theirs = try FeedRs.read(try SharedData.bytes("feeds/feed-rs/\(file)"))
            found += try differences(try SharedData.bytes("feeds/feed-rs/\(source)"), theirs).map { "\(source) \($0)" }
        }
        Explained.check(found, Explained.feedRs)
    }

    @Test func gofeedReadsTheSame() throws {
        var found: [String] = []
        for file in SharedData.files(below: "feeds/gofeed/translator") where file.hasSuffix(".xml") {
            let expected = "feeds/gofeed/translator/\(file.dropLast(4)).json"
            guard SharedData.has(expected) else { continue }
            let theirs = try Gofeed.read(try SharedData.bytes(expected))
            found += try differences(try SharedData.bytes("feeds/gofeed/translator/\(file)"), theirs).map {
                "\(file) \($0)"
            }
        }
        Explained.check(found, Explained.gofeed)
    }

    /// Fields that differ: `title`, `3.link` …, each with both values.
    private func differences(_ bytes: [UInt8], _ theirs: Expected) throws -> [String] {
        let ours: ParsedFeed
        do {
            ours = try FeedParser.parse(bytes, contentType: nil, base: nil, zone: .utc)
        } catch {
            return ["feed: \(error)"]
        }
        var found: [String] = []
        func compare<Value: Equatable>(_ field: String, _ own: Value?, _ other: Value?) {
            if own != other {
                found.append("\(field): \(own.map { "\($0)" } ?? "-") | \(other.map { "\($0)" } ?? "-")")
            }
        }
        compare("title", plain(ours.title), plain(theirs.title))
        compare("entries", ours.entries.count, theirs.entries.count)
        let text = String(decoding: bytes, as: UTF8.self)
        for (number, (own, entry)) in zip(ours.entries, theirs.entries).enumerated() {
            var other = entry
            // feed-rs makes up an id where there is none, and takes RSS' one date for two.
            if let id = other.id, own.id != id, !text.contains(id) { other.id = nil }
            if own.updated == nil, other.updated == other.published { other.updated = nil }
            compare("\(number).id", own.id, other.id)
            compare("\(number).title", plain(own.title), plain(other.title))
            compare("\(number).link", own.link, other.link)
            compare("\(number).published", second(own.published), second(other.published))
            compare("\(number).updated", second(own.updated), second(other.updated))
            compare("\(number).author", plain(own.author), plain(other.author))
            compare("\(number).text", plain(own.text), plain(other.text))
            compare("\(number).attachments", own.attachments.map(\.url).sorted(), other.attachments.sorted())
        }
        return found
    }

    private func second(_ date: Date?) -> Double? { date?.timeIntervalSince1970.rounded(.down) }

    /// Words alone: how blanks and marks are written is not compared.
    private func plain(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        let words = HTMLText.plain(text).split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
        return words.isEmpty ? nil : words
    }
}

/// Values as JSON has them.
enum JSONValue {
    static func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    static func date(_ value: Any?) -> Date? {
        guard let text = value as? String else { return nil }
        return (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }

    static func text(_ value: Any?) -> String? { (value as? String).flatMap { $0.isEmpty ? nil : $0 } }
}

/// The model of feed-rs.
enum FeedRs {
    static func read(_ bytes: [UInt8]) throws -> CorpusTests.Expected {
        let feed = try JSONValue.object(bytes)
        func content(_ value: Any?) -> String? {
            (value as? [String: Any]).flatMap { JSONValue.text($0["content"]) ?? JSONValue.text($0["body"]) }
        }
        return CorpusTests.Expected(
            title: content(feed["title"]),
            entries: (feed["entries"] as? [[String: Any]] ?? []).map { entry in
                let links = entry["links"] as? [[String: Any]] ?? []
                let media = (entry["media"] as? [[String: Any]] ?? []).flatMap {
                    $0["content"] as? [[String: Any]] ?? []
                }
                let authors = (entry["authors"] as? [[String: Any]] ?? []).compactMap { JSONValue.text($0["name"]) }
                return .init(
                    id: JSONValue.text(entry["id"]), title: content(entry["title"]),
                    link: JSONValue.text(
                        (links.first { ($0["rel"] as? String ?? "alternate") == "alternate" } ?? links.first)?["href"]),
                    published: JSONValue.date(entry["published"]), updated: JSONValue.date(entry["updated"]),
                    author: authors.first, text: content(entry["content"]) ?? content(entry["summary"]),
                    attachments: media.compactMap { JSONValue.text($0["url"]) }
                        + links.filter { $0["rel"] as? String == "enclosure" }.compactMap { JSONValue.text($0["href"]) }
                )
            })
    }
}

/// The model of gofeed.
enum Gofeed {
    static func read(_ bytes: [UInt8]) throws -> CorpusTests.Expected {
        let feed = try JSONValue.object(bytes)
        return CorpusTests.Expected(
            title: JSONValue.text(feed["title"]),
            entries: (feed["items"] as? [[String: Any]] ?? []).map { item in
                let author = item["author"] as? [String: Any] ?? (item["authors"] as? [[String: Any]])?.first
                return .init(
                    id: JSONValue.text(item["guid"]), title: JSONValue.text(item["title"]),
                    link: JSONValue.text(item["link"]), published: JSONValue.date(item["publishedParsed"]),
                    updated: JSONValue.date(item["updatedParsed"]),
                    author: JSONValue.text(author?["name"]) ?? JSONValue.text(author?["email"]),
                    text: JSONValue.text(item["content"]) ?? JSONValue.text(item["description"]),
                    attachments: (item["enclosures"] as? [[String: Any]] ?? []).compactMap { JSONValue.text($0["url"]) }
                )
            })
    }
}
