/// Strangers' text made safe to show: nothing invisible, nothing that turns the direction of what stands beside it, no
/// towers of accents (FAULTS of such texts: spoofed names, forged lines). Kazakh letters are left as they are.
public enum Visible {
    /// The text on one line.
    /// - Parameter most: how many scalars of the text are looked at: a whole book is not read for its first words.
    public static func line(_ text: String, most: Int = 4000) -> String {
        var out = String.UnicodeScalarView()
        var owesSpace = false
        var marks = 0
        for scalar in text.unicodeScalars.prefix(most) {
            if isBlank(scalar) {
                owesSpace = !out.isEmpty
                continue
            }
            if isHidden(scalar) { continue }
            if isMark(scalar) {
                marks += 1
                if marks > mostMarks { continue }
            } else {
                marks = 0
            }
            if owesSpace {
                out.append(" ")
                owesSpace = false
            }
            out.append(scalar)
        }
        return String(out)
    }

    /// The text with its lines and its blanks as they are.
    public static func block(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" {
                out.append(scalar)
            } else if !isHidden(scalar) {
                marks = isMark(scalar) ? marks + 1 : 0
                if marks <= mostMarks { out.append(scalar) }
            }
        }
        return String(out)
    }

    /// At most so many characters, cut at a word.
    static func cut(_ text: String, _ limit: Int) -> String {
        guard text.count > limit else { return text }
        let head = text.prefix(limit)
        let words = head.lastIndex(of: " ").map { head[..<$0] } ?? head
        return (words.count > limit / 2 ? words : head) + "…"
    }

    private static let mostMarks = 3

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return true
        default: return false
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200F,
            0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
            0xE0000...0xE0FFF:
            true
        default: false
        }
    }
}
