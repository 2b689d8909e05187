import FoundationEssentials
import Reports

/// How far a number of reports is from what is usual. Reports that come independently scatter around their mean by its
/// square root (Poisson); the steps are so many of these apart, which keeps small numbers from looking like news.
struct TemperatureScale {
    /// Fewer days tell nothing of what is usual: a week has its own rhythm.
    private static let fewestDays = 7.0
    /// Days that are looked back on: four of each weekday.
    private static let most = 28.0
    /// Deviations from the usual level that are remarkable, and that are alarming.
    private static let (remarkable, alarming) = (1.5, 3.0)

    private let past: [DigestInput.PastDay]
    private let days: Double
    private let window: Double

    /// - Parameter window: how long the window to be measured is, in days.
    init(past: [DigestInput.PastDay], window: Double) {
        var kept: [DigestInput.PastDay] = []
        var days = 0.0
        for day in past {
            // A catch-up stands for many days: it may not push the look back far beyond four weeks.
            guard days + day.length <= TemperatureScale.most + 0.5 else { break }
            kept.append(day)
            days += day.length
        }
        self.past = kept
        self.days = days
        self.window = max(window, 1 / 24)
    }

    /// Reads a count against the counts of the days before.
    func reading(_ count: Int, _ earlier: (DigestInput.PastDay) -> Int) -> Temperature {
        let total = past.reduce(0) { $0 + earlier($1) }
        let usual = days > 0 ? Double(total) / days : 0
        let rounded = (usual * 100).rounded() / 100
        guard days >= TemperatureScale.fewestDays else {
            return Temperature(usual: rounded, days: Int(days.rounded()), level: .unknown)
        }
        return Temperature(
            usual: rounded, days: Int(days.rounded()), level: level(Double(count), expected: usual * window))
    }

    /// How many deviations a count is from what is expected.
    static func distance(_ count: Double, expected: Double) -> Double {
        (count - expected) / max(expected, 1).squareRoot()
    }

    private func level(_ count: Double, expected: Double) -> Temperature.Level {
        switch TemperatureScale.distance(count, expected: expected) {
        case TemperatureScale.alarming...: return .hot
        case TemperatureScale.remarkable...: return .warm
        case ...(-TemperatureScale.remarkable): return .cold
        default: return .usual
        }
    }
}
