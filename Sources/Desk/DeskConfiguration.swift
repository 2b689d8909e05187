import FoundationEssentials
import Reports

/// What the desk must know.
public struct DeskConfiguration: Sendable {
    /// The loopback address to listen at.
    public var host: String
    /// Its port; 0 takes a free one.
    public var port: Int
    /// The office's name.
    public var office: String
    /// The language of the pages, unless the reader asks for another.
    public var language: OfficeLanguage
    /// The configured sources.
    public var sources: [SourceName]
    /// A time as the office reads it.
    public var local: @Sendable (Date) -> String

    /// Collects what the desk must know.
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

/// The desk cannot be opened.
public enum DeskError: Error, CustomStringConvertible, Sendable {
    /// It shows citizens' reports without a login: only this machine may ask.
    case notLoopback(String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .notLoopback(let host):
            "the web page does not listen at \(host): it has no login and is for this machine only; "
                + "take 127.0.0.1 or ::1 and reach it through an SSH tunnel"
        }
    }
}
