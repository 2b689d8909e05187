/// What a message may cost before it is set aside. Mail comes from anybody.
public enum MailLimits {
    /// Bytes of a message: twice what large providers accept (25 MB, a third more in base64).
    public static let message = 64 << 20
    /// Bytes of the header block: more than twice Postfix' 102,400 for one field.
    public static let header = 256 << 10
    /// Header fields; long relay chains have some 150.
    public static let headers = 500
    /// Parts within parts, forwarded messages counted too; people reach six.
    public static let depth = 32
    /// Parts in all.
    public static let parts = 500
    /// UTF-8 bytes of text and of HTML kept; a long letter has 50 KiB. What is over is cut, which `damage` tells.
    public static let text = 1 << 20
    /// Addresses kept of one field; the rest is counted in `damage`.
    public static let addresses = 1000
    /// Pieces of one parameter (RFC 2231 §3).
    public static let pieces = 50
    /// Message-IDs kept of `References`, the latest ones.
    public static let references = 200
}
