import Reports
import Yams

/// Reads the entries of `webhooks`.
struct WebhookReader {
    private static let known = [
        "name", "url", "secret", "events", "format", "detail", "language", "authorities",
    ]
    private static let formats = ["standard", "slack", "mattermost", "telegram"]

    let collector: FaultCollector
    let absolute: (String) -> String
    private var lineOfName: [String: Int] = [:]

    init(collector: FaultCollector, absolute: @escaping (String) -> String) {
        self.collector = collector
        self.absolute = absolute
    }

    /// Nil, and at least one fault, if the entry cannot be used.
    mutating func read(_ node: Node, index: Int) -> WebhookSetting? {
        guard let reader = MappingReader(node, path: "webhooks[\(index)]", collector: collector) else { return nil }
        reader.refuseUnknown(WebhookReader.known)
        let name = name(reader)
        let url = url(reader)
        format(reader)
        let events = events(reader)
        if reader.node("secret") == nil { reader.fault("secret", "is missing: every event is signed with one") }
        let secrets = reader.secrets("secret", absolute: absolute)
        let detail = reader.choice("detail", WebhookSetting.Detail.self)
        let language = reader.choice("language", OfficeLanguage.self)
        guard let name, let url, !secrets.isEmpty else { return nil }
        var setting = WebhookSetting(name: name, line: reader.line, url: url, secrets: secrets, events: events)
        if let detail { setting.detail = detail }
        setting.language = language
        setting.authorities = reader.string("authorities").map(absolute)
        return setting
    }

    private mutating func name(_ reader: MappingReader) -> String? {
        guard let name = reader.requiredString("name") else { return nil }
        guard name.utf8.count <= 64, name.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 }) else {
            reader.fault("name", "must be one word of at most 64 bytes", value: name)
            return nil
        }
        if let line = lineOfName[name] {
            reader.fault("name", "is taken by the webhook on line \(line)", value: name)
            return nil
        }
        lineOfName[name] = reader.line(of: "name")
        return name
    }

    private func url(_ reader: MappingReader) -> String? {
        // A webhook's address is often a secret itself: it is not shown.
        guard let text = reader.requiredString("url") else { return nil }
        guard let url = WebAddress(text), ["http", "https"].contains(url.scheme) else {
            reader.fault("url", "must be an address that begins with https://")
            return nil
        }
        guard url.user == nil else {
            reader.fault("url", "a name or password must not stand in an address")
            return nil
        }
        guard url.scheme == "https" || Address.isLoopback(url.host) else {
            reader.fault(
                "url", "must be https: reports would cross the network in the clear (http is for loopback only)")
            return nil
        }
        return text
    }

    private func format(_ reader: MappingReader) {
        guard let text = reader.string("format"), text != "standard" else { return }
        if WebhookReader.formats.contains(text) {
            reader.fault(
                "format", "\(text) is not there yet; this version sends standard (Standard Webhooks)", value: text)
        } else {
            let hint = NearestKey.to(text, among: WebhookReader.formats).map { "; did you mean \"\($0)\"?" } ?? ""
            reader.fault("format", "must be standard\(hint)", value: text)
        }
    }

    private func events(_ reader: MappingReader) -> [EventType] {
        guard let nodes = reader.list("events") else { return [.digestDaily] }
        if nodes.isEmpty { reader.fault("events", "names no event: nothing would be sent") }
        var events: [EventType] = []
        for node in nodes {
            guard let text = node.scalarText else {
                collector.add(line: node.line, key: reader.full("events"), "must be a list of words", value: node.shown)
                continue
            }
            if let event = reader.parseChoice("events", text, EventType.self), !events.contains(event) {
                events.append(event)
            }
        }
        return events
    }
}
