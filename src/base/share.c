#include "base/share.h"

#include <glib.h>

enum { BUNDLE = 16 };

struct Workshop {
    size_t count;
    gint next; /* thing to be taken */
    void (*work)(void *hand, size_t index);
};

struct Worker {
    struct Workshop *workshop;
    void *hand;
    GThread *thread;
};

static void *run(void *data)
{
    struct Worker *worker = data;
    struct Workshop *workshop = worker->workshop;
    for (;;) {
        size_t from = (size_t)g_atomic_int_add(&workshop->next, BUNDLE), to = MIN(from + BUNDLE, workshop->count);
        if (from >= workshop->count)
            return NULL;
        for (size_t i = from; i < to; i++)
            workshop->work(worker->hand, i);
    }
}

int share_threads(int asked, size_t much, size_t paying)
{
    if (asked > 0)
        return MIN(asked, SHARE_MOST_THREADS);
    return much < paying || g_get_num_processors() < 2 ? 1 : 2;
}

void share(size_t count, int threads, void *const *hands, void (*work)(void *hand, size_t index))
{
    struct Workshop workshop = {count, 0, work};
    struct Worker workers[SHARE_MOST_THREADS];
    for (int i = 0; i < threads; i++) {
        workers[i] = (struct Worker){&workshop, hands[i], NULL};
        if (i > 0)
            workers[i].thread = g_thread_try_new("share", run, &workers[i], NULL);
    }
    run(&workers[0]);
    for (int i = 1; i < threads; i++)
        if (workers[i].thread)
            g_thread_join(workers[i].thread);
}
