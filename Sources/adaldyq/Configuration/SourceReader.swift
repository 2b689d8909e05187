import FeedParsing
import FoundationEssentials
import Reports
import Transport
import Yams

/// What becomes of the files that letters bring.
private enum AttachmentsWord: String, CaseIterable {
    /// Name, type, size and hash are kept.
    case list
    /// The text in them is read too.
    case text
}

/// Reads the entries of `sources`.
struct SourceReader {
    private static let places = ["feed", "mailbox", "maildir", "mbox"]
    private static let known =
        ["name"] + places + [
            "every", "private", "folders", "password", "token", "login", "since", "after", "security", "authorities",
            "proxy", "timezone", "folder", "title", "people", "receipt", "attachments",
        ]
    /// What cannot be asked of every kind of source, by key.
    private static let belongs: [String: [String]] = [
        "people": ["mailbox", "maildir", "mbox"], "receipt": ["mailbox", "maildir", "mbox"],
        "attachments": ["mailbox", "maildir", "mbox"],
        "folders": ["mailbox"], "password": ["mailbox"], "token": ["mailbox"], "login": ["mailbox"],
        "security": ["mailbox"], "after": ["mailbox", "maildir"],
        "since": ["mailbox", "maildir", "mbox"], "proxy": ["feed"], "authorities": ["feed", "mailbox"],
        "private": ["feed", "mailbox"], "timezone": ["feed"], "folder": ["feed"], "title": ["feed"],
    ]
    /// A public server is not asked more often than this.
    private static let shortestInterval = 60

    let collector: FaultCollector
    let absolute: (String) -> String
    private var lineOfName: [String: Int] = [:]
    private var lineOfPlace: [String: Int] = [:]

    init(collector: FaultCollector, absolute: @escaping (String) -> String) {
        self.collector = collector
        self.absolute = absolute
    }

    /// Nil, and at least one fault, if the entry cannot be used.
    mutating func read(_ node: Node, index: Int) -> SourceSetting? {
        guard let reader = MappingReader(node, path: "sources[\(index)]", collector: collector) else { return nil }
        reader.refuseUnknown(SourceReader.known)
        let name = name(reader)
        let kinds = SourceReader.places.filter { reader.node($0) != nil }
        if kinds.count != 1 {
            collector.add(
                line: reader.line, key: reader.path,
                kinds.isEmpty
                    ? "says nowhere what to poll: give it one of feed, mailbox, maildir, mbox"
                    : "polls one place: give it only one of \(kinds.joined(separator: ", "))")
        }
        // Whichever place is meant, what is wrong with the rest is told as well.
        let kind = kinds.first ?? "feed"
        for (key, fitting) in SourceReader.belongs.sorted(by: { $0.key < $1.key })
        where reader.node(key) != nil && !kinds.isEmpty && !kinds.contains(where: fitting.contains) {
            reader.fault(key, "means nothing for a \(kinds.joined(separator: " or a "))")
        }
        let allowPrivate = reader.bool("private") ?? false
        let places = kinds.map { place(reader, kind: $0) }
        let interval = kinds.isEmpty ? .every(60) : interval(reader, kind: kind, allowPrivate: allowPrivate)
        let since = since(reader)
        let after = after(reader)
        let (proxy, zone, people) = (proxy(reader), zone(reader), people(reader))
        let receipt = reader.bool("receipt") ?? false
        let attachments = reader.choice("attachments", AttachmentsWord.self)
        guard let name, places.count == 1, let place = places[0] else { return nil }
        check(after, place, reader)
        var setting = SourceSetting(
            name: SourceName(rawValue: name), line: reader.line, place: place, interval: interval)
        setting.allowPrivate = allowPrivate
        setting.since = since
        setting.after = after
        setting.authorities = reader.string("authorities").map(absolute)
        setting.proxy = proxy
        setting.zone = zone
        setting.folders = reader.string("folder")?.split(separator: "/").map(String.init) ?? []
        setting.title = reader.string("title")
        setting.people = people
        setting.receipt = receipt
        setting.readsFiles = attachments == .text
        return setting
    }

    private mutating func name(_ reader: MappingReader) -> String? {
        guard let name = reader.requiredString("name") else { return nil }
        guard name.utf8.count <= 64, name.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 && $0 != "/" })
        else {
            reader.fault("name", "must be one word of at most 64 bytes, without blanks or slashes", value: name)
            return nil
        }
        if let line = lineOfName[name] {
            reader.fault("name", "is taken by the source on line \(line)", value: name)
            return nil
        }
        lineOfName[name] = reader.line(of: "name")
        return name
    }

    private mutating func place(_ reader: MappingReader, kind: String) -> SourceSetting.Place? {
        guard let text = reader.string(kind) else { return nil }
        let place: SourceSetting.Place?
        switch kind {
        case "feed": place = feed(reader, text)
        case "mailbox": place = mailbox(reader, text)
        case "maildir": place = .maildir(path: absolute(text))
        default: place = .mbox(path: absolute(text))
        }
        if place != nil {
            // One feed under http and https, with `www.` and without, is one feed.
            let key = kind == "feed" ? SourceReader.key(ofFeed: text) : text
            if let line = lineOfPlace[key] {
                reader.fault(kind, "is polled already by the source on line \(line)")
                return nil
            }
            lineOfPlace[key] = reader.line(of: kind)
        }
        return place
    }

    /// What stays the same of an address however it is written: no fragment, no `./`, no percent signs before what needs
    /// none (RFC 3986 §6.2.2.2), no dot behind the host, and what `FeedIdentity` leaves out.
    static func key(ofFeed address: String) -> String {
        var whole = String(address.prefix { $0 != "#" })
        if let web = WebAddress(whole), web.user == nil, web.host.hasSuffix(".") {
            whole = "\(web.scheme)://\(web.host.dropLast())\(web.port.map { ":\($0)" } ?? "")\(web.path)"
        }
        whole = WebAddress.plainlyEncoded(whole)
        return FeedIdentity.key(of: URL(string: whole)?.standardized.absoluteString ?? whole)
    }

    private func feed(_ reader: MappingReader, _ text: String) -> SourceSetting.Place? {
        guard let url = WebAddress(text), ["http", "https", "file"].contains(url.scheme) else {
            reader.fault("feed", "must be an address that begins with https://, http:// or file://", value: text)
            return nil
        }
        guard url.user == nil else {
            reader.fault("feed", "a name or password must not stand in an address")
            return nil
        }
        guard url.scheme != "file" || (url.host.isEmpty && url.path.count > 1) else {
            reader.fault("feed", "a file is named as file:///its/absolute/path", value: text)
            return nil
        }
        return .feed(url: text)
    }

    private func mailbox(_ reader: MappingReader, _ text: String) -> SourceSetting.Place? {
        guard let url = WebAddress(text), ["imap", "imaps", "pop3", "pop3s"].contains(url.scheme) else {
            // The text may hold a password.
            reader.fault("mailbox", "must be an address such as imaps://letters@mail.example.kz/INBOX")
            return nil
        }
        if url.hasPassword {
            reader.fault("mailbox", "a password must not stand in an address; give it under password:")
            return nil
        }
        let kind: MailEndpoint.Kind = url.scheme.hasPrefix("imap") ? .imap : .pop3
        guard let user = url.user.flatMap(WebAddress.percentDecoded), !user.isEmpty else {
            let path = kind == .imap ? "/INBOX" : ""
            reader.fault("mailbox", "the user is missing: \(url.scheme)://USER@\(url.host)\(path)", value: text)
            return nil
        }
        guard let folders = folders(reader, url, kind) else { return nil }
        let chosen = reader.choice("security", MailboxSetting.Security.self)
        let isTLS = url.scheme.hasSuffix("s")
        if isTLS, let chosen, chosen != .tls {
            reader.fault("security", "\(url.scheme) is TLS from the first byte", value: chosen.rawValue)
        }
        let security = isTLS ? .tls : chosen ?? .starttls
        if security == .none, !Address.isLoopback(url.host) {
            reader.fault("security", "a password would cross the network in the clear; none is for loopback only")
            return nil
        }
        guard let (secret, login) = login(reader) else { return nil }
        return .mailbox(
            MailboxSetting(
                kind: kind, host: url.host, port: url.port, user: user, folders: folders, security: security,
                secret: secret, login: login))
    }

    /// The folders of a mailbox: the address' path, or a list.
    private func folders(_ reader: MappingReader, _ url: WebAddress, _ kind: MailEndpoint.Kind) -> [String]? {
        guard let path = WebAddress.percentDecoded(String(url.path.drop { $0 == "/" })) else {
            reader.fault("mailbox", "the folder's percent signs are no UTF-8")
            return nil
        }
        if kind == .pop3 {
            if !path.isEmpty { reader.fault("mailbox", "POP3 has no folders; leave the path out", value: path) }
            if reader.node("folders") != nil { reader.fault("folders", "POP3 has no folders; IMAP has") }
            return []
        }
        guard let list = reader.list("folders") else { return [path.isEmpty ? "INBOX" : path] }
        let names = list.compactMap(\.scalarText).filter { !$0.isEmpty }
        guard !names.isEmpty, names.count == list.count else {
            reader.fault("folders", "must be names such as INBOX, patterns such as Reports/* or uses such as \\Archive")
            return nil
        }
        if !path.isEmpty {
            reader.fault("folders", "the address names a folder too; give them in one place", value: path)
        }
        return names
    }

    /// The secret, and how it is shown.
    private func login(_ reader: MappingReader) -> (Secret, MailLogin)? {
        let isByToken = reader.node("token") != nil
        if isByToken, reader.node("password") != nil {
            reader.fault("token", "is there beside a password: give one of them")
            return nil
        }
        if !isByToken, reader.node("password") == nil { reader.fault("password", "is missing (or token)") }
        let login = reader.choice("login", MailLogin.self) ?? (isByToken ? .token : .password)
        if login.isByToken != isByToken {
            reader.fault("login", isByToken ? "takes a password, no token" : "takes a token", value: login.rawValue)
        }
        return reader.secret(isByToken ? "token" : "password", absolute: absolute).map { ($0, login) }
    }

    private func interval(_ reader: MappingReader, kind: String, allowPrivate: Bool) -> SourceSetting.Interval {
        let usual: SourceSetting.Interval = kind == "feed" ? .every(900) : .every(60)
        guard let text = reader.string("every") else { return usual }
        if text == "auto" {
            if kind == "feed" { return .auto(PollSchedule.autoShortest...PollSchedule.autoLongest) }
            reader.fault("every", "auto is for feeds; give a \(kind) a span such as 1m", value: text)
            return usual
        }
        if text == "idle" {
            if kind == "mailbox", reader.string("mailbox")?.lowercased().hasPrefix("imap") == true { return .idle }
            reader.fault("every", "idle is for mailboxes by IMAP; give a span such as 1m", value: text)
            return usual
        }
        if let dots = text.firstRange(of: "..") {
            guard let least = TimeSpan.seconds(String(text[..<dots.lowerBound])), least > 0,
                let most = TimeSpan.seconds(String(text[dots.upperBound...])), most >= least, kind == "feed"
            else {
                reader.fault("every", "bounds are for feeds, the shorter one first: 10m..6h", value: text)
                return usual
            }
            askGently(reader, least, kind, allowPrivate, text)
            return .auto(least...most)
        }
        guard let seconds = TimeSpan.seconds(text), seconds > 0 else {
            reader.fault(
                "every", "must be a span of time such as 30s, 15m or 1h, or bounds such as 10m..6h", value: text)
            return usual
        }
        askGently(reader, seconds, kind, allowPrivate, text)
        return .every(seconds)
    }

    private func askGently(
        _ reader: MappingReader, _ seconds: Int, _ kind: String, _ allowPrivate: Bool, _ text: String
    ) {
        let isGuest = (kind == "feed" || kind == "mailbox") && !allowPrivate
        if isGuest, seconds < SourceReader.shortestInterval {
            reader.fault(
                "every", "a server is not asked more often than once a minute unless the source is private: true",
                value: text)
        }
    }

    private func zone(_ reader: MappingReader) -> ZoneRules? {
        guard let name = reader.string("timezone") else { return nil }
        do {
            return try TimeZoneFile.rules(name)
        } catch {
            reader.fault("timezone", error.problem, value: name)
            return nil
        }
    }

    private func since(_ reader: MappingReader) -> SourceSetting.Since {
        guard let text = reader.string("since"), text != "all" else { return .all }
        if let day = Day(text) { return .day(day) }
        if text.hasSuffix("d"), let seconds = TimeSpan.seconds(text), seconds > 0 { return .days(seconds / 86_400) }
        reader.fault("since", "must be all, a number of days such as 30d, or a day such as 2026-01-31", value: text)
        return .all
    }

    private func after(_ reader: MappingReader) -> SourceSetting.After {
        guard let text = reader.string("after") else { return .keep }
        switch text {
        case "keep": return .keep
        case "seen": return .seen
        case "delete": return .delete
        default:
            if text.hasPrefix("move:"), text.utf8.count > 5 { return .move(folder: String(text.dropFirst(5))) }
            let hint = NearestKey.to(text, among: ["keep", "seen", "delete"]).map { "; did you mean \"\($0)\"?" } ?? ""
            reader.fault("after", "must be keep, seen, move:FOLDER or delete\(hint)", value: text)
            return .keep
        }
    }

    private func people(_ reader: MappingReader) -> [String] {
        (reader.list("people") ?? []).compactMap { node in
            guard let text = node.scalarText, text.utf8.count > 2, text.contains("@") || text.contains("."),
                !text.contains(where: \.isWhitespace)
            else {
                collector.add(
                    line: node.line, key: reader.full("people"),
                    "must be addresses, domains such as \"@forms.example.kz\", or ids of mailing lists",
                    value: node.shown)
                return nil
            }
            return text
        }
    }

    /// What cannot be done at this place, or would feed a mailbox from itself.
    private func check(_ after: SourceSetting.After, _ place: SourceSetting.Place, _ reader: MappingReader) {
        guard case .mailbox(let mailbox) = place else { return }
        if mailbox.kind == .pop3, after != .keep, after != .delete {
            reader.fault("after", "POP3 knows keep and delete alone", value: reader.string("after"))
        }
        if case .move(let folder) = after, mailbox.folders.contains(folder) {
            reader.fault("after", "moves messages to a folder that is read itself", value: folder)
        }
    }

    private func proxy(_ reader: MappingReader) -> String? {
        guard let text = reader.string("proxy") else { return nil }
        guard let url = WebAddress(text), ["http", "https", "socks5", "socks5h"].contains(url.scheme), !url.hasPassword
        else {
            reader.fault("proxy", "must be an address such as socks5h://127.0.0.1:9050, without a password")
            return nil
        }
        return text
    }
}
