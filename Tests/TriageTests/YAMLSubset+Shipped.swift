import Foundation
import TestSupport
import Triage

/// The rules that the program is shipped with.
extension YAMLSubset {
    static func shippedTaxonomy() throws -> TaxonomyNode {
        let path = SharedData.project + "/config/taxonomy.yaml"
        return parse(try String(contentsOfFile: path, encoding: .utf8))
    }

    static func shippedGazetteer() throws -> Gazetteer {
        try Gazetteer(parse(try String(contentsOfFile: SharedData.project + "/config/gazetteer.yaml", encoding: .utf8)))
    }
}
