import Foundation
import MailParsing
import Markup
import TestSupport
import Testing

/// Every message of the shared corpora. Where values of another parser lie beside one, ours are held against them;
/// where the two differ and ours is right, `ExplainedMail` says why. A difference that is not in there fails, and so
/// does one that is gone.
@Suite(.enabled(if: SharedData.has("mail"), "the shared data are not beside the project"))
struct MailCorpusTests {
    @Test func everyMessageIsRead() throws {
        let files = SharedData.files(below: "mail").filter { $0.hasSuffix(".eml") }
        #expect(files.count > 250)
        for file in files {
            do {
                let message = try MailParser.parse(try SharedData.bytes("mail/\(file)"))
                #expect(!message.from.isEmpty || message.damage.count < 10, "\(file)")
            } catch {
                Issue.record("\(file): \(error)")
            }
        }
    }

    @Test(arguments: ["rfc", "thirdparty"]) func anotherParserReadsTheSame(folder: String) throws {
        var found: [String] = []
        for file in SharedData.files(below: "mail/\(folder)") where file.hasSuffix(".json") {
            let name = "\(folder)/\(file.dropLast(5))"
            let theirs = try TheirMessage(try JSONValues.object(try SharedData.bytes("mail/\(folder)/\(file)")))
            let ours = try MailParser.parse(try SharedData.bytes("mail/\(name).eml"))
            func compare(_ field: String, _ own: String?, _ other: String?) {
                if own != other { found.append("\(name) \(field): \(own ?? "-") | \(other ?? "-")") }
            }
            compare("subject", ours.subject, theirs.subject)
            compare("id", ours.messageID, theirs.id)
            compare("date", ours.date.map { $0.formatted(.iso8601) }, theirs.date.map { $0.formatted(.iso8601) })
            for (field, own) in [("from", ours.from), ("to", ours.to), ("cc", ours.cc)] {
                compare(
                    field, own.map { "\($0.name ?? "") <\($0.address)>" }.joined(separator: ", "),
                    theirs.people[field]?.joined(separator: ", ") ?? "")
            }
            compare("text", words(ours.text), words(theirs.text))
            compare(
                "attachments", ours.attachments.map { $0.name ?? "?" }.sorted().joined(separator: ", "),
                theirs.attachments.sorted().joined(separator: ", "))
        }
        ExplainedMail.check(found, folder: folder)
    }

    @Test func allBouncesAreKnownByTheirKindAndPeopleAreLetThrough() throws {
        var seen = 0
        for folder in ["crlf", "in-mbox-0"] {
            for file in SharedData.files(below: "mail/bounces/\(folder)") {
                let message = try MailParser.parse(try SharedData.bytes("mail/bounces/\(folder)/\(file)"))
                let kind: Automatic =
                    file.hasPrefix("arf") ? .report : file.hasPrefix("rfc3834") ? .autoReply : .bounce
                #expect(message.automatic == kind, "\(file): \(String(describing: message.automatic))")
                seen += 1
            }
        }
        #expect(seen == 117)
        for file in SharedData.files(below: "mail/bounces/not-a-bounce") {
            let message = try MailParser.parse(try SharedData.bytes("mail/bounces/not-a-bounce/\(file)"))
            // The third is none only to a program that cannot read it: `Auto-Submitted: auto-replied` from a postmaster
            // who says that the letter was rejected is automatic mail (RFC 3834 §5), and no report.
            #expect(message.automatic == (file == "rb-issue-368-bug.eml" ? .bounce : nil), "\(file)")
        }
    }

    @Test func noLetterOfAPersonIsTakenForAutomatic() throws {
        let automatic = [
            "mime_emails/raw_email_with_mimepart_without_content_type.eml", "multipart_report_emails/",
        ]
        for file in SharedData.files(below: "mail/fixtures") where file.hasSuffix(".eml") {
            let message = try MailParser.parse(try SharedData.bytes("mail/fixtures/\(file)"))
            let isOne = automatic.contains { file.hasPrefix($0) }
            #expect((message.automatic == .bounce) == isOne, "\(file): \(String(describing: message.automatic))")
        }
    }

    @Test func theMboxSplitsIntoItsThirtySeven() throws {
        var reader = MboxReader(limit: 1 << 20)
        var messages: [[UInt8]] = []
        let mbox = try SharedData.bytes("mail/bounces/mbox-0")
        reader.read(mbox[...]) { messages.append($0.bytes) }
        reader.finish { messages.append($0.bytes) }
        let singles = try SharedData.files(below: "mail/bounces/in-mbox-0").map {
            try MailParser.parse(try SharedData.bytes("mail/bounces/in-mbox-0/\($0)"))
        }
        #expect(messages.count == 37 && singles.count == 37)
        let split = try messages.map { try MailParser.parse($0) }
        #expect(
            split.map { $0.messageID ?? "-" }.sorted() == singles.map { $0.messageID ?? "-" }.sorted())
        #expect(split.map(\.text.count).sorted() == singles.map(\.text.count).sorted())
    }

    /// Words alone: how blanks, marks of quoting and tags are written is not compared.
    private func words(_ text: String) -> String {
        let plain = HTMLText.looksLikeHTML(text) ? HTMLText.plain(text) : text
        return plain.split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
    }
}

/// A message as mail-parser tells it.
struct TheirMessage {
    var subject: String?
    var id: String?
    var date: Date?
    var people: [String: [String]] = [:]
    var text = ""
    var attachments: [String] = []

    init(_ message: [String: Any]) throws {
        let parts = message["parts"] as? [[String: Any]] ?? []
        let top = parts.first ?? [:]
        subject = TheirMessage.text(TheirMessage.field("subject", top))
        id = TheirMessage.text(TheirMessage.field("message_id", top))
        date = (TheirMessage.field("date", top) as? [String: Any]).flatMap { $0["DateTime"] as? [String: Any] }
            .flatMap { TheirMessage.instant($0) }
        for name in ["from", "to", "cc"] { people[name] = TheirMessage.people(TheirMessage.field(name, top)) }
        var texts = (message["text_body"] as? [Int] ?? []).compactMap { TheirMessage.content(parts[$0]) }
        for index in message["attachments"] as? [Int] ?? [] {
            if let inner = (parts[index]["body"] as? [String: Any])?["Message"] as? [String: Any] {
                // Forwarded letters are part of what is read, as their subject is.
                let inner = try TheirMessage(inner)
                texts += [inner.subject, inner.text].compactMap(\.self)
                attachments += inner.attachments
            } else {
                attachments.append(TheirMessage.name(parts[index]) ?? "?")
            }
        }
        text = texts.joined(separator: "\n")
    }

    private static func field(_ name: String, _ part: [String: Any]) -> Any? {
        (part["headers"] as? [[String: Any]] ?? []).first { $0["name"] as? String == name }?["value"]
    }

    private static func text(_ value: Any?) -> String? { (value as? [String: Any])?["Text"] as? String }

    private static func content(_ part: [String: Any]) -> String? {
        guard let body = part["body"] as? [String: Any] else { return nil }
        return body["Text"] as? String ?? (body["Html"] as? String).map { HTMLText.plain($0) }
    }

    private static func name(_ part: [String: Any]) -> String? {
        for field in ["content_disposition", "content_type"] {
            let value = (self.field(field, part) as? [String: Any])?["ContentType"] as? [String: Any]
            for attribute in value?["attributes"] as? [[String: Any]] ?? []
            where ["filename", "name"].contains(attribute["name"] as? String ?? "") {
                return attribute["value"] as? String
            }
        }
        return nil
    }

    private static func people(_ value: Any?) -> [String] {
        let address = (value as? [String: Any])?["Address"] as? [String: Any]
        let groups = (address?["Group"] as? [[String: Any]] ?? []).flatMap { $0["addresses"] as? [[String: Any]] ?? [] }
        return ((address?["List"] as? [[String: Any]] ?? []) + groups).map {
            "\($0["name"] as? String ?? "") <\($0["address"] as? String ?? "")>"
        }
    }

    private static func instant(_ value: [String: Any]) -> Date? {
        func number(_ name: String) -> Int { value[name] as? Int ?? 0 }
        var parts = DateComponents()
        (parts.year, parts.month, parts.day) = (number("year"), number("month"), number("day"))
        (parts.hour, parts.minute, parts.second) = (number("hour"), number("minute"), number("second"))
        let offset =
            (number("tz_hour") * 60 + number("tz_minute")) * (value["tz_before_gmt"] as? Bool == true ? -60 : 60)
        parts.timeZone = TimeZone(secondsFromGMT: offset)
        return Calendar(identifier: .gregorian).date(from: parts)
    }
}

/// Values as JSON has them.
enum JSONValues {
    static func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }
}
