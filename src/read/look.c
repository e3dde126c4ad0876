/* Lists folders through descriptors: no name with a slash is opened, no link is followed. */
#include "read/read_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"

enum { MOST_LEVELS = 4 };

bool look_is_temporary(const char *name)
{
    static const char *const endings[] = {"~",    ".swp",         ".swo",        ".swx",
                                          ".tmp", "___jb_tmp___", "___jb_old___"};
    size_t length = strlen(name);
    if (name[0] == '.' || (name[0] == '#' && name[length - 1] == '#') || g_str_has_prefix(name, "~$"))
        return true;
    /* vi tries whether it may write; what desktops leave */
    if (strcmp(name, "4913") == 0 || strcmp(name, "Thumbs.db") == 0 || strcmp(name, "desktop.ini") == 0)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(name, endings[i]))
            return true;
    return false;
}

/* Names are shown, compared and written into documents. */
static bool is_clean(const char *name)
{
    if (!g_utf8_validate(name, -1, NULL))
        return false;
    for (; *name; name = g_utf8_next_char(name)) {
        GUnicodeType type = g_unichar_type(g_utf8_get_char(name));
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_UNASSIGNED ||
            type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_LINE_SEPARATOR ||
            type == G_UNICODE_PARAGRAPH_SEPARATOR)
            return false;
    }
    return true;
}

static int open_folder(int parent, const char *name)
{
    int fd;
    do
        fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* The root as given, links and all; then one name after the other. -1: errno says why. */
static int open_path(const char *root, const char *inside)
{
    int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    char **names = g_strsplit(inside, "/", -1);
    for (char **name = names; fd >= 0 && *name; name++) {
        if (!**name)
            continue;
        int next = open_folder(fd, *name), error = errno;
        close(fd);
        errno = error;
        fd = next;
    }
    int error = errno;
    g_strfreev(names);
    errno = error;
    return fd;
}

struct Listing {
    struct Look *look;
    struct Arena *arena;
    const struct LookFolder *folder;
    struct Diags *diags;
};

static void list(const struct Listing *listing, int fd, const char *prefix, int level);

/* "common.fr.yaml" where another language than French is wanted. */
static bool is_of_other_language(const char *name, const char *language)
{
    const char *tag = language ? strchr(name, '.') : NULL, *end = tag ? strchr(tag + 1, '.') : NULL;
    size_t length = end ? (size_t)(end - tag - 1) : 0;
    return length > 0 && (length != strlen(language) || memcmp(tag + 1, language, length) != 0);
}

static void list_entry(const struct Listing *listing, size_t folder, int fd, const char *prefix,
                       const char *name, int level)
{
    struct Entry entry = {.folder = folder};
    if (look_is_temporary(name) || fstatat(fd, name, &entry.status, AT_SYMLINK_NOFOLLOW) < 0)
        return;
    bool is_folder = S_ISDIR(entry.status.st_mode);
    if (!is_clean(name)) {
        entry.use = USE_REFUSE;
        entry.why = SG_FILE_NAME;
    } else if (is_folder && listing->folder->deep && level < MOST_LEVELS) {
        char *deeper = g_strconcat(prefix, name, "/", NULL);
        int next = open_folder(fd, name);
        if (next >= 0)
            list(listing, next, deeper, level + 1);
        g_free(deeper);
        return;
    } else if (is_of_other_language(name, listing->folder->language) || !listing->folder->rule(name, is_folder, &entry)) {
        return;
    }
    entry.name = arena_printf(listing->arena, "%s%s", prefix, name);
    g_array_append_val(listing->look->entries, entry);
}

/* Takes the descriptor. */
static void list(const struct Listing *listing, int fd, const char *prefix, int level)
{
    size_t index = listing->look->folders->len;
    g_array_append_val(listing->look->folders, fd);
    int copy = open_folder(fd, ".");
    DIR *stream = copy < 0 ? NULL : fdopendir(copy);
    if (!stream) {
        if (copy >= 0)
            close(copy);
        return;
    }
    for (struct dirent *d; (d = readdir(stream)) && listing->look->entries->len <= LIMIT_FOLDER_FILES;)
        list_entry(listing, index, fd, prefix, d->d_name, level);
    closedir(stream);
}

static int compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const struct Entry *)a)->name, ((const struct Entry *)b)->name);
}

void look_begin(struct Look *look, struct Arena *arena, const struct LookFolder *folders, size_t count,
                struct Diags *diags)
{
    look->entries = g_array_new(FALSE, FALSE, sizeof(struct Entry));
    look->folders = g_array_new(FALSE, FALSE, sizeof(int));
    for (size_t i = 0; i < count; i++) {
        const struct LookFolder *folder = &folders[i];
        int fd = open_path(folder->root, folder->folder);
        if (fd >= 0) {
            struct Listing listing = {look, arena, folder, diags};
            list(&listing, fd, folder->prefix, 0);
        } else if (errno != ENOENT || !folder->optional) {
            int error = errno;
            const char *path =
                arena_printf(arena, "%s%s%s", folder->root, *folder->folder ? "/" : "", folder->folder);
            diag(diags, SG_FOLDER_UNREADABLE, span_at(source_new_unread(arena, path), 0, 0), "%s",
                 g_strerror(error));
        }
    }
    g_array_sort(look->entries, compare);
}

void look_folders(const char *root, const char *folder, struct Arena *arena, GPtrArray *names)
{
    int fd = open_path(root, folder);
    DIR *stream = fd < 0 ? NULL : fdopendir(fd);
    if (!stream) {
        if (fd >= 0)
            close(fd);
        return;
    }
    struct stat status;
    for (struct dirent *d; (d = readdir(stream)) && names->len < LIMIT_FOLDER_FILES;)
        if (!look_is_temporary(d->d_name) && is_clean(d->d_name) && fstatat(dirfd(stream), d->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISDIR(status.st_mode))
            g_ptr_array_add(names, arena_printf(arena, "%s/%s", folder, d->d_name));
    closedir(stream);
}

void look_end(struct Look *look)
{
    for (guint i = 0; i < look->folders->len; i++)
        close(g_array_index(look->folders, int, i));
    g_array_unref(look->folders);
    g_array_unref(look->entries);
}

bool look_same(const struct Entry *a, const struct Entry *b)
{
    const struct stat *s = &a->status, *t = &b->status;
    return strcmp(a->name, b->name) == 0 && s->st_dev == t->st_dev && s->st_ino == t->st_ino &&
           s->st_size == t->st_size && s->st_mode == t->st_mode && s->st_mtim.tv_sec == t->st_mtim.tv_sec &&
           s->st_mtim.tv_nsec == t->st_mtim.tv_nsec;
}
