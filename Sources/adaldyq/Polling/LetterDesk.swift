import Attachments
import Intake
import Logging
import Reports
import Storage

/// What the configuration says of each source's letters, at hand while they are taken in.
struct LetterDesk: Sendable {
    private let rules: [SourceName: LetterRules]
    private let plans: [SourceName: ReceiptPlan]
    private let readers: Set<SourceName>
    /// One for all sources: it reads one file at a time.
    private let files: LetterFiles?

    init(_ configuration: Configuration) {
        var rules: [SourceName: LetterRules] = [:]
        var plans: [SourceName: ReceiptPlan] = [:]
        for source in configuration.sources {
            if !source.people.isEmpty { rules[source.name] = LetterRules(people: source.people) }
            if source.receipt, let smtp = configuration.smtp {
                plans[source.name] = ReceiptPlan(
                    domain: smtp.domain, language: configuration.office.language, ownAddress: smtp.from)
            }
        }
        self.rules = rules
        self.plans = plans
        readers = Set(configuration.sources.filter(\.readsFiles).map(\.name))
        files = readers.isEmpty ? nil : LetterFiles(reader: OwnProgram.attachmentReader)
    }

    /// The items as they are to be taken.
    func ready(_ items: [Item], of source: SourceName) -> [Item] {
        guard let rules = rules[source] else { return items }
        return items.map { rules.applied(to: $0) }
    }

    /// What reads the source's letters' files; nil if they are only listed.
    func files(of source: SourceName) -> LetterFiles? { readers.contains(source) ? files : nil }

    /// Tells the operator, before the first letter, what some files cannot be read without.
    func tellAbsences(_ log: Logger) {
        guard files != nil else { return }
        if let obstacle = AttachmentReader.obstacle {
            log.warning("\(obstacle): PDF, DOCX and ODT files of letters are listed and not read")
        }
        for tool in Tool.allCases where tool.path == nil {
            let forms = FileForm.allCases.filter { $0.tool == tool }.map(\.name).joined(separator: ", ")
            log.warning("\(tool.absence): \(forms) files of letters are listed and not read")
        }
    }

    /// How the source's letters are answered; nil if they are not.
    func receipts(of source: SourceName) -> ReceiptPlan? { plans[source] }
}
