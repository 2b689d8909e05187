import Transport

/// A mailbox's connection, kept between polls: a poll that finds nothing new then costs one round trip and no login.
actor MailboxLine {
    private let endpoint: @Sendable () throws -> MailEndpoint
    private var connection: IMAPConnection?
    /// The folder that is waited at, and how far the last poll read it.
    private var watched: (folder: String, place: MailboxState.Place)?

    init(_ endpoint: @escaping @Sendable () throws -> MailEndpoint) { self.endpoint = endpoint }

    /// The connection, with what it takes to log in read afresh if it has to be made.
    /// - Returns: also whether it was made just now: one that lay idle may be dead without knowing.
    func take() async throws -> (connection: IMAPConnection, isFresh: Bool) {
        if let connection, await connection.isOpen { return (connection, false) }
        let fresh = IMAPConnection(try endpoint())
        connection = fresh
        do {
            try await fresh.open()
        } catch {
            await drop()
            throw error
        }
        return (fresh, true)
    }

    /// The next `take` makes a new one.
    func drop() async {
        let old = connection
        connection = nil
        await old?.close()
    }

    /// Notes which folder is waited at, and how far it is read.
    func note(folder: String, _ place: MailboxState.Place) { watched = (folder, place) }

    /// What is needed for waiting: the connection, with the folder open on it for reading.
    /// - Returns: nil if there is none; `hasNews` if the folder holds more than was read.
    func watch() async throws -> (connection: IMAPConnection, hasNews: Bool)? {
        guard let connection, await connection.isOpen, await connection.canIdle, let (folder, place) = watched else {
            return nil
        }
        if await connection.watched == folder { return (connection, false) }
        let status = try await connection.select(folder, readOnly: true)
        let isRead =
            status.uidValidity == place.validity && place.isRead(before: max(status.uidNext ?? 1, 1), of: status.exists)
        return (connection, !isRead)
    }
}
