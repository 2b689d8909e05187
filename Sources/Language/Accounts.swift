/// Bank accounts of Kazakhstan (ISO 13616): KZ, two check digits, the bank's three digits and thirteen of the account,
/// in one run or in fours. The check digits are no test: people mistype.
enum Accounts {
    private static let length = 20

    /// The account whose check digits begin a group; nil if there is none.
    static func range(
        _ group: DigitCluster.Group, _ text: UnsafeBufferPointer<UInt8>, notBefore: Int
    ) -> Range<Int>? {
        var start = group.start
        if start > notBefore, text[start - 1] == 0x20 { start -= 1 }
        guard start >= notBefore + 2, text[start - 1] | 0x20 == 0x7A, text[start - 2] | 0x20 == 0x6B else { return nil }
        start -= 2
        guard start == 0 || !PersonalData.isWordByte(text[start - 1]) else { return nil }
        var (index, count) = (group.start, 2)
        while count < length {
            guard index < text.count else { return nil }
            let byte = text[index]
            if PersonalData.isDigit(byte) || (count >= 7 && PersonalData.isASCIILetter(byte)) {
                count += 1
            } else if count % 4 != 0 || (byte != 0x20 && byte != 0x2D) {
                return nil
            }
            index += 1
        }
        return index < text.count && PersonalData.isWordByte(text[index]) ? nil : start..<index
    }
}
