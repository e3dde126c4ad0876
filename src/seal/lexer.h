/* Tokens of a content stream (ISO 32000-1, 7.2). */
#ifndef SG_SEAL_LEXER_H
#define SG_SEAL_LEXER_H

#include <stdbool.h>
#include <stddef.h>

enum TokenKind {
    TOKEN_END, TOKEN_NUMBER, TOKEN_NAME, TOKEN_STRING, TOKEN_HEX, TOKEN_ARRAY, TOKEN_ARRAY_END, TOKEN_DICT,
    TOKEN_DICT_END, TOKEN_OPERATOR, TOKEN_BAD,
};

struct Token {
    enum TokenKind kind;
    const char *start;
    size_t length; /* delimiters included */
};

struct Lexer {
    const char *at, *end;
};

struct Token lexer_next(struct Lexer *lexer);
bool token_is(struct Token token, const char *text);
/* The value of a whole number without a sign; -1: it is none. */
int token_integer(struct Token token);

#endif
