/// The forms in which a digest is read.
public enum DigestFormat: String, CaseIterable, Sendable {
    /// For a terminal and a plain letter: 78 columns.
    case text
    /// For chats and wikis.
    case markdown
    /// One page that needs nothing beside it, for the screen and for paper.
    case html
    /// For programs: the digest as it is frozen.
    case json
}
