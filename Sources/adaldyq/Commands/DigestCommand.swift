import ArgumentParser
import Digests
import FoundationEssentials
import Reports
import Storage

extension Day: ExpressibleByArgument {
    /// Reads `YYYY-MM-DD`.
    public init?(argument: String) { self.init(argument) }
}
extension OfficeLanguage: ExpressibleByArgument {}
extension DigestFormat: ExpressibleByArgument {}

struct DigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "The digest: a preview of the open window, or a frozen one by its day.",
        discussion: "--send makes the digest that is due and puts it in the outbox, as the daemon would; with --now "
            + "it closes the open window early.")

    @Option(name: .long, help: "Print the frozen digest of this day (YYYY-MM-DD, in the office's zone).")
    var day: Day?

    @Option(name: .long, help: "text, markdown, html or json.")
    var format: DigestFormat = .text

    @Option(name: .long, help: "kk, ru or en; the office's language if left out.")
    var language: OfficeLanguage?

    @Flag(name: .long, help: "Make what is due and put it in the outbox.")
    var send = false

    @Flag(name: .long, help: "With --send: close the open window now.")
    var now = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if now, !send { throw ValidationError("--now closes the open window and belongs to --send") }
        if send, day != nil {
            throw ValidationError("--day prints a digest that is made; --send makes one: use one of them")
        }
    }

    func run() async throws {
        if send {
            let house = try options.house(.write)
            try await make(house)
        } else {
            let house = try options.house(.read)
            if let day {
                guard let bytes = try house.store.digest(day: day) else {
                    throw DigestRefused(why: "no digest was made for \(day)")
                }
                try print(try DigestJSON.decode(bytes), house)
            } else {
                try print(try DigestMaker(house: house).preview(at: Date()), house)
            }
        }
    }

    private func make(_ house: House) async throws {
        let maker = DigestMaker(house: house)
        if let due = try await maker.makeDue(at: Date()) {
            if !now {
                try print(due, house)
                return
            }
            Terminal.complain("digest \(due.number) of \(due.day) was due and is made")
        } else if !now {
            Terminal.complain("no digest is due; --send --now closes the open window early")
            return
        }
        try print(try await maker.closeEarly(at: Date()), house)
    }

    private func print(_ digest: Digest, _ house: House) throws {
        let text = try DigestRenderer().render(
            digest, as: format, language: language ?? house.configuration.office.language, local: { house.local($0) })
        try Terminal.print(text, newline: !text.hasSuffix("\n"))
    }
}
