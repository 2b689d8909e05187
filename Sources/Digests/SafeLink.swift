/// A link that may be shown: http or https, nothing in it that ends an attribute or a bracket, nothing invisible, and
/// nothing that looks like the host and is none (`https://bank.kz@elsewhere/`). What is no such link is not shown.
struct SafeLink {
    /// No browser needs more; a chat cuts it anyway.
    private static let longest = 2000

    let address: String
    /// Where it leads.
    let host: String

    init?(_ link: String) {
        guard link.utf8.count <= SafeLink.longest, let colon = link.firstRange(of: "://") else { return nil }
        let scheme = link[..<colon.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let authority = link[colon.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.isEmpty, !authority.contains("@"), !authority.contains("\\") else { return nil }
        var out = ""
        for scalar in link.unicodeScalars {
            switch scalar {
            case "(": out += "%28"
            case ")": out += "%29"
            case "\"", "<", ">", "`", "\\": return nil
            default:
                guard scalar.value > 0x20, scalar.value != 0x7F else { return nil }
                out.unicodeScalars.append(scalar)
            }
        }
        guard Visible.line(link) == link else { return nil }
        address = out
        host = String(authority)
    }
}
