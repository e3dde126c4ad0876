#include "seal/lexer.h"

#include <string.h>

#include <glib.h>

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static void skip_white(struct Lexer *lexer)
{
    while (lexer->at < lexer->end) {
        if (*lexer->at == '%')
            while (lexer->at < lexer->end && *lexer->at != '\n' && *lexer->at != '\r')
                lexer->at++;
        else if (!is_white(*lexer->at))
            return;
        else
            lexer->at++;
    }
}

static const char *string_end(const char *at, const char *end)
{
    int depth = 0;
    for (; at < end; at++) {
        if (*at == '\\')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return NULL;
}

static const char *word_end(const char *at, const char *end)
{
    while (at < end && !is_white(*at) && !is_delimiter(*at))
        at++;
    return at;
}

static bool is_number(const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((at[i] < '0' || at[i] > '9') && at[i] != '.' && !(i == 0 && (at[i] == '-' || at[i] == '+')))
            return false;
    return length > 0;
}

/* Two signs at once: "<<", ">>". */
static bool doubled(const struct Lexer *lexer, char c)
{
    return lexer->end - lexer->at >= 2 && lexer->at[0] == c && lexer->at[1] == c;
}

static const char *token_end(const struct Lexer *lexer, enum TokenKind *kind)
{
    const char *at = lexer->at, *close;
    switch (*at) {
    case '(':
        *kind = TOKEN_STRING;
        return string_end(at, lexer->end);
    case '<':
        *kind = doubled(lexer, '<') ? TOKEN_DICT : TOKEN_HEX;
        if (*kind == TOKEN_DICT)
            return at + 2;
        close = memchr(at, '>', (size_t)(lexer->end - at));
        return close ? close + 1 : NULL;
    case '>':
        *kind = TOKEN_DICT_END;
        return doubled(lexer, '>') ? at + 2 : NULL;
    case '[':
    case ']':
        *kind = *at == '[' ? TOKEN_ARRAY : TOKEN_ARRAY_END;
        return at + 1;
    case '/':
        *kind = TOKEN_NAME;
        return word_end(at + 1, lexer->end);
    default:
        close = word_end(at, lexer->end);
        *kind = is_number(at, (size_t)(close - at)) ? TOKEN_NUMBER : TOKEN_OPERATOR;
        return close > at ? close : NULL;
    }
}

struct Token lexer_next(struct Lexer *lexer)
{
    skip_white(lexer);
    struct Token token = {TOKEN_END, lexer->at, 0};
    if (lexer->at == lexer->end)
        return token;
    const char *end = token_end(lexer, &token.kind);
    if (!end || end > lexer->end) {
        token.kind = TOKEN_BAD;
        lexer->at = lexer->end;
        return token;
    }
    token.length = (size_t)(end - token.start);
    lexer->at = end;
    return token;
}

bool token_is(struct Token token, const char *text)
{
    return token.length == strlen(text) && memcmp(token.start, text, token.length) == 0;
}

int token_integer(struct Token token)
{
    int value = 0;
    for (size_t i = 0; i < token.length && value < 100000000; i++) {
        if (!g_ascii_isdigit(token.start[i]))
            return -1;
        value = value * 10 + (token.start[i] - '0');
    }
    return token.length ? value : -1;
}
