/// Which digits of a cluster are a person's number.
enum PersonalNumbers {
    /// Adds the places found in a cluster, in order; a plate may reach beyond it.
    static func read(
        _ cluster: DigitCluster, _ text: UnsafeBufferPointer<UInt8>, into found: inout [PersonalData.Found]
    ) {
        let groups = cluster.groups
        if groups.count == 1, groups[0].count < 7 {
            if let range = Plates.range(groups[0], text, notBefore: cluster.notBefore) {
                found.append(PersonalData.Found(kind: .plate, range: range))
            }
            return
        }
        var first = 0
        var shape = NumberShape()
        while first < groups.count {
            if let (kind, last, start) = number(cluster, first, text, &shape) {
                found.append(PersonalData.Found(kind: kind, range: start..<groups[last].end))
                first = last + 1
                continue
            }
            let least = max(cluster.notBefore, first == 0 ? 0 : groups[first - 1].end)
            if let range = Plates.range(groups[first], text, notBefore: least) {
                found.append(PersonalData.Found(kind: .plate, range: range))
            }
            first += 1
        }
    }

    /// The longest number that begins with a group: what it is, its last group, and where it begins.
    private static func number(
        _ cluster: DigitCluster, _ first: Int, _ text: UnsafeBufferPointer<UInt8>, _ shape: inout NumberShape
    ) -> (PersonalData.Found.Kind, Int, Int)? {
        let opening = cluster.opening(first, text)
        shape.reset(hasPlus: opening.hasPlus)
        var best: (PersonalData.Found.Kind, Int)?
        for index in first..<cluster.groups.count {
            let group = cluster.groups[index]
            guard shape.digits.count + group.count <= NumberShape.longest else { break }
            shape.add(text, group, after: index > first ? cluster.gaps[index - 1] : nil)
            guard let kind = shape.kind ?? told(shape, text, opening.start) else { continue }
            if shape.isLocal {
                // 250-12-34 as a part of something longer is no phone.
                let after = index < cluster.gaps.count ? cluster.gaps[index] : .blank
                let before = first > 0 ? cluster.gaps[first - 1] : .blank
                guard before != .hyphen, before != .dot, after != .hyphen, after != .dot else { continue }
            }
            let place = NumberPlace(text, opening.start..<group.end)
            if place.allows(kind, shape) { best = (kind, index) }
        }
        guard let best else { return nil }
        // (701) 123 45 67 has its bracket, (900101300017) stands in one.
        let digits = cluster.groups[first].start
        let end = cluster.groups[best.1].end
        let isInBrackets =
            !opening.hasPlus && opening.start < digits && !text[digits..<end].contains(UInt8(ascii: ")"))
        return (best.0, best.1, isInBrackets ? digits : opening.start)
    }

    /// What the word before a number makes of it though its check digit is wrong.
    private static func told(
        _ shape: NumberShape, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> PersonalData.Found.Kind? {
        guard shape.mayBeTold || shape.mayBeLocal else { return nil }
        switch NumberPlace.label(text, start) {
        case .person: return shape.digits.count == 12 ? .iin : nil
        case .card: return shape.digits.count == 16 ? .card : nil
        case .phone: return shape.mayBeLocal ? .phone : nil
        case .nothing, .company, .either, .document: return nil
        }
    }
}
