/// What reading a file may cost. Files come from anybody.
public enum AttachmentLimits {
    /// Bytes of a file: the largest that mail programs let through are some 25 MB of photos; texts are far smaller.
    public static let file = 16 << 20
    /// UTF-8 bytes of a file's text that are kept: some 60 pages. What is over is cut.
    public static let text = 256 << 10
    /// Pages of a PDF that are read; with more it is a book.
    public static let pages = 200
    /// Bytes that a document's XML may unpack to: twenty times its text.
    public static let xml = 8 << 20
    /// Seconds of a processor for one file.
    static let processorSeconds = 10
    /// Seconds of the clock for one file.
    static let seconds = 15.0
    /// Bytes that a program may write to in memory. Beside the service's own 120 MB this stays below the unit's limit,
    /// since one file is read at a time.
    static let memory = 160 << 20
    /// Bytes of address space, with the libraries.
    static let space = 1 << 30
    /// Open files: as many as there are libraries, one after the other, and a few more.
    static let files = 64
    /// Bytes of a program's complaints that are looked at.
    static let complaints = 4096
}
