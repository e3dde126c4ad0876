/* What a worker can still do once it begins to read what others wrote: open files of the report, the templates and the
 * system's libraries and faces for reading, write into its own folder under out/, and nothing else: no other file, no
 * socket, no program. Two mechanisms of Linux, each left out where the kernel does not know it: Landlock for files,
 * seccomp for calls. The headers of Debian 12 stop at Landlock's second version; the later bits stand here. */
#include "cli/job.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#endif

#define ACCESS_TRUNCATE (1ull << 14) /* version 3 */
#define NET_BIND        (1ull << 0)  /* version 4 */
#define NET_CONNECT     (1ull << 1)

struct Ruleset { /* of version 4; earlier kernels take the first field alone */
    uint64_t files, net;
};

static void allow(int ruleset, const char *path, uint64_t access)
{
    int fd = path ? open(path, O_PATH | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = fd};
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(fd);
}

static bool confine_files(const struct Job *job, const char *writable)
{
    static const char *const system_folders[] = {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom"};
    const uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const uint64_t write = read | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE;
    long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    const uint64_t truncate = version >= 3 ? ACCESS_TRUNCATE : 0;
    struct Ruleset rules = {.files = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 + (version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0) + truncate,
                            .net = NET_BIND | NET_CONNECT};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, version >= 4 ? sizeof rules : sizeof rules.files, 0);
    if (ruleset < 0)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(system_folders); i++)
        allow(ruleset, system_folders[i], i < 3 ? read : LANDLOCK_ACCESS_FS_READ_FILE);
    allow(ruleset, job->path, read);
    allow(ruleset, job->templates_path, read);
    allow(ruleset, job->fonts_path, read);
    allow(ruleset, writable, write | truncate);
    bool done = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return done;
}

static bool confine_calls(void)
{
#ifdef NATIVE
#define REFUSE(call)                                  \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        REFUSE(SYS_socket), REFUSE(SYS_socketpair), REFUSE(SYS_connect), REFUSE(SYS_execve), REFUSE(SYS_execveat),
        REFUSE(SYS_ptrace), REFUSE(SYS_process_vm_readv), REFUSE(SYS_process_vm_writev), REFUSE(SYS_mount),
        REFUSE(SYS_unshare), REFUSE(SYS_bpf), REFUSE(SYS_io_uring_setup), REFUSE(SYS_keyctl),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
#undef REFUSE
    struct sock_fprog program = {.len = G_N_ELEMENTS(filter), .filter = filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
    return false;
#endif
}

const char *sandbox_enter(const struct Job *job, const char *writable)
{
#if defined(__SANITIZE_ADDRESS__)
    (void)job; /* the leak check at the end needs ptrace and /proc */
    (void)writable;
    return (void)confine_files, (void)confine_calls, "nothing, for the sanitizers";
#else
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return "nothing, the kernel refuses";
    bool files = confine_files(job, writable), calls = confine_calls();
    return files && calls ? "files, sockets, programs" : files ? "files" : calls ? "sockets, programs" : "nothing, the kernel knows no way";
#endif
}
