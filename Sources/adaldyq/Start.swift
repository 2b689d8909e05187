import Dispatch
import Glibc

/// Where the program begins.
@main
enum Start {
    static func main() {
        // Run by the program itself where no thread can be started and no file of /proc read: the runtime of tasks must not
        // wake up there, and nobody may ask for the arguments.
        if let form = AttachmentText.form { exit(AttachmentText.run(form)) }
        // As a main function that waits would run. From here a task would be given more weight than the system's own threads
        // for files and sockets, which it waits for: measured, 20,000 letters took 10 % longer so.
        Task(priority: .medium) {
            await Process.main()
            exit(0)
        }
        dispatchMain()
    }
}
