import Reports

/// The digest's pictures as inline SVG: they need nothing beside them, print sharp, and take their colours from the page.
enum Charts {
    private static let width = 460
    private static let row = 40

    /// Bars with names above them, a tick at the usual level, and the reading in words.
    static func bars(_ bars: [DigestPage.Bar], label: String) -> String {
        guard bars.contains(where: { $0.count > 0 || $0.usual > 0 }) else { return "" }
        let most = max(1, bars.map { max(Double($0.count), $0.usual) }.max() ?? 1)
        let height = bars.count * row
        var svg = open(width, height, label)
        for (index, bar) in bars.enumerated() {
            let top = index * row
            let length = bar.count == 0 ? 0 : max(3, Int(Double(bar.count) / most * Double(width)))
            svg += "<text class=\"name\" x=\"0\" y=\"\(top + 14)\">\(escaped(bar.name))</text>"
            svg += "<text class=\"count\" x=\"\(width)\" y=\"\(top + 14)\" text-anchor=\"end\">\(bar.count)</text>"
            svg += "<rect class=\"rail\" x=\"0\" y=\"\(top + 20)\" width=\"\(width)\" height=\"8\" rx=\"4\"/>"
            if length > 0 {
                svg += "<rect class=\"\(bar.level.rawValue)\" x=\"0\" y=\"\(top + 20)\" width=\"\(length)\" height=\"8\" rx=\"4\">"
                svg += "<title>\(escaped(bar.note.isEmpty ? "\(bar.count)" : "\(bar.count): \(bar.note)"))</title></rect>"
            }
            if bar.level != .unknown, bar.usual > 0 {
                let tick = min(width - 2, Int(bar.usual / most * Double(width)))
                svg += "<rect class=\"tick\" x=\"\(tick)\" y=\"\(top + 17)\" width=\"2\" height=\"14\"/>"
            }
        }
        return svg + "</svg>"
    }

    /// One column a day, the last one being this digest's.
    static func history(_ days: [Int], label: String) -> String {
        guard days.count > 1 else { return "" }
        let most = max(1, days.max() ?? 1)
        let (height, gap) = (84, 3)
        let column = min(36, (width - gap * (days.count - 1)) / days.count)
        var svg = open(width, height, label)
        for (index, count) in days.enumerated() {
            let tall = count == 0 ? 1 : max(2, count * 62 / most)
            let left = index * (column + gap)
            let isLast = index == days.count - 1
            svg += "<rect class=\"\(isLast ? "today" : "past")\" x=\"\(left)\" y=\"\(66 - tall)\" width=\"\(column)\" height=\"\(tall)\" rx=\"1\">"
            svg += "<title>\(count)</title></rect>"
            if isLast || index == 0 {
                svg += "<text class=\"small\" x=\"\(left + column / 2)\" y=\"80\" text-anchor=\"middle\">\(count)</text>"
            }
        }
        return svg + "</svg>"
    }

    private static func open(_ width: Int, _ height: Int, _ label: String) -> String {
        "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(escaped(label))\" xmlns=\"http://www.w3.org/2000/svg\">"
    }

    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
