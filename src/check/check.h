/* Stage 2 of 6: nodes -> dossier, kind, style.
 *
 * Promises: what is required is there, typed, legal and within limits; every id resolves; a broken reply is marked and
 * what is whole of it is kept. Fails by messages SG2xxx. */
#ifndef SG_CHECK_CHECK_H
#define SG_CHECK_CHECK_H

#include "model/dossier.h"
#include "model/input.h"
#include "model/lexicon.h"
#include "model/original.h"
#include "model/style.h"
#include "model/wording.h"

struct Arena;
struct Diags;

/* The consultation. NULL only when there is no manifest that names a kind of document. */
struct Dossier *check_dossier(struct Arena *arena, const struct Input *folder, const struct Input *templates,
                              struct Diags *diags);
/* Structure and words of a kind of document in one language. NULL, with messages, when the kind is unusable. */
struct Wording *check_wording(struct Arena *arena, const struct Input *templates, const char *kind,
                              enum Language language, struct Diags *diags);
/* Geometry of a layout, and the faces it uses ("fonts/faces.yaml" of the templates as read). NULL, with messages, when
 * the layout is unusable. */
struct Style *check_style(struct Arena *arena, const struct Input *templates, const char *layout, struct Diags *diags);

/* The words that editorial findings look for. NULL when templates/registers/lint.yaml has none for the language. */
struct Lexicon *check_lexicon(struct Arena *arena, const struct Input *templates, enum Language language, struct Diags *diags);
/* The editorial lint: findings SG7xxx about a dossier that may be built but should not be issued so. The manifest switches
 * them off by code or name (lint.off). Without words (NULL) nothing is looked for in texts. */
void check_lint(struct Arena *arena, const struct Dossier *dossier, const struct Lexicon *lexicon, struct Diags *diags);

/* Findings SG72xx about the text of a resolution and about what a text cites: looked for in every run, for a kind of document
 * whose wording has lead-ins and for citations in any. Without words (NULL) there are none. */
void check_text(struct Arena *arena, const struct Dossier *dossier, const struct Wording *wording, const struct Lexicon *lexicon,
                struct Diags *diags);

/* Findings about quotations that the originals, so far as they were read, do not have. */
void check_originals(struct Arena *arena, const struct Dossier *dossier, const struct Originals *originals, struct Diags *diags);

/* The schemas that editors use, made from the tables of this stage: RELAX NG for XML, JSON Schema for YAML. The same are
 * shipped under templates/schemas. NULL when there is none of that name. In the arena. */
const char *check_schema(struct Arena *arena, const char *name);
extern const char *const check_schema_names[]; /* "reply.rng" ..., ended by NULL */

#endif
