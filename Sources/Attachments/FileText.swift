/// What came of reading a file.
public enum FileText: Hashable, Sendable {
    /// What it says.
    /// - Parameter isCut: whether there was more.
    case text(String, isCut: Bool)
    /// Why it was not read, in a few words that quote nothing of it.
    case unread(String)
}
