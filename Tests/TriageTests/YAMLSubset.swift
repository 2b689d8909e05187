import Foundation
import Triage

/// As much YAML as the shipped taxonomy is written in: maps by indentation, lists in brackets. The
/// product reads it by a real reader; this room has none.
enum YAMLSubset {
    static func parse(_ text: String) -> TaxonomyNode {
        var lines: [(indent: Int, text: Substring, number: Int)] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let body = line.drop { $0 == " " }
            if body.isEmpty || body.hasPrefix("#") { continue }
            if var open = lines.last, open.text.contains("["), !open.text.hasSuffix("]") {
                open.text += " " + body
                lines[lines.count - 1] = open
                continue
            }
            lines.append((line.count - body.count, body, number + 1))
        }
        var at = 0
        func map(_ indent: Int) -> TaxonomyNode {
            let first = at < lines.count ? lines[at].number : 1
            var pairs: [TaxonomyPair] = []
            while at < lines.count, lines[at].indent == indent {
                let (_, body, number) = lines[at]
                at += 1
                let colon = body.firstIndex(of: ":") ?? body.endIndex
                let rest = body[colon...].dropFirst().drop { $0 == " " }
                let value: TaxonomyNode
                if rest.isEmpty, at < lines.count, lines[at].indent > indent {
                    value = map(lines[at].indent)
                } else if rest.hasPrefix("[") {
                    value = .list(items(rest.dropFirst().dropLast(), number), line: number)
                } else {
                    let isQuoted = rest.count > 1 && rest.hasPrefix("\"") && rest.hasSuffix("\"")
                    value = .scalar(String(isQuoted ? rest.dropFirst().dropLast() : rest), line: number)
                }
                pairs.append(TaxonomyPair(key: String(body[..<colon]), line: number, value: value))
            }
            return .map(pairs, line: first)
        }
        return map(0)
    }

    private static func items(_ text: Substring, _ line: Int) -> [TaxonomyNode] {
        var items: [String] = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                items.append("")
            } else {
                items[items.count - 1].append(character)
            }
        }
        return items.map { .scalar($0.trimmingCharacters(in: .whitespaces), line: line) }
    }
}
