/* WORDING: structure and words of a kind of document in one language, from templates/kinds/KIND/. */
#ifndef SG_MODEL_WORDING_H
#define SG_MODEL_WORDING_H

struct Wording;

#endif
