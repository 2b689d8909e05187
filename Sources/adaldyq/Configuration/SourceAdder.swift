import FoundationEssentials
import FeedParsing
import Yams

/// Writes further feeds into the text of a configuration file and leaves all that stands there as it is, remarks included.
struct SourceAdder {
    /// What came of it.
    struct Outcome {
        /// The file's new text.
        var text: String
        /// The names of the feeds that were added.
        var added: [String] = []
        /// Addresses that are polled already.
        var known: [String] = []
        /// Addresses that cannot be polled, with the reason.
        var refused: [(address: String, reason: String)] = []
    }

    /// Why the text could not be added to.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter configuration: what the text was read as.
    /// - Throws: `Failure` if `sources` is not written as a list with a line an entry.
    static func add(_ feeds: [OPML.Feed], to text: String, _ configuration: Configuration) throws(Failure) -> Outcome {
        var outcome = Outcome(text: text)
        var names = Set(configuration.sources.map(\.name.rawValue))
        var keys = Set(
            configuration.sources.compactMap { source -> String? in
                if case .feed(let url) = source.place { return SourceReader.key(ofFeed: url) }
                return nil
            })
        var entries: [[String]] = []
        for feed in feeds {
            guard let address = WebAddress(feed.address) else {
                outcome.refused.append((feed.address, "it is no address that begins with https:// or http://"))
                continue
            }
            guard address.user == nil else {
                // Without the name and the password: they are nobody's business.
                outcome.refused.append(
                    ("\(address.scheme)://\(address.host)\(address.path)", "a name or password stands in its address"))
                continue
            }
            guard keys.insert(SourceReader.key(ofFeed: feed.address)).inserted else {
                outcome.known.append(feed.address)
                continue
            }
            let isTitled = !feed.title.isEmpty && feed.title != feed.address
            let name = name(isTitled ? feed.title : address.host, taken: &names)
            outcome.added.append(name)
            var entry = ["name: \(quoted(name))", "feed: \(quoted(feed.address))", "every: auto"]
            if isTitled, feed.title != name { entry.append("title: \(quoted(feed.title))") }
            let folder = feed.folders.map { $0.split(separator: "/").joined(separator: "-") }.joined(separator: "/")
            if !folder.isEmpty { entry.append("folder: \(quoted(folder))") }
            entries.append(entry)
        }
        if !entries.isEmpty { outcome.text = try inserted(entries, in: text) }
        return outcome
    }

    /// The entries as the first of the list.
    private static func inserted(_ entries: [[String]], in text: String) throws(Failure) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let key = lines.firstIndex { $0.hasPrefix("sources:") }
        guard let key, let rest = lines[key].dropFirst(8).split(separator: "#", omittingEmptySubsequences: false).first,
            rest.allSatisfy({ $0 == " " || $0 == "\r" })
        else {
            throw Failure(
                description:
                    "\"sources:\" is not a line of its own with a list below it; write it so, then import again")
        }
        let isDOS = lines[key].hasSuffix("\r")
        // Indented as the entries that are there are.
        let first = lines[(key + 1)...].first { line in
            let bare = line.drop { $0 == " " }
            return !bare.isEmpty && !bare.hasPrefix("#") && bare != "\r"
        }
        let isList = first.map { $0.drop { $0 == " " }.hasPrefix("-") } ?? false
        let indent = isList ? first.map { String($0.prefix { $0 == " " }) } ?? "  " : "  "
        let new = entries.flatMap { entry in
            entry.enumerated().map { indent + ($0.offset == 0 ? "- " : "  ") + $0.element + (isDOS ? "\r" : "") }
        }
        lines.insert(contentsOf: new, at: key + 1)
        return lines.joined(separator: "\n")
    }

    /// One word that no other source has: blanks and slashes become hyphens.
    private static func name(_ title: String, taken: inout Set<String>) -> String {
        var words: [String] = [""]
        for scalar in title.unicodeScalars {
            let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "."
            if isPart {
                words[words.count - 1].unicodeScalars.append(scalar)
            } else if words.last?.isEmpty == false {
                words.append("")
            }
        }
        var base = ""
        for word in words where !word.isEmpty {
            let longer = base.isEmpty ? word : "\(base)-\(word)"
            if longer.utf8.count > 56 { break }
            base = longer
        }
        if base.isEmpty { base = "feed" }
        var name = base
        var number = 2
        while !taken.insert(name).inserted {
            name = "\(base)-\(number)"
            number += 1
        }
        return name
    }

    /// A double-quoted scalar (YAML 1.2 §7.3.1).
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
