import Dispatch
import Glibc

/// Where the program begins.
@main
enum Start {
    static func main() {
        // Run by the program itself where no thread can be started and no file of /proc read: the runtime of tasks must not
        // wake up there, and nobody may ask for the arguments.
        if let form = AttachmentText.form { exit(AttachmentText.run(form)) }
        Task {
            await Process.main()
            exit(0)
        }
        dispatchMain()
    }
}
