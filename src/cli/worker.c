#include "cli/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <glib.h>

#include "base/limits.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void set_limit(__rlimit_resource_t what, rlim_t limit)
{
    struct rlimit l;
    if (getrlimit(what, &l) == 0 && (l.rlim_cur == RLIM_INFINITY || l.rlim_cur > limit)) {
        l.rlim_cur = limit;
        setrlimit(what, &l);
    }
}

/* The address sanitizer reserves terabytes of addresses, so that its builds have no limit on them. */
static void set_limits(void)
{
#if !defined(__SANITIZE_ADDRESS__)
    set_limit(RLIMIT_AS, (rlim_t)LIMIT_WORKER_MEMORY);
#endif
    set_limit(RLIMIT_CPU, LIMIT_WORKER_CPU_SECONDS);
    set_limit(RLIMIT_NOFILE, LIMIT_WORKER_FILES);
    set_limit(RLIMIT_CORE, 0);
    alarm(LIMIT_WORKER_SECONDS);
}

static pid_t start(struct Task *task, void (*work)(struct Task *))
{
    fflush(NULL);
    pid_t parent = getpid(), child = fork();
    if (child)
        return child;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(STATUS_SYSTEM);
    for (int i = 0; i < 2; i++)
        if (task->captured[i] >= 0)
            dup2(task->captured[i], i + 1);
    set_limits();
    work(task);
    fflush(NULL);
    task->outcome->finished = true;
    exit(0); /* not _exit: the sanitizers look for leaks at the end */
}

/* Passes on what a worker printed. */
static void replay(int from, FILE *to)
{
    char buffer[65536];
    ssize_t n;
    if (from < 0 || lseek(from, 0, SEEK_SET) < 0)
        return;
    while ((n = read(from, buffer, sizeof buffer)) > 0)
        fwrite(buffer, 1, (size_t)n, to);
    close(from);
}

static void end(struct Task *task, int how, double cpu)
{
    struct Outcome *o = task->outcome;
    o->seconds = now() - o->seconds;
    o->cpu = cpu;
    if (!o->finished || how != 0) {
        o->finished = false;
        o->status = STATUS_SYSTEM;
        o->signal = WIFSIGNALED(how) ? WTERMSIG(how) : 0;
    }
}

/* Waits for any worker; its index, or -1. */
static ptrdiff_t wait_one(struct Task *tasks, const pid_t *processes, size_t count)
{
    int how;
    struct rusage usage;
    pid_t process;
    do
        process = wait4(-1, &how, 0, &usage);
    while (process < 0 && errno == EINTR);
    for (size_t i = 0; process > 0 && i < count; i++)
        if (processes[i] == process) {
            end(&tasks[i], how, (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                                    (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
            return (ptrdiff_t)i;
        }
    return -1;
}

/* On a terminal, how far a run over several reports is; nothing else is on that line. */
static void show_progress(const struct Task *tasks, size_t over, size_t count)
{
    if (count > 1 && !tasks->options->quiet && isatty(2))
        fprintf(stderr, over < count ? "\r%zu of %zu reports\r" : "\r\033[K", over, count);
}

struct Pool {
    struct Task *tasks;
    size_t count, most;
    pid_t *processes;
    bool *over;
    size_t started, running, ended, shown;
};

static void start_next(struct Pool *pool, void (*work)(struct Task *))
{
    struct Task *task = &pool->tasks[pool->started];
    for (int i = 0; pool->count > 1 && i < 2; i++)
        task->captured[i] = memfd_create("sgreport", MFD_CLOEXEC);
    task->outcome->seconds = now();
    pool->processes[pool->started] = start(task, work);
    if (pool->processes[pool->started] < 0) {
        task->outcome->status = STATUS_SYSTEM;
        pool->over[pool->started] = true;
    } else {
        pool->running++;
    }
    pool->started++;
}

static void run_all(struct Pool *pool, void (*work)(struct Task *), void (*ended)(struct Task *))
{
    while (pool->shown < pool->count) {
        while (pool->started < pool->count && pool->running < pool->most)
            start_next(pool, work);
        ptrdiff_t which = pool->running ? wait_one(pool->tasks, pool->processes, pool->count) : -1;
        if (which >= 0) {
            pool->over[which] = true;
            pool->running--;
            show_progress(pool->tasks, ++pool->ended, pool->count);
        }
        for (; pool->shown < pool->started && pool->over[pool->shown]; pool->shown++) {
            struct Task *task = &pool->tasks[pool->shown];
            replay(task->captured[0], stdout);
            replay(task->captured[1], stderr);
            ended(task);
        }
    }
}

bool workers_run(struct Task *tasks, size_t count, int jobs, void (*work)(struct Task *), void (*ended)(struct Task *))
{
    struct Outcome *shared = mmap(NULL, sizeof *shared * count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return false;
    for (size_t i = 0; i < count; i++) {
        tasks[i].outcome = &shared[i];
        tasks[i].captured[0] = tasks[i].captured[1] = -1;
    }
    struct Pool pool = {.tasks = tasks, .count = count, .most = jobs > 0 ? (size_t)jobs : g_get_num_processors()};
    pool.processes = g_new0(pid_t, count);
    pool.over = g_new0(bool, count);
    run_all(&pool, work, ended);
    g_free(pool.processes);
    g_free(pool.over);
    return true;
}
