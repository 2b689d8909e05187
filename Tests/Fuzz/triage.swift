// What anybody writes, labelled, masked, compared and indexed as a poll does it: `scripts/fuzz triage` builds and runs this.
// The input's first line is a title; a line of three equals signs parts a text from another that is compared with it.
// Whatever they are, what is found lies inside of them, in order and apart, the bounds hold, and the same text is told the
// same twice.
import Foundation
import Language
import Reports
import Triage

private let classifier: Classifier = {
    let folder = ProcessInfo.processInfo.environment["ADALDYQ_FUZZ_CONFIG"] ?? "config"
    func parsed(_ file: String) -> TaxonomyNode {
        guard let text = try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8) else {
            fatalError("there is no \(folder)/\(file): set ADALDYQ_FUZZ_CONFIG")
        }
        return YAMLSubset.parse(text)
    }
    do {
        return Classifier(
            taxonomy: try Taxonomy(parsed("taxonomy.yaml"), gazetteer: try Gazetteer(parsed("gazetteer.yaml"))))
    } catch {
        fatalError("\(error)")
    }
}()

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let whole = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let parts = whole.components(separatedBy: "\n===\n")
    let items = parts.prefix(2).map(prepared)
    if items.count == 2 {
        _ = PairRules.decide(items[1], after: items[0])
        precondition(PairRules.decide(items[0], after: items[1]) == PairRules.decide(items[0], after: items[1]))
    }
    return 0
}

private func prepared(_ input: String) -> PreparedItem {
    let lines = input.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let (title, text) = (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
    for side in [title, text] {
        let found = PersonalData.find(side)
        precondition(found.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= side.utf8.count })
        precondition(zip(found, found.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
        let bytes = Array(side.utf8)
        // No letter is cut in two.
        precondition(
            found.allSatisfy {
                bytes[$0.range.lowerBound] & 0xC0 != 0x80
                    && ($0.range.upperBound == bytes.count || bytes[$0.range.upperBound] & 0xC0 != 0x80)
            })
        precondition(PersonalData.mask(side).utf8.count <= side.utf8.count + 9 * found.count)
        precondition(SearchTerms.query(side).allSatisfy { (1...2).contains($0.count) })
    }
    let labels = classifier.labels(title: title, text: text)
    precondition((1...2).contains(labels.themes.count) && labels.signals.count <= 2 && labels.places.count <= 12)
    precondition(labels.themes.allSatisfy { $0.evidence.count <= 6 && (0...1).contains($0.score) })
    precondition(classifier.labels(title: title, text: text) == labels)
    _ = classifier.verdicts(title: title, text: text)
    let item = Item(
        source: "fuzz", id: "1", origin: "1", title: title, text: text, received: Date(timeIntervalSince1970: 0),
        contentHash: [], raw: [])
    let prepared = classifier.prepare(item, compressedRaw: [])
    precondition(prepared.fingerprint == Fingerprints.of(title: title, text: text))
    precondition(prepared.fingerprint.shingles.count <= 12 && prepared.traces.count <= 12)
    precondition(prepared.searchText.utf8.count <= 2 * text.utf8.count + 64)
    return prepared
}
