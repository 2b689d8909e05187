/// What a walk through an element meets, in the order in which it stands.
public enum XMLEvent: Sendable {
    case begins(XMLElement)
    case ends(XMLElement)
    /// Bytes of UTF-8.
    case text(ArraySlice<UInt8>)
}
