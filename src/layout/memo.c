/* The file: a header; the settings of words, each with its glyphs and clusters; the entries, each a key and a
 * paragraph. All are rows of 32-bit numbers and bytes filled up to eight, so that glyphs are used where they lie.
 *
 * A paragraph that was found goes into the next file as it lies in this one, hence settings keep their numbers and
 * new ones follow. Settings that no paragraph uses any more are few, and gone when the file grows over its limit and is
 * begun anew.
 *
 * Why no more is kept than lines: reading and checking a reply costs no more than reading it from here would, and what
 * composition and page breaking do depends on all replies together. */
#include "layout/memo.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"

static const char magic[8] = "SGMEMO1";
enum { MOST_LENGTH = 1 << 26 }; /* 65,536 points */

struct Header {
    char magic[8];
    uint64_t checksum; /* of all that follows */
    char stamp[64];
    uint32_t setting_count, entry_count;
    uint64_t settings_size;
};

struct Entry {
    uint64_t hash;
    uint32_t key_size, value_size;
};

struct Memo {
    char stamp[64];
    const uint8_t *settings_at, *entries_at; /* of the file that was read; NULL: none */
    size_t settings_size;
    uint32_t setting_count;
    struct Setting *settings;
    const struct Entry **slots; /* by hash; a power of two */
    size_t slot_count;
    /* for the next file */
    GPtrArray *reused; /* struct Entry *: of the file that was read */
    GByteArray *new_settings, *new_entries;
    GHashTable *numbers; /* struct Setting *, one more than its number */
    uint32_t fresh, next_number;
};

static uint64_t hash_bytes(const uint8_t *bytes, size_t size)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ size;
    for (; size >= 8; bytes += 8, size -= 8) {
        uint64_t part;
        memcpy(&part, bytes, 8);
        hash = (hash ^ part) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    uint64_t part = 0;
    memcpy(&part, bytes, size);
    hash = (hash ^ part) * 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 29;
}

static size_t filled_up(size_t size)
{
    return (size + 7) & ~(size_t)7;
}

static size_t entry_size(const struct Entry *entry)
{
    return sizeof *entry + filled_up(entry->key_size) + filled_up(entry->value_size);
}

static void append(GByteArray *out, const void *bytes, size_t size)
{
    static const guint8 nothing[8];
    g_byte_array_append(out, bytes, (guint)size);
    g_byte_array_append(out, nothing, (guint)(filled_up(size) - size));
}

static void append_number(GByteArray *out, int64_t number)
{
    int32_t cut = (int32_t)number;
    g_byte_array_append(out, (const guint8 *)&cut, sizeof cut);
}

/* ---- The key ---- */

static void append_text(GByteArray *out, const char *text)
{
    size_t length = text != NULL ? strlen(text) : 0;
    append_number(out, text != NULL ? (int64_t)length : -1);
    g_byte_array_append(out, (const guint8 *)text, (guint)length);
}

#if defined(__LP64__)
_Static_assert(sizeof(struct ParaInput) == 120 && sizeof(struct Run) == 72, "a new member: is it in the key?");
#endif

/* The first run that calls the same note: which notes they are is no matter of lines, but which are one. -1: it calls none. */
static int64_t call_of(const struct ParaInput *input, size_t run)
{
    size_t first = 0;
    while (first < run && input->runs[first].note != input->runs[run].note)
        first++;
    return input->runs[run].note < 0 ? -1 : (int64_t)first;
}

/* All that the lines depend on: fills setter->key. */
static void key_make(struct Setter *setter, const struct ParaInput *input)
{
    GByteArray *key = setter->key;
    g_byte_array_set_size(key, 0);
    struct BlockStyle style;
    memcpy(&style, input->style, sizeof style); /* with what fills it up, which is zero */
    style.name = NULL;
    style.after = NULL;
    style.after_count = 0;
    style.span = SPAN_NONE;
    g_byte_array_append(key, (const guint8 *)&style, sizeof style);
    append_number(key, input->measure);
    append_number(key, input->rtl | input->mirrored << 1 | input->tabular << 2);
    append_number(key, input->looseness);
    append_text(key, input->lang);
    append_text(key, input->label);
    append_text(key, input->label_lang);
    append_number(key, input->label_flags);
    for (size_t i = 0; i < input->run_count; i++) {
        append_number(key, input->runs[i].flags);
        append_number(key, call_of(input, i));
        append_text(key, input->runs[i].lang);
        append_text(key, input->runs[i].text);
    }
}

/* ---- Reading ---- */

/* Numbers of a value, with bounds: beyond them all are zero, and `good` is false. */
struct Cursor {
    const uint8_t *at, *end;
    bool good;
};

static const void *take(struct Cursor *cursor, size_t size)
{
    if ((size_t)(cursor->end - cursor->at) < size) {
        cursor->good = false;
        return NULL;
    }
    const uint8_t *taken = cursor->at;
    cursor->at += size;
    return taken;
}

static int32_t take_number(struct Cursor *cursor)
{
    int32_t number = 0;
    const void *from = take(cursor, sizeof number);
    if (from != NULL)
        memcpy(&number, from, sizeof number);
    return number;
}

static uint32_t take_count(struct Cursor *cursor)
{
    int32_t number = take_number(cursor);
    if (number < 0 || number > cursor->end - cursor->at) { /* each takes a byte at least */
        cursor->good = false;
        return 0;
    }
    return (uint32_t)number;
}

/* A length that sums of lengths bear. */
static Length take_length(struct Cursor *cursor)
{
    int32_t length = take_number(cursor);
    if (length < -MOST_LENGTH || length > MOST_LENGTH)
        cursor->good = false;
    return cursor->good ? length : 0;
}

static bool glyphs_are_near(const struct Setting *setting)
{
    for (uint32_t i = 0; i < setting->glyph_count; i++)
        if (setting->glyphs[i].x < -MOST_LENGTH || setting->glyphs[i].x > MOST_LENGTH)
            return false;
    return true;
}

static bool settings_read(struct Memo *memo)
{
    struct Cursor cursor = {memo->settings_at, memo->settings_at + memo->settings_size, true};
    memo->settings = g_new(struct Setting, memo->setting_count + 1);
    for (uint32_t i = 0; i < memo->setting_count && cursor.good; i++) {
        struct Setting *setting = &memo->settings[i];
        setting->glyph_count = take_count(&cursor);
        setting->cluster_count = take_count(&cursor);
        bool plain = take_number(&cursor) != 0;
        take_number(&cursor);
        setting->glyphs = take(&cursor, filled_up(setting->glyph_count * sizeof(struct Glyph)));
        setting->clusters =
            plain ? NULL : take(&cursor, filled_up(setting->cluster_count * sizeof(struct Cluster)));
        cursor.good = cursor.good && glyphs_are_near(setting);
    }
    return cursor.good && cursor.at == cursor.end;
}

static bool entries_read(struct Memo *memo, const uint8_t *end, uint32_t count)
{
    struct Cursor cursor = {memo->entries_at, end, true};
    for (memo->slot_count = 1024; memo->slot_count < (size_t)count * 2;)
        memo->slot_count *= 2;
    memo->slots = g_new0(const struct Entry *, memo->slot_count);
    for (uint32_t i = 0; i < count && cursor.good; i++) {
        const struct Entry *entry = take(&cursor, sizeof *entry);
        if (entry == NULL || take(&cursor, entry_size(entry) - sizeof *entry) == NULL)
            return false;
        size_t at = entry->hash & (memo->slot_count - 1);
        while (memo->slots[at] != NULL)
            at = (at + 1) & (memo->slot_count - 1);
        memo->slots[at] = entry;
    }
    return cursor.good && cursor.at == cursor.end;
}

static bool file_read(struct Memo *memo, const uint8_t *bytes, size_t size)
{
    struct Header header;
    if (bytes == NULL || size < sizeof header || size > LIMIT_MEMO_BYTES)
        return false;
    memcpy(&header, bytes, sizeof header);
    size_t unchecked = offsetof(struct Header, stamp);
    if (memcmp(header.magic, magic, sizeof magic) != 0 ||
        memcmp(header.stamp, memo->stamp, sizeof header.stamp) != 0 ||
        header.checksum != hash_bytes(bytes + unchecked, size - unchecked) ||
        header.settings_size > size - sizeof header)
        return false;
    memo->settings_at = bytes + sizeof header;
    memo->settings_size = header.settings_size;
    memo->entries_at = memo->settings_at + memo->settings_size;
    memo->setting_count = header.setting_count;
    return memo->setting_count < size && header.entry_count < size && settings_read(memo) &&
           entries_read(memo, bytes + size, header.entry_count);
}

struct Memo *memo_new(const void *bytes, size_t size, const char *stamp)
{
    struct Memo *memo = g_new0(struct Memo, 1);
    memcpy(memo->stamp, stamp, MIN(strlen(stamp), sizeof memo->stamp));
    if (!file_read(memo, bytes, size)) {
        g_clear_pointer(&memo->slots, g_free);
        memo->settings_size = 0;
        memo->setting_count = 0;
    }
    memo->new_settings = g_byte_array_new();
    memo->new_entries = g_byte_array_new();
    memo->reused = g_ptr_array_new();
    memo->numbers = g_hash_table_new(NULL, NULL);
    memo->next_number = memo->setting_count;
    return memo;
}

void memo_free(struct Memo *memo)
{
    if (memo == NULL)
        return;
    g_free(memo->settings);
    g_free(memo->slots);
    g_byte_array_unref(memo->new_settings);
    g_byte_array_unref(memo->new_entries);
    g_ptr_array_unref(memo->reused);
    g_hash_table_unref(memo->numbers);
    g_free(memo);
}

/* ---- A paragraph found ---- */

static void run_words(const struct Memo *memo, struct Setter *setter, struct Cursor *cursor, struct GlyphRun *run)
{
    run->word_count = take_count(cursor);
    struct SetWord *words = ARENA_ARRAY(setter->arena, struct SetWord, run->word_count);
    for (uint32_t w = 0; w < run->word_count && cursor->good; w++) {
        uint32_t number = (uint32_t)take_number(cursor);
        words[w].x = take_length(cursor);
        if (number >= memo->setting_count) {
            cursor->good = false;
            break;
        }
        words[w].setting = &memo->settings[number];
        run->glyph_count += words[w].setting->glyph_count;
        run->cluster_count += words[w].setting->cluster_count;
    }
    run->words = words;
}

static void run_take(const struct Memo *memo, struct Setter *setter, const struct ParaInput *input,
                     struct Cursor *cursor, struct GlyphRun *run)
{
    run->face = take_number(cursor);
    run->size = take_length(cursor);
    run->hscale = take_length(cursor);
    run->x = take_length(cursor);
    run->y = take_length(cursor);
    run->width = take_length(cursor);
    int32_t source = take_number(cursor), at = take_number(cursor), length = take_number(cursor);
    run->text_length = (uint32_t)length;
    run->mark = input->mark;
    run->mark.run = source;
    if (source < 0)
        run->mark.kind = input->label_mark;
    if (length < 0 || source < -1 || source >= (int32_t)input->run_count || run->face < 0 ||
        (size_t)run->face >= setter->style->faces->family_count * 4) {
        cursor->good = false;
        return;
    }
    if (at < 0)
        run->text = take(cursor, filled_up(run->text_length));
    else if (source >= 0 && strlen(input->runs[source].text) >= (size_t)at + run->text_length)
        run->text = input->runs[source].text + at;
    else
        cursor->good = false;
    faces_open(setter->faces, run->face / 4, (run->face & 1) != 0, (run->face & 2) != 0);
    run_words(memo, setter, cursor, run);
}

static void line_take(const struct Memo *memo, struct Setter *setter, const struct ParaInput *input,
                      struct Cursor *cursor, const struct SetPara *para, struct SetLine *line)
{
    line->run_count = take_count(cursor);
    line->first_note = (uint32_t)take_number(cursor);
    line->note_count = (uint32_t)take_number(cursor);
    line->ratio = take_number(cursor);
    line->hyphen = take_number(cursor) != 0;
    if (line->note_count > para->note_count || line->first_note > para->note_count - line->note_count)
        cursor->good = false;
    line->runs = ARENA_ARRAY(setter->scratch, struct GlyphRun, line->run_count);
    for (uint32_t i = 0; i < line->run_count && cursor->good; i++)
        run_take(memo, setter, input, cursor, &line->runs[i]);
}

static struct SetPara *para_take(const struct Memo *memo, struct Setter *setter, const struct ParaInput *input,
                                 struct Cursor *cursor)
{
    struct SetPara *para = ARENA_NEW(setter->scratch, struct SetPara);
    para->line_count = take_count(cursor);
    para->note_count = take_count(cursor);
    uint32_t flags = (uint32_t)take_number(cursor);
    para->looser = (flags & 1) != 0;
    para->tighter = (flags & 2) != 0;
    para->notes = ARENA_ARRAY(setter->scratch, int, para->note_count);
    for (size_t i = 0; i < para->note_count; i++) {
        int32_t run = take_number(cursor);
        if (run < 0 || run >= (int32_t)input->run_count)
            return NULL;
        para->notes[i] = input->runs[run].note;
    }
    para->lines = ARENA_ARRAY(setter->scratch, struct SetLine, MAX(para->line_count, 1));
    for (size_t i = 0; i < para->line_count && cursor->good; i++)
        line_take(memo, setter, input, cursor, para, &para->lines[i]);
    for (size_t i = 0; i < para->line_count; i++)
        for (uint32_t r = 0; r < para->lines[i].run_count; r++)
            para->glyph_count += para->lines[i].runs[r].glyph_count;
    return cursor->good ? para : NULL;
}

struct SetPara *memo_find(const struct Memo *memo, struct Setter *setter, const struct ParaInput *input)
{
    if (memo->slots == NULL)
        return NULL;
    key_make(setter, input);
    uint64_t hash = hash_bytes(setter->key->data, setter->key->len);
    for (size_t at = hash & (memo->slot_count - 1); memo->slots[at] != NULL; at = (at + 1) & (memo->slot_count - 1)) {
        const struct Entry *entry = memo->slots[at];
        const uint8_t *key = (const uint8_t *)(entry + 1), *value = key + filled_up(entry->key_size);
        if (entry->hash != hash || entry->key_size != setter->key->len ||
            memcmp(key, setter->key->data, entry->key_size) != 0)
            continue;
        struct Cursor cursor = {value, value + entry->value_size, true};
        struct SetPara *para = para_take(memo, setter, input, &cursor);
        if (para != NULL)
            para->memo = entry;
        return para;
    }
    return NULL;
}

/* ---- Writing ---- */

static uint32_t setting_number(struct Memo *memo, const struct Setting *setting)
{
    if (memo->setting_count > 0 && setting >= memo->settings && setting < memo->settings + memo->setting_count)
        return (uint32_t)(setting - memo->settings);
    gpointer known = g_hash_table_lookup(memo->numbers, setting);
    if (known != NULL)
        return GPOINTER_TO_UINT(known) - 1;
    GByteArray *out = memo->new_settings;
    append_number(out, setting->glyph_count);
    append_number(out, setting->cluster_count);
    append_number(out, setting->clusters == NULL);
    append_number(out, 0);
    append(out, setting->glyphs, setting->glyph_count * sizeof(struct Glyph));
    if (setting->clusters != NULL)
        append(out, setting->clusters, setting->cluster_count * sizeof(struct Cluster));
    uint32_t number = memo->next_number++;
    g_hash_table_insert(memo->numbers, (gpointer)(uintptr_t)setting, GUINT_TO_POINTER(number + 1));
    return number;
}

static void run_write(struct Memo *memo, const struct ParaInput *input, const struct GlyphRun *run, GByteArray *out)
{
    append_number(out, run->face);
    append_number(out, run->size);
    append_number(out, run->hscale);
    append_number(out, run->x);
    append_number(out, run->y);
    append_number(out, run->width);
    append_number(out, run->mark.run);
    const char *source = run->mark.run >= 0 ? input->runs[run->mark.run].text : NULL;
    bool inside = source != NULL && run->text >= source && run->text <= source + strlen(source);
    append_number(out, inside ? run->text - source : -1);
    append_number(out, run->text_length);
    if (!inside)
        append(out, run->text, run->text_length);
    append_number(out, run->word_count);
    for (uint32_t w = 0; w < run->word_count; w++) {
        append_number(out, setting_number(memo, run->words[w].setting));
        append_number(out, run->words[w].x);
    }
}

static void para_write(struct Memo *memo, const struct ParaInput *input, const struct SetPara *para, GByteArray *out)
{
    append_number(out, (int64_t)para->line_count);
    append_number(out, (int64_t)para->note_count);
    append_number(out, para->looser | para->tighter << 1);
    for (size_t i = 0; i < para->note_count; i++) {
        size_t run = 0;
        while (run + 1 < input->run_count && input->runs[run].note != para->notes[i])
            run++;
        append_number(out, (int64_t)run);
    }
    for (size_t i = 0; i < para->line_count; i++) {
        const struct SetLine *line = &para->lines[i];
        append_number(out, line->run_count);
        append_number(out, line->first_note);
        append_number(out, line->note_count);
        append_number(out, line->ratio);
        append_number(out, line->hyphen);
        for (uint32_t r = 0; r < line->run_count; r++)
            run_write(memo, input, &line->runs[r], out);
    }
}

void memo_keep(struct Memo *memo, struct Setter *setter, const struct ParaInput *input, const struct SetPara *para)
{
    if (para->finding_count > 0)
        return; /* it is said anew each time */
    if (para->memo != NULL) {
        g_ptr_array_add(memo->reused, (gpointer)(uintptr_t)para->memo);
        return;
    }
    memo->fresh++;
    key_make(setter, input);
    GByteArray *out = memo->new_entries;
    guint start = out->len;
    struct Entry entry = {hash_bytes(setter->key->data, setter->key->len), setter->key->len, 0};
    append(out, &entry, sizeof entry);
    append(out, setter->key->data, setter->key->len);
    guint value = out->len;
    para_write(memo, input, para, out);
    entry.value_size = out->len - value;
    while (out->len % 8 != 0)
        append_number(out, 0);
    memcpy(out->data + start, &entry, sizeof entry);
}

GByteArray *memo_write(struct Memo *memo)
{
    if (memo->fresh == 0)
        return NULL;
    size_t size = sizeof(struct Header) + memo->settings_size + memo->new_settings->len + memo->new_entries->len;
    for (guint i = 0; i < memo->reused->len; i++)
        size += entry_size(g_ptr_array_index(memo->reused, i));
    if (size > LIMIT_MEMO_BYTES)
        return g_byte_array_new(); /* begun anew the next time */
    struct Header header = {.setting_count = memo->next_number, .entry_count = memo->reused->len + memo->fresh,
                            .settings_size = memo->settings_size + memo->new_settings->len};
    memcpy(header.magic, magic, sizeof magic);
    memcpy(header.stamp, memo->stamp, sizeof header.stamp);
    GByteArray *out = g_byte_array_sized_new((guint)size);
    g_byte_array_append(out, (const guint8 *)&header, sizeof header);
    if (memo->settings_size > 0)
        g_byte_array_append(out, memo->settings_at, (guint)memo->settings_size);
    g_byte_array_append(out, memo->new_settings->data, memo->new_settings->len);
    g_byte_array_append(out, memo->new_entries->data, memo->new_entries->len);
    for (guint i = 0; i < memo->reused->len; i++) {
        const struct Entry *entry = g_ptr_array_index(memo->reused, i);
        g_byte_array_append(out, (const guint8 *)entry, (guint)entry_size(entry));
    }
    size_t unchecked = offsetof(struct Header, stamp);
    header.checksum = hash_bytes(out->data + unchecked, out->len - unchecked);
    memcpy(out->data, &header, sizeof header);
    return out;
}
