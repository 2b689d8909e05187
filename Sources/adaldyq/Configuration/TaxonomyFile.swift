import Triage
import Yams

/// The taxonomy: the configured file, or the one that is compiled in.
enum TaxonomyFile {
    /// - Throws: `ConfigurationFaults`.
    static func taxonomy(of configuration: Configuration) throws(ConfigurationFaults) -> Taxonomy {
        guard let path = configuration.taxonomyPath else { return try builtIn() }
        return try compile(try YAMLDocument.read(path), path)
    }

    /// What labels by that taxonomy. A configured one is compiled here and now, so that its faults stop the start; the
    /// program's own has none (a test holds that) and waits for the first text: most polls bring nothing new.
    /// - Throws: `ConfigurationFaults`.
    static func classifier(
        of configuration: Configuration, learned: Learned? = nil
    ) throws(ConfigurationFaults) -> Later<Classifier> {
        if configuration.taxonomyPath != nil {
            let taxonomy = try taxonomy(of: configuration)
            return Later { Classifier(taxonomy: taxonomy, learned: learned) }
        }
        return Later { Classifier(taxonomy: try builtIn(), learned: learned) }
    }

    /// The taxonomy that the program carries with it.
    static func builtIn() throws(ConfigurationFaults) -> Taxonomy {
        try compile(try YAMLDocument.parse(PackageResources.taxonomy_yaml, file: "taxonomy.yaml"), "taxonomy.yaml")
    }

    private static func compile(_ node: Node, _ file: String) throws(ConfigurationFaults) -> Taxonomy {
        do {
            return try Taxonomy(value(node))
        } catch {
            throw ConfigurationFaults(
                faults: error.faults.map {
                    ConfigurationFault(file: file, line: $0.line, key: $0.key, problem: $0.problem, value: nil)
                })
        }
    }

    private static func value(_ node: Node) -> TaxonomyNode {
        switch node {
        case .mapping(let mapping):
            .map(
                mapping.map {
                    TaxonomyPair(key: $0.key.scalarText ?? $0.key.shown, line: $0.key.line, value: value($0.value))
                },
                line: node.line)
        case .sequence(let nodes): .list(nodes.map(value), line: node.line)
        default: .scalar(node.scalarText ?? "", line: node.line)
        }
    }
}
