/// One link of a page's navigation, within the same place.
public struct PageLink: Hashable, Sendable {
    /// What it is called.
    public var label: String
    /// Where it leads, from the root.
    public var address: String
    /// Whether it leads to what is shown.
    public var isCurrent: Bool
    /// The language of what it leads to, if that is another one.
    public var language: String?

    /// Makes a link.
    public init(label: String, address: String, isCurrent: Bool = false, language: String? = nil) {
        self.label = label
        self.address = address
        self.isCurrent = isCurrent
        self.language = language
    }
}
