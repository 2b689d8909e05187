import Mustache

/// What becomes of a value in a template. Both work on scalars, not on characters: a quotation mark with an accent on
/// it is one character and unlike a quotation mark, and would end an attribute all the same.
enum PageEscaping {
    /// Every value of an HTML page.
    struct HTML: MustacheContentType {
        func escapeText(_ text: String) -> String { PageEscaping.html(text) }
    }

    /// Every value of a Markdown page.
    struct Markdown: MustacheContentType {
        func escapeText(_ text: String) -> String { PageEscaping.markdown(text) }
    }

    static func html(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "`": out += "&#96;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// CommonMark §2.4: a backslash takes its meaning from any ASCII punctuation. `@` is written as an entity, so that
    /// a stranger's `@all` rings nobody's bell.
    static func markdown(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        // What begins a line may begin a list or underline a heading.
        var isAtStart = true, isInNumber = true
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~", "&", "$": out += "\\" + String(scalar)
            case "-", "+", "=", ":": out += (isAtStart ? "\\" : "") + String(scalar)
            case ".", ")": out += (isInNumber && !isAtStart ? "\\" : "") + String(scalar)
            case "@": out += "&#64;"
            default: out.unicodeScalars.append(scalar)
            }
            isAtStart = false
            isInNumber = isInNumber && (48...57).contains(scalar.value)
        }
        return out
    }
}
