/* Every ceiling of the program. Each has a message that names it. */
#ifndef SG_BASE_LIMITS_H
#define SG_BASE_LIMITS_H

#define LIMIT_FILE_BYTES       (8u << 20)  /* an input file */
#define LIMIT_ATTACHMENT_BYTES (64u << 20) /* an original kept beside a reply: only its checksum is read */
#define LIMIT_PART_BYTES       (16u << 20) /* a part of a zip archive, unpacked */
#define LIMIT_SEALED_BYTES     (1u << 30)  /* a PDF that is checked */
#define LIMIT_FOLDER_FILES     20000       /* files of one report */
#define LIMIT_FOLDER_BYTES     (128u << 20) /* and what of them is kept in memory */
#define LIMIT_TAG_BYTES        16384       /* one XML tag: libxml2 takes quadratic time in attributes */
#define LIMIT_ATTRIBUTES       100
#define LIMIT_DEPTH            64 /* nested elements or collections */
#define LIMIT_NODES            4000000
#define LIMIT_PARAGRAPH_BYTES  250000 /* Pango loses text in a run over 2^31 units */
#define LIMIT_WORD_CHARS       200    /* a break is forced: Pango takes quadratic time in a word */
#define LIMIT_MARKS_ON_BASE    30
#define LIMIT_NOTES            10000
#define LIMIT_MESSAGES_A_FILE  20 /* of one code in one file; then a count */
#define LIMIT_MESSAGE_LINE     4096
#define LIMIT_PAGES            20000
#define LIMIT_MEMO_BYTES       (512u << 20) /* what --cache keeps; beyond it is begun anew, in silence */
#define LIMIT_GROUPS           1000 /* of parts, put in their places in one kind of document */

/* Of the process that builds one report; the parent turns its end into status 4. */
#define LIMIT_WORKER_MEMORY      (6ull << 30)
#define LIMIT_WORKER_CPU_SECONDS 600
#define LIMIT_WORKER_SECONDS     1200
#define LIMIT_WORKER_FILES       256

#endif
