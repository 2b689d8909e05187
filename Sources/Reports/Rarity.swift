/// How much more or less a thing tells in this store than it does in a pair of texts.
public enum Rarity {
    /// With fewer stored reports nothing can be said of what is rare.
    public static let fewToCount = 100
    /// The rarity at which a thing weighs what it weighs in a pair; what is rarer in the store weighs more, what is more
    /// common less, within bounds.
    private static let plain: Float = 5.5
    /// The least and the most that a thing's weight is multiplied by.
    public static let bounds: ClosedRange<Float> = 0.4...2.2

    /// What a thing's weight is multiplied by: 1 in a small store.
    /// - Parameters:
    ///   - count: how many stored reports have it.
    ///   - stored: how many there are.
    public static func of(count: Int, stored: Int) -> Float {
        guard stored >= fewToCount else { return 1 }
        let found = Logarithm.of(Float(stored + 1) / Float(count + 1)) / plain
        return min(bounds.upperBound, max(bounds.lowerBound, found))
    }

    /// How little one expects a stored report to have a thing: minus the logarithm of the share of those that have it.
    public static func surprise(count: Int, stored: Int) -> Float {
        Logarithm.of(Float(stored + 1) / Float(count + 1))
    }

    /// The logarithm of the number of ways to choose some of several things: what is shared by chance is shared in any
    /// of these ways.
    public static func ways(_ some: Int, of several: Int) -> Float {
        var product: Float = 1
        for taken in 0..<min(some, several - some) { product *= Float(several - taken) / Float(taken + 1) }
        return Logarithm.of(product)
    }
}

/// The natural logarithm, without a mathematics library: halving until the rest is near one.
public enum Logarithm {
    /// The logarithm of a value, exact to five places; one below 1e-9 counts as that.
    public static func of(_ value: Float) -> Float {
        var (rest, halvings) = (max(value, 1e-9), Float(0))
        while rest > 1.5 {
            rest /= 2
            halvings += 1
        }
        while rest < 0.75 {
            rest *= 2
            halvings -= 1
        }
        // log(1 + x) = 2·artanh(x / (2 + x)), for |x| ≤ 1/2 exact to five places.
        let x = (rest - 1) / (rest + 1)
        let square = x * x
        return halvings * 0.693_147_2 + 2 * x * (1 + square / 3 + square * square / 5)
    }
}
