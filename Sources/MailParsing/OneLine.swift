/// Texts that are one line: subjects, names.
enum OneLine {
    /// Turns line ends and tabs into blanks, drops other controls, and trims.
    static func clean(_ text: inout String) {
        var needsWork = false
        for byte in text.utf8 where byte < 0x20 || byte == 0x7F { needsWork = true }
        if needsWork {
            var scalars = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                switch scalar.value {
                case 0x09, 0x0A, 0x0D: scalars.append(" ")
                case 0..<0x20, 0x7F: continue
                default: scalars.append(scalar)
                }
            }
            text = String(scalars)
        }
        if let first = text.utf8.first, let last = text.utf8.last, first == 0x20 || last == 0x20 {
            var view = text.unicodeScalars[...]
            while view.first == " " { view.removeFirst() }
            while view.last == " " { view.removeLast() }
            text = String(view)
        }
    }
}
