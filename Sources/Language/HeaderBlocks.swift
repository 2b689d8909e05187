/// Headers of letters inside a letter, line by line. "От: …" by itself may be somebody's own words; with a name alone in
/// it, with an address, or among other headers it is a header.
struct HeaderBlocks {
    /// What a header says.
    private enum Field {
        /// Who writes; who is written to; what only mail has; what forms ask.
        case sender, recipient, mail, form
    }

    private let text: UnsafeBufferPointer<UInt8>
    private var block: [(field: Field, value: Range<Int>)] = []
    /// Whether the last header goes on in the next line.
    private var isOpen = false
    /// What is to be hidden.
    private(set) var names: [Range<Int>] = []

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// A header's name is within so many bytes.
    private static let longestName = 48
    /// Longer values are prose, unless there is an address in them.
    private static let longestValue = 300

    mutating func read(_ line: Range<Int>) {
        var start = line.lowerBound
        while start < line.upperBound, HeaderBlocks.isQuoting(text[start]) { start += 1 }
        // Blank lines may stand between the headers of one block.
        guard start < line.upperBound else { return }
        if let (field, value) = header(start..<line.upperBound) {
            block.append((field, value))
            isOpen = isUnfinished(value)
        } else if isOpen, let last = block.indices.last {
            block[last].value = block[last].value.lowerBound..<line.upperBound
            isOpen = isUnfinished(start..<line.upperBound)
        } else {
            flush()
        }
    }

    /// Decides on what was gathered.
    mutating func flush() {
        guard !block.isEmpty else { return }
        let hasMail = block.contains { $0.field == .mail }
        for (field, value) in block where field != .mail && !value.isEmpty {
            let hasAddress = text[value].contains(0x40)
            guard hasAddress || value.count <= HeaderBlocks.longestValue else { continue }
            let isHeader =
                switch field {
                case .sender, .recipient: hasAddress || (hasMail && block.count > 1)
                case .form, .mail: false
                }
            if isHeader {
                names.append(value)
            } else if field != .recipient, let name = NameWords.leading(text, value) {
                names.append(name)
            }
        }
        block.removeAll(keepingCapacity: true)
        isOpen = false
    }

    private static func isQuoting(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x3E || byte == 0x09 || byte == 0x7C || byte == 0x2A
    }

    /// A list of people goes on behind its comma; a name may stand below its header.
    private func isUnfinished(_ value: Range<Int>) -> Bool {
        guard let last = text[value].last(where: { $0 != 0x20 }) else { return true }
        return last == 0x2C || last == 0x3B
    }

    private func header(_ line: Range<Int>) -> (Field, Range<Int>)? {
        let head = text[line].prefix(HeaderBlocks.longestName)
        guard let first = head.first, PersonalData.isASCIILetter(first) || first >= 0xD0,
            let colon = head.firstIndex(of: 0x3A)
        else { return nil }
        var end = colon
        while end > line.lowerBound, text[end - 1] == 0x20 || text[end - 1] == 0x2A { end -= 1 }
        guard let field = HeaderBlocks.fields[NumberPlace.lowered(text[line.lowerBound..<end])] else { return nil }
        var start = colon + 1
        while start < line.upperBound, text[start] == 0x20 || text[start] == 0x2A || text[start] == 0x09 { start += 1 }
        return (field, start..<valueEnd(start..<line.upperBound))
    }

    /// A whole block in one line: the value ends where the next header begins.
    private func valueEnd(_ value: Range<Int>) -> Int {
        var colon = value.lowerBound
        let most = min(value.upperBound, value.lowerBound + HeaderBlocks.longestValue)
        while let next = text[colon..<most].firstIndex(of: 0x3A) {
            var start = next
            while start > value.lowerBound, text[start - 1] != 0x20, text[start - 1] != 0x2A { start -= 1 }
            if HeaderBlocks.fields[NumberPlace.lowered(text[start..<next])] == .mail { return start }
            colon = next + 1
        }
        return value.upperBound
    }

    private static let fields: [String: Field] = {
        var fields: [String: Field] = [:]
        func add(_ field: Field, _ names: String...) { for name in names { fields[name] = field } }
        add(
            .sender, "from", "sender", "reply-to", "on behalf of", "от", "от кого", "отправитель", "ответить",
            "от имени",
            "кімнен", "жіберуші", "жолдаушы", "кимнен")
        add(
            .recipient, "to", "cc", "bcc", "кому", "копия", "скрытая копия", "получатель", "получатели", "кімге",
            "көшірме", "көшірмесі", "алушы", "кимге")
        add(
            .mail, "subject", "date", "sent", "тема", "дата", "отправлено", "тақырып", "тақырыбы", "күні", "жіберілді",
            "жіберілген", "жіберілген күні")
        add(
            .form, "фио", "ф.и.о.", "ф.и.о", "фио заявителя", "заявитель", "имя", "фамилия", "имя отправителя",
            "ваше имя",
            "аты-жөні", "аты-жөніңіз", "т.а.ә.", "т.а.ә", "аты", "тегі", "өтініш беруші", "арыз беруші", "арызданушы",
            "applicant", "full name", "your name")
        return fields
    }()
}
