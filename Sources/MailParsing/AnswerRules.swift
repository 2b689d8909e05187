/// To which letters a program may answer (RFC 3834 §2): never to another program, to a list, to many, or to an address
/// that nobody reads. When in doubt it is silent.
enum AnswerRules {
    static func mayBeAnswered(_ header: HeaderBlock, _ message: ParsedMessage) -> Bool {
        guard message.automatic == nil, !message.isBulk, !MailingList.isOne(header),
            !header.names.contains(where: { $0.hasPrefix("list-") })
        else { return false }
        if let submitted = header.word("auto-submitted"), !submitted.hasPrefix("no") { return false }
        if header.has("x-auto-response-suppress") || header.has("precedence") { return false }
        if header.word("return-path") == "<>" { return false }
        if let flag = header.word("x-spam-flag"), flag.hasPrefix("yes") { return false }
        guard message.from.count == 1, let address = message.from.first?.address.lowercased(), isPlain(address) else {
            return false
        }
        let local = address.prefix { $0 != "@" }.filter { $0 != "-" && $0 != "_" && $0 != "." }
        return !nobody.contains { local.hasPrefix($0) } && !local.hasSuffix("request") && !local.hasPrefix("owner")
    }

    /// One address that SMTP takes as it stands: no route, no quotes, nothing that could be another command.
    private static func isPlain(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), address.utf8.count <= 254 else {
            return false
        }
        return address.unicodeScalars.allSatisfy {
            $0.isASCII && $0.value > 0x20 && $0.value != 0x7F && !"<>()[]\\,;:\"".unicodeScalars.contains($0)
        }
    }

    private static let nobody = [
        "noreply", "donotreply", "mailerdaemon", "postmaster", "bounce", "nobody", "daemon", "robot", "mailer",
        "notify",
        "notification", "autoreply", "newsletter",
    ]
}
