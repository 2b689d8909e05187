/// The language that a text is written in.
public enum Tongue: String, CaseIterable, Sendable {
    /// Kazakh: in its own letters, in Russian letters only, or in Latin ones.
    case kk
    /// Russian.
    case ru
    /// English.
    case en
    /// Kazakh and Russian, both substantial.
    case mixed
    /// It could not be told, or it is another language.
    case und
}
