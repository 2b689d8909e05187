/// Numbers of charts, written with a point whatever the language.
enum Scale {
    /// A share of 1 as a number from 0 to 100 with at most two places.
    static func percent(_ share: Double) -> String {
        let hundredths = Int((min(1, max(0, share)) * 10_000).rounded())
        let places = hundredths % 100
        return places == 0 ? "\(hundredths / 100)" : "\(hundredths / 100).\(places < 10 ? "0" : "")\(places)"
    }
}
