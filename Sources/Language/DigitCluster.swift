/// Digits with what people put between the groups of a number: a blank, a hyphen, a dot, brackets, a slash, a line's end.
struct DigitCluster {
    /// A run of digits.
    struct Group {
        var start: Int
        var count: Int
        var end: Int { start + count }
    }

    /// What parts two groups.
    struct Gap: OptionSet {
        let rawValue: UInt8
        static let blank = Gap(rawValue: 1)
        static let dot = Gap(rawValue: 2)
        static let comma = Gap(rawValue: 4)
        static let hyphen = Gap(rawValue: 8)
        static let bracket = Gap(rawValue: 16)
        static let slash = Gap(rawValue: 32)
        /// A line ends: mail is wrapped at some 76 characters.
        static let line = Gap(rawValue: 64)
        /// What stands inside a number only if its groups are a phone's.
        static let doubtful: Gap = [.comma, .slash, .line]
    }

    /// The runs in order.
    private(set) var groups: [Group] = []
    /// What stands before each group but the first.
    private(set) var gaps: [Gap] = []
    /// Where the cluster ends.
    private(set) var end: Int
    /// What is before it belongs to something else.
    let notBefore: Int

    init(_ text: UnsafeBufferPointer<UInt8>, from position: Int, notBefore: Int) {
        self.notBefore = notBefore
        end = position
        var index = position
        while true {
            let begin = index
            while index < text.count, PersonalData.isDigit(text[index]) { index += 1 }
            groups.append(Group(start: begin, count: index - begin))
            end = index
            guard let (gap, next) = DigitCluster.gap(text, index) else { break }
            gaps.append(gap)
            index = next
        }
    }

    /// Where a number that begins with a group begins, a bracket and a plus included, and whether there is a plus.
    func opening(_ group: Int, _ text: UnsafeBufferPointer<UInt8>) -> (start: Int, hasPlus: Bool) {
        var start = groups[group].start
        let least = group == 0 ? notBefore : groups[group - 1].end
        if start > least, text[start - 1] == 0x28 { start -= 1 }
        if start > least, text[start - 1] == 0x2B { return (start - 1, true) }
        if start > least + 1, text[start - 1] == 0x20, text[start - 2] == 0x2B { return (start - 2, true) }
        // A plus as links write it: %2B. Its 2 is a group of its own.
        if start >= 3, text[start - 1] | 0x20 == 0x62, text[start - 2] == 0x32, text[start - 3] == 0x25 {
            return (start - 3, true)
        }
        return (start, false)
    }

    /// Separators may be so long, not counting the marks of quoting at a line's beginning.
    private static let longestGap = 3
    /// Marks of quoting and blanks at a line's beginning.
    private static let longestQuote = 16

    /// A separator with a digit behind it.
    private static func gap(_ text: UnsafeBufferPointer<UInt8>, _ from: Int) -> (Gap, Int)? {
        var index = from
        var gap: Gap = []
        var count = 0
        while index < text.count, count <= longestGap {
            let byte = text[index]
            if PersonalData.isDigit(byte) {
                // "кв. 8, 701": a comma with a blank is a list.
                guard count > 0, !gap.contains(.comma) || gap == .comma else { return nil }
                return (gap, index)
            }
            count += 1
            switch byte {
            case 0x20, 0x09: gap.insert(.blank)
            case 0x2E: gap.insert(.dot)
            case 0x2C: gap.insert(.comma)
            case 0x2D, 0x5F: gap.insert(.hyphen)
            case 0x28, 0x29: gap.insert(.bracket)
            case 0x2F: gap.insert(.slash)
            case 0x0A, 0x0D:
                guard !gap.contains(.line), let next = newLine(text, index) else { return nil }
                gap.insert(.line)
                count = min(count, longestGap)
                index = next - 1
            case 0x25 where index + 2 < text.count && text[index + 1] == 0x32 && text[index + 2] == 0x30:
                gap.insert(.blank)
                index += 2
            case 0xC2 where index + 1 < text.count && text[index + 1] == 0xA0:
                gap.insert(.blank)
                index += 1
            case 0xE2 where index + 2 < text.count:
                // U+2010 to U+2014 (hyphens, dashes), U+2212 (minus) and U+202F (a narrow blank).
                switch (text[index + 1], text[index + 2]) {
                case (0x80, 0x90...0x94), (0x88, 0x92): gap.insert(.hyphen)
                case (0x80, 0xAF): gap.insert(.blank)
                default: return nil
                }
                index += 2
            default: return nil
            }
            index += 1
        }
        return nil
    }

    /// Where the next line's words begin, behind marks of quoting; nil if it is empty.
    static func newLine(_ text: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int? {
        var index = from
        if index < text.count, text[index] == 0x0D { index += 1 }
        if index < text.count, text[index] == 0x0A { index += 1 }
        let most = min(text.count, index + longestQuote)
        while index < most, text[index] == 0x20 || text[index] == 0x09 || text[index] == 0x3E { index += 1 }
        guard index < text.count, text[index] != 0x0A, text[index] != 0x0D else { return nil }
        return index
    }
}
