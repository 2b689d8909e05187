import FoundationEssentials
import Reports
import Transport

/// The configuration file as values: what CONTRACT names, with defaults filled in. Nothing in it was tried yet
/// but that it can be: no secret is read, no address is asked.
struct Configuration: Sendable {
    /// Who runs this.
    struct Office: Sendable {
        var name = "Almaty – adaldyq alany"
        var zone: ZoneRules
        var language = OfficeLanguage.ru
        /// An address or page for the operators of the feeds that are polled; part of the User-Agent.
        var contact: String?
    }

    /// Where the web page listens.
    struct Listen: Hashable, Sendable {
        var host: String
        var port: Int
    }

    /// The file it was read from.
    var file: String
    var office: Office
    var storagePath = "/var/lib/adaldyq/adaldyq.sqlite"
    /// The taxonomy's file; nil for the one that is compiled in.
    var taxonomyPath: String?
    /// The gazetteer's file; nil for the one that is compiled in.
    var gazetteerPath: String?
    var sources: [SourceSetting] = []
    /// The time of day at which a day's window ends, in seconds of the office's day.
    var digestAt = 8 * 3600 + 30 * 60
    var webhooks: [WebhookSetting] = []
    /// Nil: no web page.
    var desk: Listen?
    /// The account by which receipts leave; nil if there is none.
    var smtp: SMTPSetting?
}

/// One configured source.
struct SourceSetting: Sendable {
    /// What kind of place it is.
    enum Place: Sendable {
        case feed(url: String)
        case mailbox(MailboxSetting)
        case maildir(path: String)
        case mbox(path: String)
    }

    /// How often it is polled.
    enum Interval: Hashable, Sendable {
        case every(Int)
        /// Between these bounds, in seconds, by how often it changes.
        case auto(ClosedRange<Int>)
        /// When the server tells that something came.
        case idle
    }

    /// From when on what it holds is reported.
    enum Since: Hashable, Sendable {
        case all
        case days(Int)
        case day(Day)
    }

    /// What becomes of a message once it is stored.
    enum After: Hashable, Sendable {
        case keep, seen, delete
        case move(folder: String)
    }

    var name: SourceName
    /// Its line in the file, for messages.
    var line: Int
    var place: Place
    var interval: Interval
    var allowPrivate = false
    var since = Since.all
    var after = After.keep
    /// A file of certificates to trust beside the system's.
    var authorities: String?
    var proxy: String?
    /// The zone of dates that name none; nil for the office's.
    var zone: ZoneRules?
    /// Where it stands in a list of subscriptions, the outermost folder first.
    var folders: [String] = []
    /// What it is called there; nil if by its name.
    var title: String?
    /// Addresses, @domains and lists of systems that mark people's letters as automatic.
    var people: [String] = []
    /// Whether the writers of its letters get a receipt.
    var receipt = false
    /// Whether the text of its letters' files is read.
    var readsFiles = false
}

/// Where a mailbox lies and how to get in.
struct MailboxSetting: Sendable {
    enum Security: String, CaseIterable, Sendable {
        case tls, starttls, none
    }

    var kind: MailEndpoint.Kind
    var host: String
    var port: Int?
    var user: String
    /// Names, patterns or uses; empty for POP3, which has none.
    var folders: [String]
    var security: Security
    /// The password, or the token.
    var secret: Secret
    var login: MailLogin
}

/// One configured webhook.
struct WebhookSetting: Sendable {
    /// How much of the text leaves.
    enum Detail: String, CaseIterable, Sendable {
        case full, titles, counts
    }

    var name: String
    var line: Int
    var url: String
    /// The first signs; all of them do while a secret is being changed.
    var secrets: [Secret]
    var events: [EventType] = [.digestDaily]
    var detail = Detail.titles
    var language: OfficeLanguage?
    var authorities: String?
}
