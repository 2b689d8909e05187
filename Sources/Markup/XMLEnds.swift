/// Where comments and character data end that may never be closed (XML 1.0 §2.5, §2.7).
struct XMLEnds {
    private var comment = NextPlace("-->")
    private var data = NextPlace("]]>")
    private var openedComment = NextPlace("!--")
    private var openedData = NextPlace("![CDATA[")
    private var item = NextPlace("</item")
    private var entry = NextPlace("</entry")

    /// Where it ends, and whether its mark of three bytes stands there. Where the mark is missing, or belongs to a later one
    /// that begins behind the end of the entry, the entry's own end ends it.
    mutating func end(
        _ source: UnsafeBufferPointer<UInt8>, _ from: Int, ofData: Bool, in open: [Range<Int>]
    ) -> (end: Int, isClosed: Bool) {
        let close = ofData ? data.start(source, from) : comment.start(source, from)
        let opened = ofData ? openedData.start(source, from) : openedComment.start(source, from)
        if let close, opened.map({ $0 > close }) ?? true { return (close, true) }
        guard let level = open.lastIndex(where: { XMLUnclosed.isEntry(source, $0) }),
            let over = open[level].count == 4 ? item.start(source, from) : entry.start(source, from),
            close.map({ over < $0 }) ?? true, close == nil || opened.map({ over < $0 }) ?? false
        else { return (close ?? source.count, close != nil) }
        // The element around it, if its end stands before that, ends it with less lost.
        if level < open.count - 1, let name = open.last {
            var at = from
            while at + name.count + 2 < over {
                if source[at] == 0x3C, source[at + 1] == 0x2F,
                    source[(at + 2)..<(at + 2 + name.count)].elementsEqual(source[name])
                {
                    return (at, false)
                }
                at += 1
            }
        }
        return (over, false)
    }
}
