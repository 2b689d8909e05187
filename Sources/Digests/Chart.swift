import Reports

/// Bars with what is usual marked on them. Lengths are hundredths of the chart's width.
struct Chart {
    struct Bar {
        var name: String
        var count: Int
        var level: Temperature.Level
        var style: String
        var start: String
        var width: String
        /// Where the usual level is.
        var usualAt: String
        var hasUsual: Bool
        var arrow: String
        /// `выше, обычно 5,4`.
        var note: String
    }

    var bars: [Bar]
    var isThere: Bool
    /// Whether lengths are distances from the usual level and not counts.
    var isThermometer: Bool

    /// Deviations from the usual level at which a thermometer ends.
    private static let scaleEnd = 5.0

    /// What is usual below this is not drawn.
    private static let leastUsual = 0.05

    typealias Line = (count: Int, name: String, temperature: Temperature?)

    /// Counts as lengths.
    init(volumes lines: [Line], days: Double, _ words: Words) {
        let most = max(1, lines.map { max(Double($0.count), Chart.expected($0.temperature, days)) }.max() ?? 1)
        isThermometer = false
        isThere = lines.contains { $0.count > 0 || Chart.expected($0.temperature, days) > 0 }
        bars = lines.map { line in
            let expected = Chart.expected(line.temperature, days)
            return Chart.bar(
                line, expected, (0, Double(line.count) / most),
                usual: expected >= Chart.leastUsual ? expected / most : nil, words)
        }
    }

    /// Distances from the usual level as lengths to its left and right; counts where no usual level is known.
    init(temperatures lines: [Line], days: Double, _ words: Words) {
        self.init(volumes: lines, days: days, words)
        guard lines.contains(where: { Chart.isKnown($0.temperature) }) else { return }
        isThermometer = true
        bars = lines.map { line in
            let expected = Chart.expected(line.temperature, days)
            let distance = TemperatureScale.distance(Double(line.count), expected: expected) / Chart.scaleEnd
            let half = min(1, max(-1, distance)) / 2
            return Chart.bar(line, expected, half < 0 ? (0.5 + half, -half) : (0.5, half), usual: 0.5, words)
        }
    }

    private static func isKnown(_ temperature: Temperature?) -> Bool {
        temperature.map { $0.level != .unknown } ?? false
    }

    /// What is usual for a window of so many days.
    private static func expected(_ temperature: Temperature?, _ days: Double) -> Double {
        guard let temperature, temperature.level != .unknown else { return 0 }
        return temperature.usual * max(days, 0)
    }

    private static func bar(
        _ line: Line, _ expected: Double, _ span: (start: Double, width: Double), usual: Double?, _ words: Words
    ) -> Bar {
        let level = line.temperature?.level ?? .unknown
        return Bar(
            name: line.name, count: line.count, level: level, style: level.rawValue, start: Scale.percent(span.start),
            width: Scale.percent(span.width), usualAt: Scale.percent(usual ?? 0), hasUsual: usual != nil,
            arrow: arrow(level),
            note: note(level, expected, words))
    }

    private static func note(_ level: Temperature.Level, _ expected: Double, _ words: Words) -> String {
        // Once in three weeks is no level that a line could be drawn at.
        switch level {
        case .unknown: ""
        case .usual: expected < leastUsual ? "" : words.usual(expected)
        default: "\(words.shortLevel(level)), \(words.usual(expected))"
        }
    }

    private static func arrow(_ level: Temperature.Level) -> String {
        switch level {
        case .unknown: ""
        case .cold: "↓"
        case .usual: "≈"
        case .warm: "↑"
        case .hot: "⇈"
        }
    }
}

/// New reports a day, the digest's own last.
struct History {
    struct Column {
        var start: String
        var width: String
        var top: String
        var height: String
        var isNow: Bool
    }

    var columns: [Column]
    var isThere: Bool
    var caption: String

    init(_ before: [Int], now: Int, _ words: Words) {
        let counts = before + [now]
        isThere = counts.count >= 3 && counts.contains { $0 > 0 }
        let most = Double(max(1, counts.max() ?? 1))
        let slot = 1 / Double(counts.count)
        columns = counts.enumerated().map { index, count in
            let height = Double(count) / most
            return Column(
                start: Scale.percent(Double(index) * slot + slot * 0.12), width: Scale.percent(slot * 0.76),
                top: Scale.percent(1 - height), height: Scale.percent(height), isNow: index == before.count)
        }
        let mean = before.isEmpty ? 0 : Double(before.reduce(0, +)) / Double(before.count)
        caption = words.history(before.count, mean: mean, most: counts.max() ?? 0)
    }
}
