import FoundationEssentials

/// What a message says, as far as it could be read. Nothing here is trusted and nothing is required.
public struct ParsedMessage: Hashable, Codable, Sendable {
    /// The Message-ID without its angle brackets.
    public var messageID: String?
    /// The subject, decoded and on one line.
    public var subject: String?
    /// The authors.
    public var from: [MailAddress] = []
    /// The addressees.
    public var to: [MailAddress] = []
    /// The addressees of copies.
    public var cc: [MailAddress] = []
    /// When its author dated it.
    public var date: Date?
    /// What a person reads: the text parts in order, HTML made text where there is no plain one, forwarded messages'
    /// subjects and texts. Lines end in U+000A. No header of a forwarded message that tells who wrote it is in here.
    public var text: String = ""
    /// The first HTML body, as it came but decoded. Untrusted.
    public var html: String?
    /// The Message-ID that this answers.
    public var inReplyTo: String?
    /// The Message-IDs of the thread, oldest first.
    public var references: [String] = []
    /// The files that came with it, those of forwarded messages included.
    public var attachments: [MailAttachment] = []
    /// What kind of program wrote it; nil for a person's mail.
    public var automatic: Automatic?
    /// Whether it, or a file in it, can be read only with a key or a password.
    public var encrypted = false
    /// Whether it bears a signature. It is not verified.
    public var signed = false
    /// What was wrong with it and survived, each in a few words that quote nothing of it.
    public var damage: [String] = []

    /// An empty message.
    public init() {}
}
