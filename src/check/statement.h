/* Statements of a reply: what is declared of them, resolved. */
#ifndef SG_CHECK_STATEMENT_H
#define SG_CHECK_STATEMENT_H

#include "check/prose_forms.h"

/* Adds the statement to the submission of the checker's reader. NULL where no statement may be. */
struct Statement *statement_add(struct Checker *checker, const struct StatementForm *form);
/* NULL: none. */
struct StatementSource *statement_source(struct Checker *checker, const struct SourceForm *form);

#endif
