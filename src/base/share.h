/* Work on many like things, shared out to threads. What is made must not depend on who makes it. */
#ifndef SG_BASE_SHARE_H
#define SG_BASE_SHARE_H

#include <stddef.h>

enum { SHARE_MOST_THREADS = 8 };

/* As many as asked for; 0: two, where there is so much to do that a second thread pays, and a second processor. */
int share_threads(int asked, size_t much, size_t paying);
/* Calls work(hands[t], i) once for each i below `count`; hand 0 works on this thread. Fewer threads are used when the
 * system gives no more. */
void share(size_t count, int threads, void *const *hands, void (*work)(void *hand, size_t index));

#endif
