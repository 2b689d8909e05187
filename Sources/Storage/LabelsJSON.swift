import FoundationEssentials
import Reports

/// Labels as the report's JSON column keeps them. Written by hand: JSONEncoder takes longer for one report than the
/// whole rest of its commit does.
enum LabelsJSON {
    static func encode(_ labels: Labels) -> String {
        var out = "{\"themes\":"
        append(labels.themes.map { ($0.id.rawValue, $0.score, $0.evidence) }, to: &out)
        out += ",\"signals\":"
        append(labels.signals.map { ($0.id.rawValue, $0.score, $0.evidence) }, to: &out)
        out += ",\"districts\":"
        append(labels.districts.map(\.rawValue), to: &out)
        out += ",\"places\":["
        for (index, place) in labels.places.enumerated() {
            if index > 0 { out += "," }
            out += "{\"name\":"
            append(place.name, to: &out)
            out += ",\"kind\":"
            append(place.kind, to: &out)
            if let district = place.district {
                out += ",\"district\":"
                append(district.rawValue, to: &out)
            }
            out += "}"
        }
        out += "],\"reasons\":"
        append(labels.reasons, to: &out)
        out += "}"
        return out
    }

    /// What a reader needs of it.
    struct Decoded: Decodable {
        var themes: [Label<Theme>]
        var signals: [Label<Signal>]
        var districts: [District]
        var places: [Place]
        var reasons: [String]
    }

    static func decode(_ text: String) throws -> Decoded {
        try JSONDecoder().decode(Decoded.self, from: Data(text.utf8))
    }

    private static func append(_ labels: [(id: String, score: Double, evidence: [String])], to out: inout String) {
        out += "["
        for (index, label) in labels.enumerated() {
            if index > 0 { out += "," }
            out += "{\"id\":\"\(label.id)\",\"score\":\(label.score),\"evidence\":"
            append(label.evidence, to: &out)
            out += "}"
        }
        out += "]"
    }

    private static func append(_ texts: [String], to out: inout String) {
        out += "["
        for (index, text) in texts.enumerated() {
            if index > 0 { out += "," }
            append(text, to: &out)
        }
        out += "]"
    }

    /// RFC 8259 §7.
    private static func append(_ text: String, to out: inout String) {
        out += "\""
        if text.utf8.allSatisfy({ $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            out += text
        } else {
            escape(text, to: &out)
        }
        out += "\""
    }

    private static func escape(_ text: String, to out: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 32:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
