/* The dossier as later stages rely on it: what is late, replaced, joint, broken or unread, and that the order of files is
 * of no matter. */
#include <stdlib.h>

#include "check.h"

#define P "<paragraph>x</paragraph>"

static const struct Submission *find(const struct Consultation *c, const char *id)
{
    for (size_t i = 0; i < c->dossier->submission_count; i++)
        if (strcmp(c->dossier->submissions[i].id, id) == 0)
            return &c->dossier->submissions[i];
    g_error("no %s", id);
}

static const struct File sound[] = {
    {"replies/c.xml", "<reply id='ARG-2' respondent='ARG' received='2013-07-01' relation='replacement' supersedes='ARG-1'>"
                      "<paragraph>new, see <reference to='BLR-1.p1'/></paragraph></reply>"},
    {"replies/a.xml", "<reply id='ARG-1' respondent='ARG' received='2013-05-14'><paragraph>old</paragraph></reply>"},
    {"replies/b.yaml", "id: BLR-1\nrespondent: BLR\nreceived: 2013-07-11\non-behalf-of: [SYR]\nbody:\n- x\n"
                       "- paragraph: [{statement: {act: proposal, claim: fairness, text: y}}, and, {statement: {act: concern, text: z}}]\n"
                       "- paragraph: {id: p2, text: taken}\n"},
    {"replies/d.xml", "<reply id='BLR-2' respondent='BLR' received='2013-07-10' relation='supplement'>" P "</reply>"},
    {"parts/observations.yaml", "place: observations\nbody: [one, two]\n"},
};

static void test_flags(void)
{
    struct Consultation *c = check_new(sound, G_N_ELEMENTS(sound));
    g_assert_cmpuint(diags_total(c->diags), ==, 0);
    g_assert_cmpuint(c->dossier->submission_count, ==, 4);
    g_assert_true(find(c, "ARG-1")->superseded);
    g_assert_false(find(c, "ARG-2")->superseded);
    g_assert_true(find(c, "BLR-1")->late);    /* the day after the cut-off date */
    g_assert_false(find(c, "BLR-2")->late);   /* on that day */
    g_assert_cmpstr(find(c, "BLR-2")->supersedes, ==, "BLR-1"); /* a supplement to the only original */
    g_assert_cmpuint(find(c, "BLR-1")->on_behalf_count, ==, 1);
    g_assert_cmpstr(find(c, "BLR-1")->on_behalf_of[0]->id, ==, "SYR");
    g_assert_cmpstr(c->dossier->parts[0].id, ==, "observations");
    check_free(c);
}

/* Ids nobody gave follow from the position and never take one that an author gave. */
static void test_ids(void)
{
    struct Consultation *c = check_new(sound, G_N_ELEMENTS(sound));
    const struct Submission *s = find(c, "BLR-1");
    g_assert_cmpstr(s->content->id, ==, "BLR-1.p1");
    g_assert_cmpstr(s->content->next->id, ==, "BLR-1.p2x");
    g_assert_cmpstr(s->content->next->next->id, ==, "BLR-1.p2");
    g_assert_cmpstr(s->statements->id, ==, "BLR-1.s1");
    g_assert_cmpstr(s->statements->next->id, ==, "BLR-1.s2");
    g_assert_cmpstr(s->statements->paragraph_id, ==, "BLR-1.p2x");
    g_assert_true(s->statements->claim == &c->dossier->claims[0] && s->statements->theme == &c->dossier->themes[0]);
    g_assert_cmpstr(c->dossier->parts[0].content->next->id, ==, "observations.p2");
    check_free(c);
}

static void test_order(void)
{
    struct File turned[G_N_ELEMENTS(sound)];
    static const char *const names[] = {"replies/1.xml", "replies/4.xml", "replies/2.yaml", "replies/3.xml", "parts/observations.yaml"};
    for (size_t i = 0; i < G_N_ELEMENTS(sound); i++)
        turned[i] = (struct File){names[i], sound[i].bytes};
    struct Consultation *first = check_new(sound, G_N_ELEMENTS(sound)), *second = check_new(turned, G_N_ELEMENTS(turned));
    char *one = check_dump(first), *other = check_dump(second);
    g_assert_cmpstr(one, ==, other);
    g_free(one);
    g_free(other);
    check_free(first);
    check_free(second);
}

/* What is whole of a broken reply is kept, and a placeholder stands for the rest. */
static void test_broken(void)
{
    const struct File files[] = {{"replies/a.xml", "<reply id='A' respondent='ARG' received='2013-05-14'>" P "<para>lost</para>"
                                                   "<paragraph>kept <bold>lost</bold></paragraph></reply>"}};
    struct Consultation *c = check_new(files, 1);
    const struct Submission *s = find(c, "A");
    g_assert_true(s->broken);
    g_assert_cmpint(s->content->kind, ==, CONTENT_PARAGRAPH);
    g_assert_cmpint(s->content->next->kind, ==, CONTENT_MISSING);
    const struct Inline *kept = s->content->next->next->inlines;
    g_assert_cmpstr(kept->text, ==, "kept");
    g_assert_cmpint(kept->next->kind, ==, INLINE_CONTENT);
    g_assert_cmpint(kept->next->content->kind, ==, CONTENT_MISSING);
    check_free(c);
}

/* Files of which nothing can be used are listed, and the others go on. */
static void test_unread(void)
{
    const struct File files[] = {{"replies/a.xml", "<reply id='A'"},
                                 {"replies/b.xml", "<reply id='B' respondent='XXX' received='2013-05-14'>" P "</reply>"},
                                 {"replies/c.xml", "<part place='note'>" P "</part>"},
                                 {"replies/d.xml", "<reply id='D' respondent='ARG' received='2013-05-14'>" P "</reply>"},
                                 {"parts/e.yaml", "body: [x]\n"}};
    struct Consultation *c = check_new(files, 5);
    g_assert_cmpuint(c->dossier->unread_count, ==, 4);
    g_assert_cmpstr(c->dossier->unread[0].name, ==, "replies/a.xml");
    g_assert_cmpstr(c->dossier->unread[3].name, ==, "parts/e.yaml");
    g_assert_cmpuint(c->dossier->submission_count, ==, 1);
    check_free(c);
}

static void test_facts(void)
{
    const struct File files[] = {
        {"report.yaml", "kind: report\ndate: 2013-07-22\nlanguage: fr\ntitle: [A, {emphasis: B}]\n"
                        "mandate: {body: general-assembly, resolution: 66/157, date: 2011-12-19, paragraph: 14, invites: [ngo]}\n"
                        "requests: [{date: 2013-04-22, sender: OHCHR, addressees: all}]\nconclusions: {bold: no, most: 3, from: 2013-01-01}\n"},
        {"themes.yaml", "themes: [{id: a, title: Paix}, {id: b, title: {en: Peace}}]\n"}};
    struct Consultation *c = check_new(files, 2);
    const struct Dossier *d = c->dossier;
    g_assert_cmpstr(dossier_fact(d, "title")->text, ==, "A B");
    g_assert_cmpint(dossier_fact(d, "mandate.resolution")->kind, ==, FACT_SYMBOL);
    g_assert_cmpint(dossier_fact(d, "mandate.paragraph")->number, ==, 14);
    g_assert_cmpint(dossier_fact(d, "mandate.date")->date.year, ==, 2011);
    g_assert_cmpstr(fact_child(dossier_fact(d, "requests")->first, "sender")->respondent->id, ==, "OHCHR");
    g_assert_false(dossier_fact(d, "conclusions.bold")->flag);
    g_assert_cmpint(dossier_fact(d, "conclusions.most")->number, ==, 3);
    g_assert_cmpint(dossier_fact(d, "conclusions.from")->kind, ==, FACT_DATE);
    g_assert_cmpstr(dossier_fact(d, "late-replies")->text, ==, "include-flagged"); /* the initial value */
    g_assert_null(dossier_fact(d, "mandate.nothing"));
    g_assert_null(dossier_fact(d, "agenda.item"));
    g_assert_true(d->respondent_invited[KIND_NGO] && !d->respondent_invited[KIND_IGO]);
    g_assert_cmpstr(d->themes[0].title[LANG_FR], ==, "Paix");
    g_assert_null(d->themes[0].title[LANG_EN]);
    g_assert_cmpstr(d->themes[1].title[LANG_EN], ==, "Peace");
    check_free(c);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/check/dossier/flags", test_flags);
    g_test_add_func("/check/dossier/ids", test_ids);
    g_test_add_func("/check/dossier/order", test_order);
    g_test_add_func("/check/dossier/broken", test_broken);
    g_test_add_func("/check/dossier/unread", test_unread);
    g_test_add_func("/check/dossier/facts", test_facts);
    return g_test_run();
}
