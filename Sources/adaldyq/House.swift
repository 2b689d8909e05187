import FoundationEssentials
import Intake
import Language
import Logging
import Outbox
import Reports
import Storage
import Transport
import Triage

/// The rooms put together for one configuration.
struct House: Sendable {
    let configuration: Configuration
    let store: Store
    let classifier: Later<Classifier>
    let learned: Learned
    let client: HTTPClient
    let log: Logger
    /// What parses and labels, for all sources together.
    let preparing = Gate(limit: max(1, ProcessInfo.processInfo.activeProcessorCount))
    /// Bytes between fetching and storing, for all sources together; parsed and labelled they take some four times that.
    let room = ByteRoom(limit: 48 << 20)

    /// What the configuration says of letters.
    let letters: LetterDesk

    /// Opens the store and compiles the taxonomy.
    /// - Throws: what is wrong with either, in words for the operator.
    /// - Parameter checksWhole: whether every page of the store is checked at the opening.
    init(_ configuration: Configuration, access: Store.Access, checksWhole: Bool = false, log: Logger) throws {
        learned = Learned()
        classifier = try TaxonomyFile.classifier(of: configuration, learned: learned)
        store = try House.openStore(configuration, access: access, checksWhole: checksWhole)
        learned.model = try LearningRound.model(in: store, log: log)
        client = HTTPClient(userAgent: UserAgent.text(contact: configuration.office.contact))
        letters = LetterDesk(configuration)
        self.configuration = configuration
        self.log = log
    }

    /// The same store under another configuration.
    init(_ configuration: Configuration, keeping house: House) throws {
        learned = house.learned
        classifier = try TaxonomyFile.classifier(of: configuration, learned: learned)
        store = house.store
        client = HTTPClient(userAgent: UserAgent.text(contact: configuration.office.contact))
        letters = LetterDesk(configuration)
        self.configuration = configuration
        log = house.log
    }

    var schedule: DigestSchedule {
        DigestSchedule(zone: configuration.office.zone, at: configuration.digestAt)
    }

    /// The configured sources, ready to be polled.
    func sources(now: Date) -> [any Source] {
        configuration.sources.map {
            SourceFactory.source($0, client: client, zone: configuration.office.zone, now: now)
        }
    }

    func setting(of name: SourceName) -> SourceSetting? { configuration.sources.first { $0.name == name } }

    /// A time in the office's zone, as digests and tables show it: `YYYY-MM-DD HH:MM`.
    func local(_ date: Date) -> String { LocalTime.text(date, zone: configuration.office.zone) }

    /// The store alone, for commands that only read.
    static func openStore(
        _ configuration: Configuration, access: Store.Access, checksWhole: Bool = false
    ) throws -> Store {
        var options = Store.Options(
            path: configuration.storagePath, access: access, searchVersion: SearchTerms.version,
            searchQuery: { SearchTerms.query($0) },
            searchIndex: { title, text, language in
                let tongue = Tongue(rawValue: language.rawValue) ?? .und
                return (SearchTerms.index(title, tongue: tongue), SearchTerms.index(text, tongue: tongue))
            },
            mask: { PersonalData.mask($0) })
        options.checksWhole = checksWhole
        return try Store(options)
    }
}

/// What servers are told about who asks.
enum UserAgent {
    static func text(contact: String?) -> String {
        "adaldyq/\(Version.current)" + (contact.map { " (+\($0))" } ?? "")
    }
}

/// The release.
enum Version {
    static let current = "0.1.0"
}

/// Times as people in the office read them.
enum LocalTime {
    static func text(_ date: Date, zone: ZoneRules) -> String {
        let (day, seconds) = zone.local(date)
        return "\(day) \(two(seconds / 3600)):\(two(seconds / 60 % 60))"
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
