import Yams

/// Reads the section `smtp`.
struct SMTPReader {
    private static let known = ["server", "password", "from", "security", "private", "authorities"]

    let collector: FaultCollector
    let absolute: (String) -> String

    /// Nil, and at least one fault, if the section cannot be used.
    func read(_ node: Node) -> SMTPSetting? {
        guard let reader = MappingReader(node, path: "smtp", collector: collector) else { return nil }
        reader.refuseUnknown(SMTPReader.known)
        let url = server(reader)
        let from = from(reader, user: url?.user)
        let password = reader.secret("password", absolute: absolute)
        guard let url, let from else { return nil }
        if url.user != nil, reader.node("password") == nil { reader.fault("password", "is missing") }
        if url.user == nil, reader.node("password") != nil {
            reader.fault("password", "is for nobody: name the user, as in smtps://USER@\(url.host)")
        }
        let chosen = reader.choice("security", MailboxSetting.Security.self)
        if url.scheme == "smtps", let chosen, chosen != .tls {
            reader.fault("security", "smtps is TLS from the first byte", value: chosen.rawValue)
        }
        let security = url.scheme == "smtps" ? .tls : chosen ?? .starttls
        if security == .none, !Address.isLoopback(url.host) {
            reader.fault("security", "letters would cross the network in the clear; none is for loopback only")
        }
        var setting = SMTPSetting(
            line: reader.line, host: url.host, port: url.port, security: security, user: url.user, password: password,
            from: from)
        setting.allowPrivate = reader.bool("private") ?? false
        setting.authorities = reader.string("authorities").map(absolute)
        return setting
    }

    private func server(_ reader: MappingReader) -> (scheme: String, user: String?, host: String, port: Int?)? {
        guard let text = reader.requiredString("server") else { return nil }
        guard let url = WebAddress(text), ["smtp", "smtps"].contains(url.scheme), url.path.isEmpty || url.path == "/"
        else {
            // The text may hold a password.
            reader.fault("server", "must be an address such as smtps://letters%40example.kz@mail.example.kz")
            return nil
        }
        if url.hasPassword {
            reader.fault("server", "a password must not stand in an address; give it under password:")
            return nil
        }
        let user = url.user.flatMap(WebAddress.percentDecoded)
        return (url.scheme, user?.isEmpty == true ? nil : user, url.host, url.port)
    }

    private func from(_ reader: MappingReader, user: String?) -> String? {
        let given = reader.string("from")
        guard let from = given ?? user.flatMap({ $0.contains("@") ? $0 : nil }) else {
            if reader.node("from") == nil {
                reader.fault("from", "is missing: the address that receipts come from, such as letters@example.kz")
            }
            return nil
        }
        let parts = from.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].count > 2, from.utf8.count <= 254,
            from.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"<>()[]\\,;:\"".utf8.contains($0) })
        else {
            reader.fault("from", "must be one bare address, such as letters@example.kz", value: from)
            return nil
        }
        return from
    }
}
