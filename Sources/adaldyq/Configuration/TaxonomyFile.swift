import CConfig
import Triage
import Yams

/// The taxonomy: the configured file, or the one that is compiled in.
enum TaxonomyFile {
    /// - Throws: `ConfigurationFaults`.
    static func taxonomy(of configuration: Configuration) throws(ConfigurationFaults) -> Taxonomy {
        guard configuration.taxonomyPath != nil || configuration.gazetteerPath != nil else { return try builtIn() }
        let gazetteer = try gazetteer(of: configuration)
        guard let path = configuration.taxonomyPath else { return try builtIn(gazetteer) }
        return try compile(try YAMLDocument.read(path), path, gazetteer)
    }

    /// What labels by that taxonomy. A configured one is compiled here and now, so that its faults stop the start; the
    /// program's own has none (a test holds that) and waits for the first text: most polls bring nothing new.
    /// - Throws: `ConfigurationFaults`.
    static func classifier(
        of configuration: Configuration, learned: Learned? = nil
    ) throws(ConfigurationFaults) -> Later<Classifier> {
        if configuration.taxonomyPath != nil || configuration.gazetteerPath != nil {
            let taxonomy = try taxonomy(of: configuration)
            return Later { Classifier(taxonomy: taxonomy, learned: learned) }
        }
        return Later { Classifier(taxonomy: try builtIn(), learned: learned) }
    }

    /// The taxonomy that the program carries with it.
    static func builtIn() throws(ConfigurationFaults) -> Taxonomy { try builtIn(try gazetteer()) }

    private static func builtIn(_ gazetteer: Gazetteer) throws(ConfigurationFaults) -> Taxonomy {
        let node = try YAMLDocument.parse(Array(String(cString: adaldyq_taxonomy()).utf8), file: "taxonomy.yaml")
        return try compile(node, "taxonomy.yaml", gazetteer)
    }

    private static func gazetteer(of configuration: Configuration) throws(ConfigurationFaults) -> Gazetteer {
        guard let path = configuration.gazetteerPath else { return try gazetteer() }
        return try gazetteer(try YAMLDocument.read(path), path)
    }

    /// The gazetteer that the program carries with it.
    private static func gazetteer() throws(ConfigurationFaults) -> Gazetteer {
        try gazetteer(
            try YAMLDocument.parse(Array(String(cString: adaldyq_gazetteer()).utf8), file: "gazetteer.yaml"),
            "gazetteer.yaml")
    }

    private static func gazetteer(_ node: Node, _ file: String) throws(ConfigurationFaults) -> Gazetteer {
        do {
            return try Gazetteer(value(node))
        } catch {
            throw faults(error, file)
        }
    }

    private static func compile(
        _ node: Node, _ file: String, _ gazetteer: Gazetteer
    ) throws(ConfigurationFaults) -> Taxonomy {
        do {
            return try Taxonomy(value(node), gazetteer: gazetteer)
        } catch {
            throw faults(error, file)
        }
    }

    private static func faults(_ error: TaxonomyFaults, _ file: String) -> ConfigurationFaults {
        ConfigurationFaults(
            faults: error.faults.map {
                ConfigurationFault(file: file, line: $0.line, key: $0.key, problem: $0.problem, value: nil)
            })
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
