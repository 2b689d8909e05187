/// A word of a response. Ranges are places in the reader's buffer, good until the reader moves on to another line.
enum IMAPToken {
    case atom(Range<Int>)
    /// Without its quotes; `escaped` when backslashes stand in it.
    case quoted(Range<Int>, escaped: Bool)
    /// So many bytes follow after the line; take or skip them before the next token.
    case literal(Int)
    case open
    case close
    /// The end of the response.
    case end
}
