/// Digits in their groups, and what number they can be.
struct NumberShape {
    /// No number here is longer.
    static let longest = 16

    private(set) var digits: [UInt8] = []
    private(set) var lengths: [Int] = []
    private(set) var gaps: [DigitCluster.Gap] = []
    private(set) var hasPlus = false

    init() {
        digits.reserveCapacity(NumberShape.longest)
        lengths.reserveCapacity(NumberShape.longest)
        gaps.reserveCapacity(NumberShape.longest)
    }

    mutating func reset(hasPlus: Bool) {
        digits.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        gaps.removeAll(keepingCapacity: true)
        self.hasPlus = hasPlus
    }

    mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ group: DigitCluster.Group, after gap: DigitCluster.Gap?) {
        for position in group.start..<group.end { digits.append(text[position] - 0x30) }
        lengths.append(group.count)
        if let gap { gaps.append(gap) }
    }

    /// One run of digits.
    var isBare: Bool { lengths.count == 1 && !hasPlus }
    /// A city's number without its code.
    var isLocal: Bool { digits.count == 7 }
    /// What a city's number can look like behind a word that says it is one: 2501122, 250 11 22.
    var mayBeLocal: Bool {
        !hasPlus && digits.count == 7 && (2...3).contains(digits[0])
            && [[7], [3, 2, 2], [3, 4], [1, 2, 2, 2]].contains(lengths)
            && gaps.allSatisfy { $0.isDisjoint(with: .doubtful) }
    }
    /// As many digits as a person's number or a card has: mistyped ones are such if a word before them says so.
    var mayBeTold: Bool {
        guard !hasPlus, digits.count == 12 || lengths == [16] else { return false }
        return gaps.allSatisfy { $0.isDisjoint(with: .doubtful) }
    }
    /// 1 234 567 890: a sum, in groups of three from the right.
    var isSum: Bool {
        guard !hasPlus, lengths.count > 1, lengths[0] <= 3, lengths.dropFirst().allSatisfy({ $0 == 3 }) else {
            return false
        }
        let first = gaps[0]
        return (first == .blank || first == .dot || first == .comma) && gaps.allSatisfy { $0 == first }
    }

    /// What they are by themselves; nil for any other number.
    var kind: PersonalData.Found.Kind? {
        guard digits.count >= 7 else { return nil }
        let isDoubtful = gaps.contains { !$0.isDisjoint(with: .doubtful) }
        if isDoubtful, gaps.lazy.filter({ $0.contains(.line) }).count > 1 { return nil }
        if hasPlus { return isInternational ? .phone : nil }
        switch digits.count {
        // Almaty's own begin with a 2 or a 3.
        case 7:
            return lengths == [3, 2, 2] && (2...3).contains(digits[0]) && gaps.allSatisfy { $0 == .hyphen }
                ? .phone : nil
        case 10: return !isSum && isMobile && NumberShape.phones.contains(lengths) ? .phone : nil
        case 11: return !isSum && isDomestic && (!isDoubtful || isGroupedAsPhone) ? .phone : nil
        case 12: return isIdentity ? .iin : nil
        case 15: return digits[0] == 3 && (lengths == [15] || lengths == [4, 6, 5]) && isLuhn ? .card : nil
        // Four groups of four are a card whatever its check digit: people mistype, and nothing else is written so.
        case 16:
            let isCard =
                lengths == [4, 4, 4, 4] || (isLuhn && (lengths == [16] || (isPaymentCard && isGroupedAsCard)))
            return isCard && gaps.allSatisfy { $0.isDisjoint(with: [.slash, .comma]) } ? .card : nil
        default: return nil
        }
    }

    /// How people break a card's number otherwise.
    private static let cards: Set<[Int]> = [
        [8, 8], [4, 12], [12, 4], [4, 4, 8], [8, 4, 4], [4, 8, 4], [6, 6, 4], [6, 10], [4, 6, 6], [5, 5, 6],
        [5, 5, 5, 1],
        [6, 5, 5], [2, 2, 2, 2, 2, 2, 2, 2], [4, 2, 2, 4, 4], [4, 4, 2, 2, 4],
    ]

    private var isGroupedAsCard: Bool { NumberShape.cards.contains(lengths) || lengths.count == 16 }

    /// Those that pay in Kazakhstan begin with a 3, 4, 5, 6 or 9; a year or a code of the city's does not.
    private var isPaymentCard: Bool { [3, 4, 5, 6, 9].contains(digits[0]) }

    // MARK: phones

    /// How people group a number without its country's code: 701 234 56 78.
    private static let phones: Set<[Int]> = [
        [10], [3, 3, 2, 2], [3, 3, 4], [3, 7], [3, 2, 2, 3], [3, 3, 1, 3], [3, 4, 3], [4, 2, 2, 2], [4, 6],
        [3, 2, 3, 2],
    ]

    /// 700 to 709, 747, 750 and on, 760 and on, 770 to 778, and the cities' 727.
    private var isMobile: Bool {
        guard digits[0] == 7 else { return false }
        return digits[1] == 0 || digits[1] == 7 || (digits[1] == 4 && digits[2] == 7)
            || (digits[1] == 2 && digits[2] == 7)
    }

    /// 8 7… and 7 7… at home, 8 9… and 7 9… in Russia.
    private var isDomestic: Bool {
        guard digits[0] == 7 || digits[0] == 8 else { return false }
        return digits[1] == 7 || (digits[1] == 9 && (lengths == [11] || isGroupedAsPhone))
    }

    /// 8 | 701 | …, 8701 | …: where slashes, commas and lines' ends part the groups they must be a phone's.
    private var isGroupedAsPhone: Bool {
        guard lengths.count > 1, lengths.count <= 6, lengths.dropFirst().allSatisfy({ (2...7).contains($0) }) else {
            return lengths == [11] || lengths == [1, 10]
        }
        return lengths[0] == 4 || (lengths[0] == 1 && (lengths[1] == 3 || lengths[1] == 4))
    }

    /// Groups of two tell a phone from a sum, which has groups of three; so does a mobile's number in one piece, for there
    /// are no such sums.
    var isSurelyPhone: Bool {
        guard digits.count == 11, isDomestic, isMobileCode else { return false }
        return lengths == [11] || (isGroupedAsPhone && lengths.contains(2))
    }

    private var isMobileCode: Bool {
        let code = Int(digits[1]) * 100 + Int(digits[2]) * 10 + Int(digits[3])
        return (700...709).contains(code) || code == 747 || (750...751).contains(code) || (760...764).contains(code)
            || (771...778).contains(code)
    }

    /// With a plus: as many digits as the country's numbers have, so that a number behind it is left.
    private var isInternational: Bool {
        if gaps.contains(where: { $0.contains(.slash) || $0.contains(.comma) }), !(digits[0] == 7 && isGroupedAsPhone) {
            return false
        }
        let length = digits.count
        switch (digits[0], digits[1], digits[2]) {
        case (7, _, _), (1, _, _), (9, 9, 3): return length == 11
        case (9, 9, 2), (9, 9, 4), (9, 9, 5), (9, 9, 6), (9, 9, 8), (3, 7, 5), (3, 8, 0), (9, 0, _): return length == 12
        case (8, 6, _): return length == 13
        default: return (10...15).contains(length) && !gaps.contains { $0.contains(.line) }
        }
    }

    // MARK: identity

    private static let identities: Set<[Int]> = [
        [12], [6, 6], [4, 4, 4], [3, 3, 3, 3], [2, 2, 2, 6], [2, 2, 2, 2, 2, 2], [6, 2, 4], [6, 1, 5], [6, 3, 3],
        [6, 1, 4, 1], [2, 2, 2, 2, 4], [2, 2, 2, 1, 5], [2, 2, 2, 1, 4, 1],
    ]

    private var isIdentity: Bool {
        guard NumberShape.identities.contains(lengths) || lengths.count == 12, isPersonal,
            gaps.allSatisfy({ $0.isDisjoint(with: [.slash, .comma]) })
        else { return false }
        // 120 000 000 000 is a sum.
        return !(isSum && digits[9] == 0 && digits[10] == 0 && digits[11] == 0)
    }

    /// A 12-digit number's check digit (government order 565 of 2003). The date in it is no test: since 2013 it need
    /// not be the birthday. The fifth digit tells a company's number (4, 5, 6), which stays readable.
    private var isPersonal: Bool {
        guard !isCompany, Set(digits).count > 2 else { return false }
        return isChecked
    }

    /// Whether the fifth of twelve digits tells a company.
    var isCompany: Bool { digits.count == 12 && (4...6).contains(digits[4]) }

    /// Whether the twelfth digit is the check digit of the others.
    private var isChecked: Bool {
        func sum(_ shift: Int) -> Int {
            var sum = 0
            for index in 0..<11 { sum += Int(digits[index]) * ((index + shift) % 11 + 1) }
            return sum % 11
        }
        var check = sum(0)
        if check == 10 { check = sum(2) }
        return check == Int(digits[11])
    }

    /// ISO/IEC 7812-1, annex B.
    private var isLuhn: Bool {
        guard digits.contains(where: { $0 != 0 }) else { return false }
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let doubled = Int(digit) * (index % 2 == 1 ? 2 : 1)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }
}
