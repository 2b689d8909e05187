/// The pass over a text's bytes that finds numbers, addresses and plates; the names follow from what it found.
enum PersonalScan {
    static func run(_ text: UnsafeBufferPointer<UInt8>) -> [PersonalData.Found] {
        var found: [PersonalData.Found] = []
        var position = 0
        // Nothing that is found overlaps another; an address may take back digits that were taken for a number.
        var (end, addressEnd) = (0, 0)
        var hasColon = false
        while position < text.count {
            let byte = text[position]
            // Most bytes of a letter; of Cyrillic words "собака" is looked for.
            if byte >= 0x80, byte != 0xD1 || (position + 1 < text.count && text[position + 1] != 0x81) {
                position += 1
                continue
            }
            switch byte {
            case 0x30...0x39:
                let cluster = DigitCluster(text, from: position, notBefore: end)
                if let range = Accounts.range(cluster.groups[0], text, notBefore: end) {
                    found.append(PersonalData.Found(kind: .account, range: range))
                    (position, end) = (range.upperBound, range.upperBound)
                    continue
                }
                PersonalNumbers.read(cluster, text, into: &found)
                position = max(cluster.end, found.last?.range.upperBound ?? 0)
                end = max(end, found.last?.range.upperBound ?? 0)
            case 0x40, 0x28, 0x5B, 0x7B, 0x3C, 0x61, 0xD1:
                guard let sign = AtSign.read(text, position),
                    let range = EmailAddresses.range(around: sign, in: text, notBefore: addressEnd)
                else {
                    position += 1
                    continue
                }
                while let last = found.last, last.range.upperBound > range.lowerBound { found.removeLast() }
                found.append(PersonalData.Found(kind: .email, range: range))
                (position, end, addressEnd) = (range.upperBound, range.upperBound, range.upperBound)
            case 0x3A:
                hasColon = true
                position += 1
            default: position += 1
            }
        }
        guard hasColon || found.contains(where: { $0.kind == .email }) else { return found }
        return QuotedNames.add(to: found, text)
    }
}
