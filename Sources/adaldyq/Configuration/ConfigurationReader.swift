import FoundationEssentials
import Reports
import Yams

/// Reads the configuration file into values and finds every fault of it.
struct ConfigurationReader {
    private let collector: FaultCollector
    private let file: String

    /// The file that is meant: `--config`, else `$ADALDYQ_CONFIG`, else `/etc/adaldyq/adaldyq.yaml`.
    static func path(option: String?, environment: [String: String]) -> String {
        option ?? environment["ADALDYQ_CONFIG"].flatMap { $0.isEmpty ? nil : $0 } ?? "/etc/adaldyq/adaldyq.yaml"
    }

    /// - Throws: `ConfigurationFaults` with all that is wrong, in the order of the lines.
    static func read(_ path: String) throws(ConfigurationFaults) -> Configuration {
        let node = try YAMLDocument.read(
            path, missing: "; name another with --config FILE or $ADALDYQ_CONFIG, or start from config/adaldyq.yaml")
        return try read(node, file: path)
    }

    /// Reads a document that is already at hand.
    static func read(_ node: Node, file: String) throws(ConfigurationFaults) -> Configuration {
        let reader = ConfigurationReader(collector: FaultCollector(file: file), file: file)
        let configuration = reader.configuration(node)
        let faults = reader.collector.faults
        guard faults.isEmpty, let configuration else { throw ConfigurationFaults(faults: faults.sorted()) }
        return configuration
    }

    private func configuration(_ node: Node) -> Configuration? {
        guard let top = MappingReader(node, path: "", collector: collector) else { return nil }
        top.refuseUnknown([
            "office", "storage", "taxonomy", "gazetteer", "sources", "digest", "webhooks", "desk", "smtp",
        ])
        guard let office = office(top) else { return nil }
        var configuration = Configuration(file: file, office: office)
        if let storage = section(top, "storage", ["path"]), let path = storage.string("path") {
            configuration.storagePath = absolute(path)
        }
        configuration.taxonomyPath = top.string("taxonomy").map(absolute)
        configuration.gazetteerPath = top.string("gazetteer").map(absolute)
        configuration.digestAt = digestTime(top) ?? configuration.digestAt
        configuration.desk = desk(top)
        var sources = SourceReader(collector: collector, absolute: absolute)
        for (index, node) in (top.list("sources") ?? []).enumerated() {
            if let source = sources.read(node, index: index) { configuration.sources.append(source) }
        }
        if top.node("sources") == nil || top.list("sources")?.isEmpty == true {
            top.fault("sources", "no source is listed: nothing would be polled")
        }
        if let node = top.node("smtp") {
            configuration.smtp = SMTPReader(collector: collector, absolute: absolute).read(node)
        } else if let source = configuration.sources.first(where: \.receipt) {
            collector.add(
                line: source.line, key: "smtp",
                "is missing: source \(source.name) is to send receipts, and by no account")
        }
        var webhooks = WebhookReader(collector: collector, absolute: absolute)
        for (index, node) in (top.list("webhooks") ?? []).enumerated() {
            if let webhook = webhooks.read(node, index: index) { configuration.webhooks.append(webhook) }
        }
        return configuration
    }

    private func section(_ top: MappingReader, _ key: String, _ known: [String]) -> MappingReader? {
        guard let node = top.node(key) else { return nil }
        if node.scalarText == "" {
            top.fault(key, "is empty; give it \(known.joined(separator: ", ")) or leave it out")
            return nil
        }
        let reader = MappingReader(node, path: key, collector: collector)
        reader?.refuseUnknown(known)
        return reader
    }

    private func office(_ top: MappingReader) -> Configuration.Office? {
        let reader = section(top, "office", ["name", "timezone", "language", "contact"])
        let name = reader?.string("timezone") ?? "Asia/Almaty"
        let zone: ZoneRules
        do {
            zone = try TimeZoneFile.rules(name)
        } catch {
            reader?.fault("timezone", error.problem, value: name)
            if reader == nil { collector.add(line: 1, key: "office.timezone", error.problem, value: name) }
            // Any zone will do to go on and find the other faults: this configuration is never used.
            zone = ZoneRules(name: name, fixedOffset: 0)
        }
        var office = Configuration.Office(zone: zone)
        if let title = reader?.string("name") { office.name = title }
        if let language = reader?.choice("language", OfficeLanguage.self) { office.language = language }
        if let contact = reader?.string("contact") {
            // It becomes part of a header.
            if contact.utf8.count <= 200,
                contact.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x28 && $0 != 0x29 })
            {
                office.contact = contact
            } else {
                reader?.fault("contact", "must be an address or a page in at most 200 ASCII characters", value: contact)
            }
        }
        return office
    }

    private func digestTime(_ top: MappingReader) -> Int? {
        guard let reader = section(top, "digest", ["at"]), let text = reader.string("at") else { return nil }
        guard let time = TimeSpan.timeOfDay(text) else {
            reader.fault("at", "must be a time of day such as \"08:30\", in quotes", value: text)
            return nil
        }
        return time
    }

    private func desk(_ top: MappingReader) -> Configuration.Listen? {
        guard let reader = section(top, "desk", ["listen"]), let text = reader.requiredString("listen") else {
            return nil
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else {
            reader.fault("listen", "must be ADDRESS:PORT, such as 127.0.0.1:8787", value: text)
            return nil
        }
        let host = String(text[..<colon])
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        guard Address.isLoopback(bare) else {
            reader.fault(
                "listen", "the page shows people's reports and has no password: it listens on loopback only",
                value: text)
            return nil
        }
        return Configuration.Listen(host: bare, port: port)
    }

    /// Paths are relative to the configuration file.
    private func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        guard let slash = file.lastIndex(of: "/") else { return path }
        return String(file[...slash]) + path
    }
}
