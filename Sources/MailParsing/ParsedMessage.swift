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
    /// What the person wrote of the text: without quotations, signature and the footer of a phone; nil if that is all.
    public var written: String?
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
    /// The mailing list that it came through (RFC 2919), lower case.
    public var list: String?
    /// Whether it was sent to many, who are told how to leave their number.
    public var isBulk = false
    /// Whether an automatic answer to it harms nobody (RFC 3834 §2).
    public var mayBeAnswered = false
    /// Whether it, or a file in it, can be read only with a key or a password.
    public var encrypted = false
    /// Whether its text is an encrypted message between lines of dashes (RFC 9580 §6.2) and nothing else.
    public var armoured = false
    /// Whether it bears a signature. It is not verified.
    public var signed = false
    /// Whether letters of the subject or the text had been spoilt on the way (read in a wrong charset) and were mended.
    public var mended = false
    /// What was wrong with it and survived, each in a few words that quote nothing of it.
    public var damage: [String] = []

    /// An empty message.
    public init() {}
}
