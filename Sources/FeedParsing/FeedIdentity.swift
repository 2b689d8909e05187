/// Which entry an entry is. The one place that decides it.
public enum FeedIdentity {
    /// The id of an entry: its guid; else its link; nil where it has neither and its words must tell.
    public static func id(of entry: ParsedEntry) -> String? {
        if let id = entry.id, !id.isEmpty { return id }
        if let link = entry.link, !link.isEmpty { return link }
        return nil
    }
}
