/// What a program wrote and nobody said. A person's mail is never one of these on a guess: where the signs are weak, the
/// message counts as a person's.
public enum Automatic: String, CaseIterable, Codable, Sendable {
    /// Mail that could not be delivered, or is late (RFC 3464 and the many forms before and beside it).
    case bounce
    /// An out-of-office note or an acknowledgement (RFC 3834).
    case autoReply = "auto-reply"
    /// A message was displayed or deleted (RFC 8098).
    case receipt
    /// A complaint forwarded by a provider (RFC 5965), a DMARC or TLS report.
    case report
    /// A mailing list's copy (RFC 2369, 2919): what it says was said to the list.
    case list
    /// Mail that came round: one of our own receipts, or one that passes the same mailbox again and again.
    case loop
}
