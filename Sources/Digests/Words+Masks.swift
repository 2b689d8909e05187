/// What stands instead of personal data, in the office's language. Texts leave the store with fixed words, the same for
/// every language; a digest is read in one of three.
extension Words {
    private static let masks: [(fixed: String, kk: String, ru: String)] = [
        ("[phone]", "[телефон]", "[телефон]"), ("[IIN]", "[ЖСН]", "[ИИН]"), ("[card]", "[карта]", "[карта]"),
        ("[account]", "[шот]", "[счёт]"), ("[email]", "[пошта]", "[почта]"),
        ("[plate]", "[көлік нөмірі]", "[номер авто]"), ("[name]", "[есім]", "[имя]"),
    ]

    /// A masked text with its masks in this language.
    func masks(_ text: String) -> String {
        guard language != .en, text.utf8.contains(0x5B) else { return text }
        var out = ""
        var rest = text[...]
        while let bracket = rest.firstIndex(of: "[") {
            out += rest[..<bracket]
            rest = rest[bracket...]
            let mask = Words.masks.first { rest.hasPrefix($0.fixed) }
            out += mask.map { language == .kk ? $0.kk : $0.ru } ?? "["
            rest = rest.dropFirst(mask?.fixed.count ?? 1)
        }
        return out + rest
    }
}
