/// Where in a mailbox reading goes on (RFC 9051 §2.3.1.1).
struct MailCursor: Codable, Equatable {
    /// The folder's UIDVALIDITY: with another one, no UID means what it meant.
    var validity: UInt32
    /// Everything up to this UID is stored.
    var uid: UInt32
    /// Up to this UID the folder is read a second time, since its UIDVALIDITY changed; what is known is no news then.
    var rereadUntil: UInt32 = 0
}
