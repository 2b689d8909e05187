import FeedParsing
import FoundationEssentials
import Intake
import Reports
import Transport

/// A configured source made ready to be polled.
enum SourceFactory {
    static func source(_ setting: SourceSetting, client: HTTPClient, zone: ZoneRules, now: Date) -> any Source {
        let since = since(setting.since, zone: zone, now: now)
        switch setting.place {
        case .feed(let url):
            return FeedSource(
                name: setting.name, url: url, client: client, allowPrivate: setting.allowPrivate,
                authorities: setting.authorities, proxy: setting.proxy,
                zone: FeedZone(setting.zone ?? zone, named: TimeZoneFile.place))
        case .mailbox(let mailbox):
            if mailbox.kind == .pop3 {
                return POP3Source(
                    name: setting.name, endpoint: { try endpoint(mailbox, setting) }, since: since,
                    deletes: setting.after == .delete)
            }
            return MailboxSource(
                name: setting.name, endpoint: { try endpoint(mailbox, setting) }, folders: mailbox.folders,
                since: since, after: after(setting.after), idles: setting.interval == .idle)
        case .maildir(let path):
            return MaildirSource(name: setting.name, path: path, since: since, after: after(setting.after))
        case .mbox(let path):
            return MboxSource(name: setting.name, path: path, since: since)
        }
    }

    /// The password, or the token, is read for each connection, so that a changed one is taken up without a restart.
    private static func endpoint(_ mailbox: MailboxSetting, _ setting: SourceSetting) throws -> MailEndpoint {
        let security: MailEndpoint.Security =
            switch mailbox.security {
            case .tls: .implicitTLS
            case .starttls: .startTLS
            case .none: .none
            }
        return MailEndpoint(
            kind: mailbox.kind, host: mailbox.host, port: mailbox.port, security: security, user: mailbox.user,
            password: try mailbox.secret.read(), login: mailbox.login, caFile: setting.authorities,
            allowPrivate: setting.allowPrivate)
    }

    private static func since(_ since: SourceSetting.Since, zone: ZoneRules, now: Date) -> Date? {
        switch since {
        case .all: nil
        case .days(let days): zone.instant(of: zone.local(now).day.adding(-days), secondsOfDay: 0)
        case .day(let day): zone.instant(of: day, secondsOfDay: 0)
        }
    }

    private static func after(_ after: SourceSetting.After) -> AfterStoring {
        switch after {
        case .keep: .keep
        case .seen: .seen
        case .delete: .delete
        case .move(let folder): .move(folder)
        }
    }
}
