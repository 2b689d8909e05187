/// Digits with what people put between the groups of a number: a blank, a hyphen, a dot, brackets.
struct DigitCluster {
    /// A run of digits.
    struct Group {
        var start: Int
        var count: Int
        var end: Int { start + count }
    }

    /// The runs in order.
    private(set) var groups: [Group] = []
    /// What stands before each group but the first.
    private(set) var gaps: [Gap] = []
    /// Whether a `+` stands before the first digit.
    private(set) var hasPlus = false
    /// Where the cluster begins, a `+` and an opening bracket included.
    private(set) var start: Int
    /// Where it ends.
    private(set) var end: Int

    /// What parts two groups.
    enum Gap { case blank, mark, both }

    init(_ text: UnsafeBufferPointer<UInt8>, from position: Int, notBefore: Int) {
        start = position
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
        if start > notBefore, text[start - 1] == 0x28 { start -= 1 }
        if start > notBefore, text[start - 1] == 0x2B {
            start -= 1
            hasPlus = true
        } else if start > notBefore + 1, text[start - 1] == 0x20, text[start - 2] == 0x2B {
            start -= 2
            hasPlus = true
        }
    }

    /// Up to three characters of a separator with a digit behind them.
    private static func gap(_ text: UnsafeBufferPointer<UInt8>, _ from: Int) -> (Gap, Int)? {
        var index = from
        var (blanks, marks) = (0, 0)
        while index < text.count, blanks + marks < 4 {
            let byte = text[index]
            if PersonalData.isDigit(byte) {
                guard blanks + marks > 0 else { return nil }
                return (marks == 0 ? .blank : blanks == 0 ? .mark : .both, index)
            }
            switch byte {
            case 0x20, 0x09:
                blanks += 1
                index += 1
            case 0x28, 0x29, 0x2D, 0x2E:
                marks += 1
                index += 1
            case 0xC2 where index + 1 < text.count && text[index + 1] == 0xA0:
                blanks += 1
                index += 2
            case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80 && isThin(text[index + 2]):
                if text[index + 2] == 0xAF { blanks += 1 } else { marks += 1 }
                index += 3
            default: return nil
            }
        }
        return nil
    }

    /// The last byte of U+2010 to U+2014 (hyphens, dashes) and U+202F (a narrow blank).
    private static func isThin(_ byte: UInt8) -> Bool { (0x90...0x94).contains(byte) || byte == 0xAF }
}
