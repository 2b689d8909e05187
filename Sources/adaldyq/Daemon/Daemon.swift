import AsyncAlgorithms
import Desk
import FoundationEssentials
import Logging
import Reports
import ServiceLifecycle
import Storage
import UnixSignals

/// `adaldyq run`: reads top to bottom. A new configuration (SIGHUP) stops the services, which finish what they
/// have in hand, and starts them anew on the same store.
struct Daemon: Sendable {
    /// Stopping is over by then, whatever hangs.
    private static let patience = Duration.seconds(4)

    let configurationPath: String
    let log: Logger
    let manager: ServiceManager

    func run() async throws {
        // The sequence can be iterated once only, and every reload waits for signals anew.
        let trapped = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let signals = AsyncChannel<UnixSignal>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await signal in trapped { await signals.send(signal) } }
            try await serve(signals)
            group.cancelAll()
        }
    }

    private func serve(_ signals: AsyncChannel<UnixSignal>) async throws {
        let configuration = try ConfigurationReader.read(configurationPath)
        try SecretCheck(configuration).insist(log)
        var house = try House(configuration, access: .write, checksWhole: true, log: log)
        log.notice(
            "started",
            metadata: [
                "version": "\(Version.current)", "sources": "\(house.configuration.sources.count)",
                "webhooks": "\(house.configuration.webhooks.count)",
            ])
        while let next = try await serve(house, until: signals) { house = next }
        manager.stopping(status: "stopping")
        log.notice("stopped")
    }

    /// Runs the services until a signal ends them.
    /// - Returns: the house to go on with after a reload; nil when it is time to stop.
    private func serve(_ house: House, until signals: AsyncChannel<UnixSignal>) async throws -> House? {
        let beat = Heartbeat()
        let courier = Bell()
        let commits = CommitQueue(store: house.store)
        let events = EventMaker(house: house, courier: courier)
        // The order is that of dependency: the last is stopped first, the store's queue last.
        var services: [any Service] = [
            CommitService(commits: commits),
            CourierService(house: house, courier: courier, beat: beat),
            DigestService(house: house, commits: commits, courier: courier, beat: beat),
            PollService(house: house, commits: commits, events: events, beat: beat),
            LearningService(house: house, beat: beat),
            ForgettingService(house: house, beat: beat),
            ControlService(house: house, commits: commits),
        ]
        if let listen = house.configuration.desk { services.append(DeskService(house: house, listen: listen)) }
        services.append(ManagerService(manager: manager, house: house, beat: beat))
        var configuration = ServiceGroupConfiguration(
            services: services, logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() })
        // Past its patience the group cancels; it is given no limit to that, which it would keep by a crash.
        configuration.maximumGracefulShutdownDuration = Daemon.patience
        let group = ServiceGroup(configuration: configuration)
        return try await withThrowingTaskGroup(of: House?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask {
                let next = await waitForEnd(signals, house: house)
                if next == nil { manager.stopping(status: "stopping: finishing what is in hand") }
                await group.triggerGracefulShutdown()
                return next
            }
            var next: House?
            // A service that fails ends the group with its error; the signals then need no waiting for.
            for try await value in tasks { next = value ?? next }
            house.client.shutdown()
            return next
        }
    }

    private func waitForEnd(_ signals: AsyncChannel<UnixSignal>, house: House) async -> House? {
        for await signal in signals {
            guard signal == .sighup else { return nil }
            manager.reloading(status: "reading the configuration")
            do {
                let configuration = try ConfigurationReader.read(configurationPath)
                try SecretCheck(configuration).insist(log)
                guard configuration.storagePath == house.configuration.storagePath else {
                    throw DigestRefused(why: "storage.path changed: that takes a restart")
                }
                let next = try House(configuration, keeping: house)
                log.notice("configuration reloaded", metadata: ["sources": "\(configuration.sources.count)"])
                return next
            } catch {
                log.error("the new configuration is not taken, the old one stays: \(error)")
                manager.ready(status: "kept the old configuration: the new one has faults, see the log")
            }
        }
        return nil
    }
}

/// The store's queue as a service: it ends after all who could submit.
struct CommitService: Service {
    let commits: CommitQueue

    func run() async throws {
        // Ended the one way or the other, it answers what it was given first.
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await commits.run()
            } onGracefulShutdown: {
                Task { await commits.close() }
            }
        } onCancel: {
            Task { await commits.close() }
        }
    }
}

/// The web page.
struct DeskService: Service {
    let house: House
    let listen: Configuration.Listen

    func run() async throws {
        let office = house.configuration.office
        let zone = office.zone
        let server = DeskServer(
            store: house.store,
            configuration: DeskConfiguration(
                host: listen.host, port: listen.port, office: office.name, language: office.language,
                sources: house.configuration.sources.map(\.name), local: { LocalTime.text($0, zone: zone) }))
        do {
            try await untilShutdown { try await server.run() }
        } catch {
            // The page is a convenience: the intake goes on without it.
            house.log.error(
                "the web page is not there: \(error)", metadata: ["listen": "\(listen.host):\(listen.port)"])
            try? await gracefulShutdown()
        }
    }
}

/// Tells systemd that all is ready, and that it still is: only while the store answers.
struct ManagerService: Service {
    /// Without a watchdog the status is still renewed.
    private static let pace = Duration.seconds(30)

    let manager: ServiceManager
    let house: House
    let beat: Heartbeat

    func run() async throws {
        manager.ready(status: "started, \(house.configuration.sources.count) sources")
        let pace = manager.watchdog.map { min($0 / 2, ManagerService.pace) } ?? ManagerService.pace
        try await untilShutdown {
            while true {
                try await Task.sleep(for: pace, clock: .continuous)
                do {
                    _ = try house.store.nextDue()
                    manager.alive()
                    manager.status(beat.status)
                } catch {
                    house.log.error("the store does not answer: \(error)")
                }
            }
        }
    }
}
