/// A folder as a server lists it.
public struct MailFolder: Sendable, Hashable {
    /// Its name in plain letters, levels divided by `separator`.
    public var name: String
    /// What divides levels; nil where there are none.
    public var separator: String?
    /// What it is for (RFC 6154): `\Archive`, `\Junk`, …, as the server spells it.
    public var uses: [String]

    /// Describes a folder.
    public init(name: String, separator: String?, uses: [String]) {
        self.name = name
        self.separator = separator
        self.uses = uses
    }
}
