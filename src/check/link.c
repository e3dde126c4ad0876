#include "check/link.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"

/* Appends bytes; those that no address may hold become %XX. A "%" that begins no code is one itself. */
static void append_encoded(GString *out, const char *text, size_t length)
{
    static const char safe[] = "-._~:/?#[]@!$&'()*+,;=";
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool code = c == '%' && i + 2 < length && g_ascii_isxdigit(text[i + 1]) && g_ascii_isxdigit(text[i + 2]);
        if (g_ascii_isalnum(text[i]) || code || (c && strchr(safe, c)))
            g_string_append_c(out, (char)c);
        else
            g_string_append_printf(out, "%%%02X", c);
    }
}

static bool host_is_sound(const char *host)
{
    if (!*host || *host == '.' || *host == '-')
        return false;
    for (const char *p = host; *p; p++)
        if (!g_ascii_isalnum(*p) && *p != '.' && *p != '-')
            return false;
    return true;
}

/* "host[:port]" with the host in ASCII. */
static bool append_authority(GString *out, const char *text, size_t length)
{
    char *authority = g_strndup(text, length);
    char *port = strchr(authority, ':');
    if (port)
        *port++ = '\0';
    char *host = g_utf8_validate(authority, -1, NULL) ? g_hostname_to_ascii(authority) : NULL;
    bool sound = host && host_is_sound(host) && (!port || (*port && strspn(port, "0123456789") == strlen(port)));
    if (sound)
        g_string_append_printf(out, "%s%s%s", host, port ? ":" : "", port ? port : "");
    g_free(host);
    g_free(authority);
    return sound;
}

static const char *encode_web(GString *out, const char *rest)
{
    size_t length = strcspn(rest, "/?#");
    if (memchr(rest, '@', length))
        return "an address may not hold a user name";
    if (!append_authority(out, rest, length))
        return "its host is not one";
    append_encoded(out, rest + length, strlen(rest + length));
    return NULL;
}

static const char *encode_mail(GString *out, const char *rest)
{
    const char *at = strchr(rest, '@');
    if (!at || at == rest || !at[1])
        return "it holds no mail address";
    append_encoded(out, rest, (size_t)(at - rest));
    g_string_append_c(out, '@');
    size_t length = strcspn(at + 1, "?");
    if (!append_authority(out, at + 1, length))
        return "its host is not one";
    append_encoded(out, at + 1 + length, strlen(at + 1 + length));
    return NULL;
}

const char *link_encode(struct Arena *arena, const char *address, const char **why)
{
    GString *out = g_string_new(NULL);
    if (g_ascii_strncasecmp(address, "https://", 8) == 0)
        *why = encode_web(g_string_append(out, "https://"), address + 8);
    else if (g_ascii_strncasecmp(address, "http://", 7) == 0)
        *why = encode_web(g_string_append(out, "http://"), address + 7);
    else if (g_ascii_strncasecmp(address, "mailto:", 7) == 0)
        *why = encode_mail(g_string_append(out, "mailto:"), address + 7);
    else
        *why = "links begin with http://, https:// or mailto:";
    const char *result = *why ? NULL : arena_strdup(arena, out->str);
    g_string_free(out, TRUE);
    return result;
}
