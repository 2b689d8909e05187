import ArgumentParser

/// The program: its subcommands are the product's commands.
struct Adaldyq: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adaldyq",
        abstract: "Intake of citizens' reports: polls feeds and mailboxes, tells new from repeated, labels, "
            + "stores, and sends a daily digest.",
        discussion: "Start with `adaldyq demo`, which needs no configuration. The configuration is one YAML file: "
            + "--config FILE, else $ADALDYQ_CONFIG, else /etc/adaldyq/adaldyq.yaml.",
        version: Version.current,
        subcommands: [
            RunCommand.self, PollCommand.self, DigestCommand.self, DeliverCommand.self, ReportsCommand.self,
            ExplainCommand.self, InspectCommand.self, TriageCommand.self, CompareCommand.self,
            LearningCurveCommand.self, CheckCommand.self,
            SourcesCommand.self,
            StatusCommand.self, BackupCommand.self, VerifyCommand.self, DemoCommand.self, MeasureLookupCommand.self,
            MeasureCommand.self,
        ])
}
