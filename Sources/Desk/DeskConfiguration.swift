import FoundationEssentials
import Reports

/// Where the web page is and what it needs to know.
public struct DeskConfiguration: Sendable {
    /// The address to listen on: loopback, as a name or a number.
    public var host: String
    /// The port; 0 takes a free one.
    public var port: Int
    /// The office's name.
    public var office: String
    /// The language of pages that are not asked for in another.
    public var language: OfficeLanguage
    /// The configured sources, whose health is shown.
    public var sources: [SourceName]
    /// An instant as the office's clocks show it, `YYYY-MM-DD HH:MM`.
    public var local: @Sendable (Date) -> String

    /// Collects a configuration.
    public init(
        host: String, port: Int, office: String, language: OfficeLanguage, sources: [SourceName],
        local: @escaping @Sendable (Date) -> String
    ) {
        self.host = host
        self.port = port
        self.office = office
        self.language = language
        self.sources = sources
        self.local = local
    }
}
