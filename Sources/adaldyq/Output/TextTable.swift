/// Columns under their heads, for people.
enum TextTable {
    /// - Parameter width: the terminal's; the last column is cut to it. Nil: nothing is cut.
    static func render(_ head: [String], _ rows: [[String]], width: Int?) -> String {
        var widths = head.map(columns)
        for row in rows {
            for (index, cell) in row.enumerated() where index < widths.count {
                widths[index] = max(widths[index], columns(cell))
            }
        }
        let isEmpty = (0..<head.count).map { column in rows.allSatisfy { $0[column].isEmpty } }
        let kept = (0..<head.count).filter { !isEmpty[$0] || $0 == head.count - 1 }
        let lines = ([head] + rows).map { row -> String in
            var line = ""
            for column in kept {
                let cell = row[column]
                if column == head.count - 1 {
                    line += width.map { cut(cell, to: max(12, $0 - columns(line))) } ?? cell
                } else {
                    line += cell + String(repeating: " ", count: widths[column] - columns(cell) + 2)
                }
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
        return lines.joined(separator: "\n")
    }

    /// Characters, which for our languages is columns.
    private static func columns(_ text: String) -> Int { text.count }

    private static func cut(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(width - 1) + "…"
    }
}
