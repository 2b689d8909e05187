import FoundationEssentials
import Markup

/// JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1).
enum JSONFeedReader {
    static func read(_ bytes: [UInt8], charset: String?, _ context: FeedContext) throws(FeedError) -> ParsedFeed {
        let decoded = Charsets.decode(bytes, labels: [charset].compactMap { $0 })
        let repair = JSONRepair(Array(decoded.text.utf8), deepest: FeedLimits.depth)
        // RFC 8259 sets no limit to nesting; the decoder goes into it by recursion.
        guard repair.depth <= FeedLimits.depth else {
            throw .malformed("its JSON lies more than \(FeedLimits.depth) deep")
        }
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(repair.bytes)) else {
            throw .malformed("it is no JSON, or ends too early")
        }
        guard document.version?.contains("jsonfeed.org") == true || (document.items != nil && document.title != nil)
        else {
            throw .notAFeed("JSON, but no JSON Feed")
        }
        var feed = ParsedFeed()
        feed.format = .json
        feed.damage = repair.damage
        feed.isTruncated = repair.isTruncated
        feed.title = FeedText.oneLine(document.title)
        feed.link = FeedLink.resolve(document.home, base: context.base)
        feed.language = FeedText.oneLine(document.language)
        if decoded.repaired { feed.damage.append("bytes that are no letters of \(decoded.charset) were replaced") }
        let items = document.items ?? []
        feed.skipped = max(0, items.count - FeedLimits.entries)
        feed.entries = items.prefix(FeedLimits.entries).map {
            entry($0, document, base: feed.link ?? context.base, context)
        }
        return feed
    }

    private static func entry(
        _ item: Item, _ document: Document, base: String?, _ context: FeedContext
    ) -> ParsedEntry {
        var entry = ParsedEntry()
        entry.id = FeedText.oneLine(item.id)
        entry.title = FeedText.oneLine(item.title)
        entry.link = FeedLink.resolve(item.url ?? item.externalURL, base: base)
        let authors = (item.authors.isEmpty ? document.authors : item.authors).compactMap { FeedText.oneLine($0) }
        entry.author = authors.isEmpty ? nil : authors.joined(separator: ", ")
        entry.published = item.published.flatMap { FeedDate.read($0, zone: context.zone) }
        entry.updated = item.modified.flatMap { FeedDate.read($0, zone: context.zone) }
        entry.language = FeedText.oneLine(item.language) ?? FeedText.oneLine(document.language)
        entry.categories = item.tags.prefix(FeedLimits.list).compactMap { FeedText.oneLine($0) }
        for file in item.attachments.prefix(FeedLimits.list) {
            guard let url = FeedLink.resolve(file.url, base: base) else { continue }
            entry.attachments.append(ParsedLink(url: url, type: FeedText.oneLine(file.type), length: file.length))
        }
        let html = item.html.map { FeedText.body($0, isHTML: true) }
        let plain = (item.text ?? item.summary).map { FeedText.body($0, isHTML: false) }
        entry.html = html?.html
        entry.text = item.text != nil ? plain?.text ?? html?.text : html?.text ?? plain?.text
        return entry
    }
}

extension JSONFeedReader {
    fileprivate struct Document: Decodable {
        var version: String?
        var title: String?
        var home: String?
        var language: String?
        var authors: [String] = []
        var items: [Item]?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            version = container.text("version")
            title = container.text("title")
            home = container.text("home_page_url")
            language = container.text("language")
            authors = container.people()
            items = container.list("items", of: Item.self)
        }
    }

    fileprivate struct Item: Decodable {
        var id: String?
        var url: String?
        var externalURL: String?
        var title: String?
        var html: String?
        var text: String?
        var summary: String?
        var published: String?
        var modified: String?
        var language: String?
        var authors: [String]
        var tags: [String]
        var attachments: [File]

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            id = container.text("id")
            url = container.text("url")
            externalURL = container.text("external_url")
            title = container.text("title")
            html = container.text("content_html")
            text = container.text("content_text")
            summary = container.text("summary")
            published = container.text("date_published")
            modified = container.text("date_modified")
            language = container.text("language")
            authors = container.people()
            tags = container.list("tags", of: Loose.self)?.compactMap(\.text) ?? []
            attachments = container.list("attachments", of: File.self) ?? []
        }
    }

    fileprivate struct File: Decodable {
        var url: String?
        var type: String?
        var length: Int?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            url = container.text("url")
            type = container.text("mime_type")
            length = container.text("size_in_bytes").flatMap { Double($0) }.flatMap { Int(exactly: $0) }
        }
    }

    fileprivate struct Person: Decodable {
        var name: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            name = container.text("name") ?? container.text("url")
        }
    }

    /// A value that should be a string and may be a number or a truth.
    fileprivate struct Loose: Decodable {
        var text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let string = try? container.decode(String.self) {
                text = string
            } else if let number = try? container.decode(Int64.self) {
                text = String(number)
            } else if let number = try? container.decode(Double.self) {
                text = String(number)
            }
        }
    }

    /// An element that may be of the wrong type without taking the list with it.
    fileprivate struct Perhaps<Value: Decodable>: Decodable {
        var value: Value?

        init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
    }

    fileprivate struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
        init(_ name: String) { stringValue = name }
    }
}

extension KeyedDecodingContainer where K == JSONFeedReader.Key {
    fileprivate func text(_ name: String) -> String? {
        contains(.init(name)) ? (try? decode(JSONFeedReader.Loose.self, forKey: .init(name)))?.text : nil
    }

    fileprivate func list<Value: Decodable>(_ name: String, of type: Value.Type) -> [Value]? {
        guard contains(.init(name)) else { return nil }
        return (try? decode([JSONFeedReader.Perhaps<Value>].self, forKey: .init(name)))?.compactMap(\.value)
    }

    /// Version 1.1 has a list, version 1 one author.
    fileprivate func people() -> [String] {
        if let several = list("authors", of: JSONFeedReader.Person.self), !several.isEmpty {
            return several.compactMap(\.name)
        }
        guard contains(.init("author")) else { return [] }
        return (try? decode(JSONFeedReader.Person.self, forKey: .init("author")))?.name.map { [$0] } ?? []
    }
}
