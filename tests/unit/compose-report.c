/* A whole report from a small consultation: order, sentences, numbers, names, late and joint replies. */
#include "compose_fixture.h"

static struct Fixture fixture;

static struct Fact *manifest(struct Fixture *f)
{
    f->dossier->symbol = "A/68/277";
    f->dossier->date = (struct Date){2013, 7, 22};
    fixture_text(f, NULL, "symbol", FACT_SYMBOL, "A/68/277");
    fixture_text(f, NULL, "distribution", FACT_WORD, "general");
    fixture_date(f, NULL, "date", 2013, 7, 22);
    fixture_text(f, NULL, "original-language", FACT_TEXT, "en");
    fixture_text(f, NULL, "job-number", FACT_TEXT, "13-40913");
    fixture_date(f, NULL, "release-date", 2013, 8, 5);
    fixture_text(f, NULL, "organ", FACT_WORD, "general-assembly");
    fixture_number(f, NULL, "session", 68);
    struct Fact *agenda = fixture_fact(f, NULL, "agenda", FACT_RECORD);
    fixture_text(f, agenda, "item", FACT_TEXT, "69 (b)");
    fixture_text(f, agenda, "list", FACT_WORD, "provisional");
    fixture_text(f, agenda, "document", FACT_SYMBOL, "A/68/150");
    fixture_text(f, agenda, "title", FACT_TEXT, "Human rights questions");
    fixture_text(f, NULL, "title", FACT_TEXT, "Cooperation in the field of human rights");
    fixture_text(f, NULL, "author", FACT_WORD, "secretary-general");
    fixture_text(f, NULL, "purpose", FACT_TEXT, "strengthen cooperation");
    struct Fact *mandate = fixture_fact(f, NULL, "mandate", FACT_RECORD);
    fixture_text(f, mandate, "body", FACT_WORD, "general-assembly");
    fixture_text(f, mandate, "resolution", FACT_SYMBOL, "66/157");
    fixture_date(f, mandate, "date", 2011, 12, 19);
    fixture_text(f, mandate, "request", FACT_TEXT, "invite Member States to present proposals");
    fixture_number(f, mandate, "report-session", 68);
    fixture_date(f, NULL, "cut-off", 2013, 7, 19);
    return mandate;
}

static void add_request(struct Fixture *f, const struct Respondent *sender)
{
    struct Fact *list = fixture_fact(f, NULL, "requests", FACT_LIST);
    struct Fact *request = fixture_fact(f, list, NULL, FACT_RECORD);
    fixture_date(f, request, "date", 2013, 4, 22);
    fixture_fact(f, request, "sender", FACT_RESPONDENT)->respondent = sender;
    fixture_text(f, request, "addressees", FACT_TEXT, "all permanent missions");
}

static struct Report *whole(struct Fixture *f)
{
    fixture_start(f, "report", LANG_EN);
    manifest(f);
    struct Respondent *office = fixture_respondent(f, "OHCHR", KIND_UN, "Office of the High Commissioner",
                                                   "Office of the High Commissioner", "the ", "OHCHR");
    add_request(f, office);
    struct Respondent *syria = fixture_respondent(f, "SYR", KIND_GOVERNMENT, "Syrian Arab Republic",
                                                  "Syrian Arab Republic", "the ", NULL);
    struct Respondent *coast =
        fixture_respondent(f, "CIV", KIND_GOVERNMENT, "Côte d’Ivoire", "Côte d’Ivoire", "", NULL);
    struct Respondent *palestine =
        fixture_respondent(f, "PSE", KIND_OBSERVER, "State of Palestine", "State of Palestine", "the ", NULL);
    struct Respondent *wmo = fixture_respondent(f, "WMO", KIND_IGO, "World Meteorological Organization",
                                                "World Meteorological Organization", "the ", "WMO");
    fixture_replies(f, 8);
    fixture_reply(f, wmo,
                  fixture_paragraph(f, "WMO-1.p1", "WMO noted that the work of WMO was important to WMO."));
    fixture_reply(
        f, syria,
        fixture_paragraph(f, "SYR-1.p1", "The Government recalled resolution 66/157 of 19 December 2011."));
    fixture_reply(f, palestine, fixture_paragraph(f, "PSE-1.p1", "The State of Palestine agreed."));
    struct Submission *late =
        fixture_reply(f, coast, fixture_paragraph(f, "CIV-1.p1", "The Government of Côte d’Ivoire agreed."));
    late->late = true;
    late->received = (struct Date){2013, 7, 25};
    return fixture_compose(f);
}

static void words_are_those_of_an_editor(void)
{
    struct Report *report = whole(&fixture);
    struct Fixture *f = &fixture;
    if (g_getenv("SHOW"))
        report_dump(report, stdout);
    g_assert_cmpstr(fixture_block(f, report, "session"), ==, "Sixty-eighth session");
    g_assert_cmpstr(fixture_block(f, report, "agenda-item"), ==, "Item 69 (b) of the provisional agenda*");
    g_assert_cmpstr(fixture_block(f, report, "author"), ==, "Report of the Secretary-General");
    g_assert_cmpstr(
        fixture_block(f, report, "summary.mandate"), ==,
        "The present report is submitted in accordance with General Assembly resolution 66/157, in which the "
        "Assembly requested the Secretary-General to invite Member States to present proposals, and to "
        "submit a "
        "comprehensive report thereon to the Assembly at its sixty-eighth session.");
    g_assert_cmpstr(fixture_block(f, report, "introduction.mandate"), ==,
                    "1. In its resolution 66/157 of 19 December 2011, the General Assembly requested the "
                    "Secretary-General to "
                    "invite Member States to present proposals, and to submit a comprehensive report thereon "
                    "to the Assembly at "
                    "its sixty-eighth session.");
    g_assert_cmpstr(
        fixture_block(f, report, "introduction.replies"), ==,
        "2. On 22 April 2013, the Office of the High Commissioner sent a request for information to all "
        "permanent "
        "missions. As at 19 July 2013, replies had been received from the Government of the Syrian Arab "
        "Republic, "
        "from the State of Palestine, as well as from the World Meteorological Organization (WMO). The reply "
        "received after that date, from the Government of Côte d’Ivoire, is also reflected in the present "
        "report. "
        "The views most relevant to the subject of the present report are summarized below.");
    g_assert_cmpstr(fixture_block(f, report, "chapter.governments"), ==,
                    "II. Replies received from Member States and observer States");
    g_assert_cmpstr(fixture_block(f, report, "CIV-1.p1"), ==, "3. The Government of Côte d’Ivoire agreed.");
    g_assert_cmpstr(fixture_block(f, report, "CIV-1.line5"), ==,
                    "[Received after the closing date, on 25 July 2013]");
    fixture_end(f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compose/report/words", words_are_those_of_an_editor);
    return g_test_run();
}
