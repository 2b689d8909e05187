#define _GNU_SOURCE
#include "CBox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the numbers of this architecture's system calls are not known here"
#endif

/* What a program needs that computes: its own memory, time and descriptors. No name of a socket, of another process, of
   a thread or of a change to a file is among them. */
static const uint16_t allowed[] = {
    __NR_read, __NR_readv, __NR_pread64, __NR_preadv, __NR_write, __NR_writev, __NR_lseek, __NR_close, __NR_close_range,
    __NR_fstat, __NR_newfstatat, __NR_statx, __NR_statfs, __NR_fstatfs, __NR_faccessat, __NR_faccessat2, __NR_readlinkat,
    __NR_getcwd, __NR_getdents64, __NR_dup, __NR_dup3, __NR_fadvise64, __NR_readahead, __NR_umask, __NR_ppoll,
    __NR_pselect6, __NR_brk, __NR_munmap, __NR_mprotect, __NR_mremap, __NR_madvise, __NR_membarrier,
    __NR_futex, __NR_set_robust_list, __NR_get_robust_list, __NR_set_tid_address, __NR_rseq, __NR_getrlimit,
    __NR_getrusage, __NR_sysinfo, __NR_uname, __NR_getrandom, __NR_gettid, __NR_getpid, __NR_getppid,
    __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid, __NR_getgroups, __NR_clock_gettime, __NR_clock_getres,
    __NR_clock_nanosleep, __NR_nanosleep, __NR_gettimeofday, __NR_times, __NR_sched_yield, __NR_sched_getaffinity,
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_rt_sigtimedwait, __NR_sigaltstack,
    __NR_restart_syscall, __NR_exit, __NR_exit_group, __NR_execve,
#if defined(__x86_64__)
    __NR_stat, __NR_lstat, __NR_access, __NR_readlink, __NR_dup2, __NR_poll, __NR_select, __NR_arch_prctl, __NR_time,
    __NR_getpgrp,
#endif
};

enum { rules = sizeof allowed / sizeof *allowed, others = 64 };

static void add(struct sock_filter *filter, unsigned *count, uint16_t code, uint8_t yes, uint8_t no, uint32_t value)
{
    filter[(*count)++] = (struct sock_filter){.code = code, .jt = yes, .jf = no, .k = value};
}

/* The low half of an argument; of those looked at here nothing else counts. */
static uint32_t argument(unsigned number)
{
    return (uint32_t)(offsetof(struct seccomp_data, args) + 8 * number);
}

/* "There is no such call" is the refusal that every library knows how to live with. */
static const uint32_t refusal = SECCOMP_RET_ERRNO | ENOSYS;

/* A call that is allowed if an argument, cut to these bits, is that. */
static void allow_if(
    struct sock_filter *filter, unsigned *count, uint32_t call, unsigned number, uint32_t bits, uint32_t value)
{
    add(filter, count, BPF_JMP | BPF_JEQ | BPF_K, 0, 5, call);
    add(filter, count, BPF_LD | BPF_W | BPF_ABS, 0, 0, argument(number));
    add(filter, count, BPF_ALU | BPF_AND | BPF_K, 0, 0, bits);
    add(filter, count, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value);
    add(filter, count, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
    add(filter, count, BPF_RET | BPF_K, 0, 0, refusal);
}

/* mmap without memory that is shared and of no file, which the limit of what may be written does not count. */
static void allow_mmap(struct sock_filter *filter, unsigned *count)
{
    const uint32_t shared = MAP_SHARED | MAP_ANONYMOUS;
    add(filter, count, BPF_JMP | BPF_JEQ | BPF_K, 0, 5, __NR_mmap);
    add(filter, count, BPF_LD | BPF_W | BPF_ABS, 0, 0, argument(3));
    add(filter, count, BPF_ALU | BPF_AND | BPF_K, 0, 0, shared);
    add(filter, count, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, shared);
    add(filter, count, BPF_RET | BPF_K, 0, 0, refusal);
    add(filter, count, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
}

/* fcntl without what would have a signal sent to another process (F_SETOWN and its kin). */
static void allow_fcntl(struct sock_filter *filter, unsigned *count)
{
    static const uint32_t commands[] = {F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC};
    enum { number = sizeof commands / sizeof *commands };
    add(filter, count, BPF_JMP | BPF_JEQ | BPF_K, 0, number * 2 + 2, __NR_fcntl);
    add(filter, count, BPF_LD | BPF_W | BPF_ABS, 0, 0, argument(1));
    for (unsigned i = 0; i < number; i++) {
        add(filter, count, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, commands[i]);
        add(filter, count, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
    }
    add(filter, count, BPF_RET | BPF_K, 0, 0, refusal);
}

/* Refuses every system call that is not named above. */
static int hold_calls(void)
{
    struct sock_filter filter[rules * 2 + others];
    unsigned count = 0;
    add(filter, &count, BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, arch));
    add(filter, &count, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, OWN_ARCHITECTURE);
    add(filter, &count, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
    add(filter, &count, BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, nr));
    /* The numbers of x32 lie above all others and are refused with them. Files are opened for reading alone, and
       signals and limits are its own. */
    const uint32_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    allow_if(filter, &count, __NR_openat, 2, writing, 0);
#if defined(__x86_64__)
    allow_if(filter, &count, __NR_open, 1, writing, 0);
#endif
    allow_if(filter, &count, __NR_tgkill, 0, ~0U, (uint32_t)getpid());
    allow_if(filter, &count, __NR_prlimit64, 0, ~0U, 0);
    allow_fcntl(filter, &count);
    allow_mmap(filter, &count);
    for (unsigned i = 0; i < rules; i++) {
        add(filter, &count, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, allowed[i]);
        add(filter, &count, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
    }
    add(filter, &count, BPF_RET | BPF_K, 0, 0, refusal);
    const struct sock_fprog program = {.len = (unsigned short)count, .filter = filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

/* Everything that Landlock's first version can refuse; later versions refuse no more reading. */
static const uint64_t run_rights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
static const uint64_t read_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t other_rights =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
    | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG
    | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
    | LANDLOCK_ACCESS_FS_MAKE_SYM;

/* What starts every program that is linked with libraries. */
#if defined(__x86_64__)
static const char loader[] = "/lib64/ld-linux-x86-64.so.2";
#else
static const char loader[] = "/lib/ld-linux-aarch64.so.1";
#endif

static void let(int ruleset, const char *path, uint64_t rights)
{
    const int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0)
        return;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = place};
    /* A file has no right of a folder. */
    if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
        rule.allowed_access = rights & run_rights;
        (void)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    close(place);
}

/* Holds reading to what is named. */
static int hold_files(const char *program, const char *const readable[])
{
    const struct landlock_ruleset_attr rights = {
        .handled_access_fs = run_rights | read_rights | other_rights,
    };
    const int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof rights.handled_access_fs, 0);
    if (ruleset < 0)
        return -1;
    let(ruleset, program, run_rights);
    let(ruleset, loader, run_rights);
    for (; *readable; readable++)
        let(ruleset, *readable, read_rights);
    const int held = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
    const int number = errno;
    close(ruleset);
    errno = number;
    return held;
}

static int limit(int what, rlim_t value)
{
    const struct rlimit both = {value, value};
    return setrlimit(what, &both);
}

static int hold_use(const struct adaldyq_box_limits *limits)
{
    /* The first second over the limit asks it to end, which it may not hear; the next one ends it. */
    const struct rlimit processor = {limits->processor, limits->processor + 1};
    return setrlimit(RLIMIT_CPU, &processor) | limit(RLIMIT_DATA, limits->memory) | limit(RLIMIT_AS, limits->space)
        | limit(RLIMIT_NOFILE, limits->files) | limit(RLIMIT_FSIZE, 0) | limit(RLIMIT_CORE, 0);
}

struct failure {
    enum adaldyq_box_stage stage;
    int number;
};

enum { status_place = 3, high_place = 16 };

/* In the new process, which has one thread and locks of others that nobody will open: only system calls. */
static void enter(
    const char *path, char *const argv[], char *const envp[], const char *const readable[], const int places[3],
    int status, const struct adaldyq_box_limits *limits, pid_t parent)
{
    struct failure failure = {ADALDYQ_BOX_FILES, 0};
    int high[4];
    for (int i = 0; i < 4; i++) {
        high[i] = fcntl(i < 3 ? places[i] : status, F_DUPFD, high_place);
        if (high[i] < 0)
            goto failed;
    }
    for (int i = 0; i < 4; i++)
        if (dup2(high[i], i) < 0)
            goto failed;
    status = status_place;
    if (fcntl(status, F_SETFD, FD_CLOEXEC) != 0 || close_range(status_place + 1, ~0U, 0) != 0 || chdir("/") != 0)
        goto failed;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    /* No terminal to ask for a password at. */
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    failure.stage = ADALDYQ_BOX_LIMITS;
    if (hold_use(limits) != 0)
        goto failed;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        goto failed;
    failure.stage = ADALDYQ_BOX_READING;
    if (hold_files(path, readable) != 0)
        goto failed;
    failure.stage = ADALDYQ_BOX_SYSTEM_CALLS;
    if (hold_calls() != 0)
        goto failed;
    failure.stage = ADALDYQ_BOX_PROGRAM;
    execve(path, argv, envp);
failed:
    failure.number = errno;
    if (write(status, &failure, sizeof failure) < 0)
        _exit(2);
    _exit(1);
}

pid_t adaldyq_box_start(
    const char *path, char *const argv[], char *const envp[], const char *const readable[], int input, int output,
    int errors, const struct adaldyq_box_limits *limits, enum adaldyq_box_stage *stage)
{
    int status[2];
    *stage = ADALDYQ_BOX_PROCESS;
    if (pipe2(status, O_CLOEXEC) != 0)
        return -1;
    const int places[3] = {input, output, errors};
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0)
        enter(path, argv, envp, readable, places, status[1], limits, parent);
    close(status[1]);
    if (child < 0) {
        const int number = errno;
        close(status[0]);
        errno = number;
        return -1;
    }
    /* Closed by the program's start; until then it tells of a failure. */
    struct failure failure = {0};
    ssize_t got;
    while ((got = read(status[0], &failure, sizeof failure)) < 0 && errno == EINTR)
        ;
    close(status[0]);
    if (got != sizeof failure)
        return child;
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
    *stage = failure.stage;
    errno = failure.number;
    return -1;
}

int adaldyq_box_holds(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0 ? 0 : -1;
}

int adaldyq_box_file(const void *bytes, size_t count)
{
    const int file = memfd_create("attachment", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0)
        return -1;
    const char *rest = bytes;
    while (count > 0) {
        const ssize_t written = write(file, rest, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            const int number = errno;
            close(file);
            errno = number;
            return -1;
        }
        rest += written;
        count -= (size_t)written;
    }
    /* Its reader changes nothing in it, nor makes it larger. */
    if (lseek(file, 0, SEEK_SET) != 0
        || fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
        close(file);
        return -1;
    }
    return file;
}

int adaldyq_box_pipe(int ends[2])
{
    return pipe2(ends, O_CLOEXEC);
}
