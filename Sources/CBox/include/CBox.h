#ifndef ADALDYQ_BOX_H
#define ADALDYQ_BOX_H

#include <stddef.h>
#include <sys/types.h>

/// What a boxed program may use.
struct adaldyq_box_limits {
    /// Seconds of a processor.
    unsigned processor;
    /// Bytes of memory that it may write.
    unsigned long memory;
    /// Bytes of its whole address space, libraries included.
    unsigned long space;
    /// Open files.
    unsigned files;
};

/// Where the start of a boxed program ended.
enum adaldyq_box_stage {
    ADALDYQ_BOX_PROCESS = 1,
    ADALDYQ_BOX_FILES,
    ADALDYQ_BOX_LIMITS,
    ADALDYQ_BOX_READING,
    ADALDYQ_BOX_SYSTEM_CALLS,
    ADALDYQ_BOX_PROGRAM,
};

/// Starts a program that can do nothing but read its input and the system's libraries, compute and write its output:
/// no network, no other process, nothing written to any file. What cannot be held back so is not started: without
/// Landlock (Linux 5.13) it could read all that its user may, a database and its secrets among it.
///
/// path: the program, absolute; argv and envp as for execve, each ended by a null pointer.
/// readable: folders and files that it may read, ended by a null pointer; those that are not there are passed over.
/// input, output, errors: its first three descriptors; all others are closed in it.
/// stage: where it failed, if it did.
/// Returns its process id, or -1 with errno set. The caller waits for it; it is killed if the calling thread ends.
pid_t adaldyq_box_start(
    const char *path, char *const argv[], char *const envp[], const char *const readable[], int input, int output,
    int errors, const struct adaldyq_box_limits *limits, enum adaldyq_box_stage *stage);

/// Whether the kernel can hold a program's reading back: 0, or -1 with errno.
int adaldyq_box_holds(void);

/// A file without a name that holds these bytes, to be read from its beginning; -1 with errno set if there is none.
int adaldyq_box_file(const void *bytes, size_t count);

/// A pipe whose ends no other program inherits: the one that is read, then the one that is written. 0, or -1 with errno.
int adaldyq_box_pipe(int ends[2]);

#endif
