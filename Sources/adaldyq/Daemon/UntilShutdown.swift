import ServiceLifecycle

/// Runs a service's work until the services are to stop. What that cuts off is no error: a service that ended with one
/// would make the group cancel the others instead of letting them finish.
func untilShutdown(_ work: @Sendable @escaping () async throws -> Void) async throws {
    do {
        try await cancelWhenGracefulShutdown(work)
    } catch is CancellationError {}
}
