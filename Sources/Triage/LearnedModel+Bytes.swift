import Reports

/// The model as the store keeps it: a version, how many lessons, and for each layer the rows of features that bear a
/// weight, in sixteen bits a weight. Little-endian.
extension LearnedModel {
    /// Changes when features, layers or what the rules weigh do: a model of another format is not read, and one is learned anew.
    public static let format: UInt32 = 3

    /// What `init(bytes:quality:)` reads.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        LearnedModel.put(LearnedModel.format, &out)
        LearnedModel.put(UInt32(lessons), &out)
        for group in Group.allCases { layers[group]?.write(&out) }
        return out
    }

    /// Nil for what is no model of this format.
    public init?(bytes: [UInt8], quality: [Quality]) {
        var rest = bytes[...]
        guard LearnedModel.take(&rest) == LearnedModel.format, let lessons = LearnedModel.take(&rest) else {
            return nil
        }
        var layers: [Group: LearnedLayer] = [:]
        for group in Group.allCases {
            guard let layer = LearnedLayer(reading: &rest, group.shape) else { return nil }
            layers[group] = layer
        }
        guard rest.isEmpty else { return nil }
        self.init(lessons: Int(lessons), quality: quality, layers: layers)
    }

    fileprivate static func put(_ value: UInt32, _ out: inout [UInt8]) {
        for shift in [0, 8, 16, 24] { out.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }

    fileprivate static func take(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
        guard rest.count >= 4 else { return nil }
        let value = rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        rest = rest.dropFirst(4)
        return value
    }
}

extension LearnedLayer {
    /// Weights in units of this: they are small, and finer steps change no decision.
    private static let unit: Float = 1.0 / 2048

    fileprivate func write(_ out: inout [UInt8]) {
        let classes = shape.classes
        let rows = (0..<LearnedFeatures.count).filter { row in
            (0..<classes).contains { LearnedLayer.coarse(words[row * classes + $0]) != 0 }
        }
        LearnedModel.put(UInt32(rows.count), &out)
        for value in biases + marks + traits { LearnedLayer.put(value, &out) }
        for row in rows {
            out.append(UInt8(truncatingIfNeeded: row))
            out.append(UInt8(truncatingIfNeeded: row >> 8))
            for index in 0..<classes { LearnedLayer.put(words[row * classes + index], &out) }
        }
    }

    fileprivate init?(reading rest: inout ArraySlice<UInt8>, _ shape: Shape) {
        let classes = shape.classes
        let dense = classes + shape.marks + shape.traits * classes
        guard let count = LearnedModel.take(&rest), count <= LearnedFeatures.count,
            rest.count >= dense * 2 + Int(count) * (2 + classes * 2)
        else { return nil }
        self.init(shape)
        biases = biases.map { _ in LearnedLayer.take(&rest) }
        marks = marks.map { _ in LearnedLayer.take(&rest) }
        traits = traits.map { _ in LearnedLayer.take(&rest) }
        for _ in 0..<count {
            let row = Int(rest[rest.startIndex]) | Int(rest[rest.startIndex + 1]) << 8
            rest = rest.dropFirst(2)
            guard row < LearnedFeatures.count else { return nil }
            for index in 0..<classes { words[row * classes + index] = LearnedLayer.take(&rest) }
        }
    }

    private static func coarse(_ value: Float) -> Int16 { Int16(max(-32_000, min(32_000, (value / unit).rounded()))) }

    private static func put(_ value: Float, _ out: inout [UInt8]) {
        let bits = UInt16(bitPattern: coarse(value))
        out.append(UInt8(truncatingIfNeeded: bits))
        out.append(UInt8(truncatingIfNeeded: bits >> 8))
    }

    private static func take(_ rest: inout ArraySlice<UInt8>) -> Float {
        let bits = UInt16(rest[rest.startIndex]) | UInt16(rest[rest.startIndex + 1]) << 8
        rest = rest.dropFirst(2)
        return Float(Int16(bitPattern: bits)) * unit
    }
}
