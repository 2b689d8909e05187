/// Which digits of a cluster are a person's number.
enum PersonalNumbers {
    /// The places found in a cluster, in order; a plate may reach beyond it.
    static func read(_ cluster: DigitCluster, _ text: UnsafeBufferPointer<UInt8>) -> [PersonalData.Found] {
        let groups = cluster.groups
        if groups.count == 1, groups[0].count < 7 {
            if let range = Plates.range(groups[0], text) { return [PersonalData.Found(kind: .plate, range: range)] }
            return []
        }
        guard isFree(cluster, text) else { return [] }
        var found: [PersonalData.Found] = []
        var first = 0
        while first < groups.count {
            if let (kind, last) = number(cluster, first, text) {
                let start = first == 0 ? cluster.start : opening(groups[first].start, text)
                found.append(PersonalData.Found(kind: kind, range: start..<groups[last].end))
                first = last + 1
            } else if let range = Plates.range(groups[first], text) {
                found.append(PersonalData.Found(kind: .plate, range: range))
                first += 1
            } else {
                first += 1
            }
        }
        return found
    }

    /// A bracket or a plus right before a group belongs to its number.
    private static func opening(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
        position > 0 && (text[position - 1] == 0x28 || text[position - 1] == 0x2B) ? position - 1 : position
    }

    /// Digits that letters touch are part of a name or a code: `ABC123456789012`.
    private static func isFree(_ cluster: DigitCluster, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let before = cluster.start > 0 ? text[cluster.start - 1] : 0x20
        let after = cluster.end < text.count ? text[cluster.end] : 0x20
        if PersonalData.isWordByte(before) || before == 0x2F || before == 0x3D || before == 0x25 { return false }
        return !PersonalData.isWordByte(after)
    }

    /// The number that begins with a group, and its last group.
    private static func number(
        _ cluster: DigitCluster, _ first: Int, _ text: UnsafeBufferPointer<UInt8>
    ) -> (PersonalData.Found.Kind, Int)? {
        var digits: [UInt8] = []
        var lengths: [Int] = []
        var best: (PersonalData.Found.Kind, Int)?
        for index in first..<cluster.groups.count {
            let group = cluster.groups[index]
            guard digits.count + group.count <= 16 else { break }
            for position in group.start..<group.end { digits.append(text[position] - 0x30) }
            lengths.append(group.count)
            let plus =
                first == 0
                ? cluster.hasPlus
                : group.start > 0 && opening(cluster.groups[first].start, text) < cluster.groups[first].start
                    && text[cluster.groups[first].start - 1] == 0x2B
            let gaps = Array(cluster.gaps[first..<index])
            if let kind = kind(digits, lengths, gaps, hasPlus: plus) { best = (kind, index) }
        }
        return best
    }

    private static func kind(
        _ digits: [UInt8], _ lengths: [Int], _ gaps: [DigitCluster.Gap], hasPlus: Bool
    ) -> PersonalData.Found.Kind? {
        // 1 234 567 890: a sum, in groups of three from the right.
        let isSum =
            !hasPlus && lengths.count > 1 && lengths[0] <= 3 && lengths.dropFirst().allSatisfy { $0 == 3 }
            && gaps.allSatisfy { $0 == .blank }
        switch digits.count {
        case 7: return lengths == [3, 2, 2] && gaps.allSatisfy { $0 == .mark } ? .phone : nil
        case 10:
            guard !isSum, digits[0] == 7 else { return nil }
            let isMobile = [0, 4, 7].contains(digits[1]) || (digits[1] == 2 && digits[2] == 7)
            return isMobile && (lengths == [10] || phoneShapes.contains(lengths)) ? .phone : nil
        case 11 where hasPlus || (!isSum && digits[0] >= 7 && digits[0] <= 8 && digits[1] == 7): return .phone
        case 12 where !hasPlus && !isSum && isPersonal(digits) && isRegular(lengths, [[12], [6, 6], [4, 4, 4]]):
            return .iin
        // Four groups of four are a card whatever its check digit: people mistype, and nothing else is written so.
        case 16 where !hasPlus && (lengths == [4, 4, 4, 4] || (lengths == [16] && luhn(digits))): return .card
        case 15 where !hasPlus && luhn(digits) && digits[0] == 3 && isRegular(lengths, [[15], [4, 6, 5]]): return .card
        case 10...15 where hasPlus: return .phone
        default: return nil
        }
    }

    /// How people group a number without its country code: 701 234 56 78.
    private static let phoneShapes: Set<[Int]> = [
        [3, 3, 2, 2], [3, 3, 4], [3, 7], [3, 2, 2, 3], [3, 3, 1, 3], [3, 4, 3],
    ]

    private static func isRegular(_ lengths: [Int], _ shapes: [[Int]]) -> Bool { shapes.contains(lengths) }

    /// A 12-digit number's check digit (government order 565 of 2003). The date in it is no test: since 2013 it need
    /// not be the birthday. The fifth digit tells a company's number (4, 5, 6), which stays readable.
    static func isPersonal(_ digits: [UInt8]) -> Bool {
        guard digits.count == 12, !(4...6).contains(digits[4]), Set(digits).count > 2 else { return false }
        func sum(_ weights: [Int]) -> Int { zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 } % 11 }
        var check = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
        if check == 10 { check = sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) }
        return check == Int(digits[11])
    }

    /// ISO/IEC 7812-1, annex B.
    static func luhn(_ digits: [UInt8]) -> Bool {
        guard digits.contains(where: { $0 != 0 }) else { return false }
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let doubled = Int(digit) * (index % 2 == 1 ? 2 : 1)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }
}
