/// How reading a document's XML ended, if not with all of it: the exit code by which our own program says so to itself.
public enum DocumentEnd: Int32, Sendable {
    /// It breaks off, or has more elements than are read; what was read is printed.
    case cut = 3
    /// There is no XML in it.
    case noXML = 4
}
