"""Words that must meet in a search, and words that must not: the words of this field, in the forms people type."""
import pytest

from portal.shared.stems import index_of, stems, words_of

ESTONIAN = """
kula küla|külas küla|külade küla|külasid külad|eakate eakad|eakas eakatele|eakaid eakas|kogukonnale kogukond
kogukondade kogukond|kogukondadega kogukonda|valla vald|valdade vald|vallas valdu|noorte noored|noor noortele|noori noor
inimeste inimene|inimest inimesed|inimestele inimene|koolitusel koolitus|koolituste koolitus|koolitusi koolitust
teenuste teenus|teenusele teenuseid|toetust toetus|toetuste toetus|omavalitsuste omavalitsus|omavalitsusele omavalitsus
keskuse keskus|keskuste keskus|liikme liige|liikmete liikmed|koha koht|kohtade koht|toa tuba|poest pood|õppereisil õppereis
õppereisid õppereisi|tegevuskavade tegevuskava|tegevuskavaga tegevuskava|maakonna maakond|maakondades maakond|linna linn
seminaridel seminar|ettevõtjate ettevõtja|partnerit partner|partneritele partner|kalendri kalender|lehel leht|jõe jõgi
noorsootöös noorsootöö|eelarvet eelarve|aruande aruanne|raamatukogus raamatukogu|töötoas töötuba|projektide projekt
perede pere|laste laps|suunad suund|võrgustikku võrgustik|koosolekul koosolek|rahastajale rahastaja|tähtajad tähtaeg
"""
LATVIAN = """
ciema ciems|ciemos ciems|ciemiem ciemi|kopienām kopiena|kopienu kopienas|kopienā kopiena|iedzīvotājiem iedzīvotāji
iedzīvotāju iedzīvotājs|pašvaldību pašvaldība|pašvaldībām pašvaldības|apmācībās apmācība|apmācību apmācības|jauniešu jaunietis
jauniešiem jaunieši|senioru seniori|senioriem seniors|pakalpojumu pakalpojums|pakalpojumiem pakalpojumi|novadā novads
novados novadi|biedrības biedrība|biedrību biedrība|projektā projekts|projektiem projektu|pieredzi pieredze|vietējās vietējā
sociālajiem sociālais|lauku lauki|atbalsta atbalsts|partneriem partneris|semināros seminārs|rīcības rīcība|budžetā budžets
"""
APART = """
et küla kool|et vald vili|et vald valdkond|et eakas eesmärk|et koolid koolitus|et kool koolitus|et pere peregrupp|et kava kaevu
et teenus teema|et linn lind|et raha rahvas|et maja maa|et laps lapp|et noor nuur|et koht kohv|et jõgi jõud|et toit toetus
et kogukond kogu|et arve areng|et keskus keskkond|lv ciems cilvēks|lv kopiena kopija|lv novads novembris|lv gads gaiss
lv darbs dators|lv pilsēta pils|lv lauks laiks|en plan plane|en village villa|en training trainer
"""


def pairs(table):
    return [tuple(line.split()) for line in table.replace("\n", "|").split("|") if line]


@pytest.mark.parametrize(("language", "table", "least"), [("et", ESTONIAN, 40), ("lv", LATVIAN, 25)])
def test_forms_of_one_word_meet_with_and_without_accents(language, table, least):
    """Also when nobody knows which language it is."""
    found = pairs(table)
    assert len(found) >= least
    assert [pair for pair in found if not stems(pair[0], language) & stems(pair[1], language)] == []
    assert [pair for pair in found if not stems(pair[0]) & stems(pair[1])] == []


def test_different_words_do_not_meet():
    apart = pairs(APART)
    assert len(apart) >= 20
    assert [row for row in apart if stems(row[1], row[0]) & stems(row[2], row[0])] == []


def test_a_compound_of_the_field_is_found_by_both_its_parts():
    kept = set(index_of("Vallavalitsus ja külavanem", "et"))
    for word in ("vald", "valitsus", "küla", "vanem", "külavanemale", "vallavalitsuse"):
        assert kept & stems(word, "et"), word


def test_a_compound_is_found_by_its_last_part_when_that_is_a_word_of_the_field():
    kept = set(index_of("Kodukülades ja talgupäeval", "et"))
    for word in ("küla", "külad", "päev", "päevadel", "kodukülad"):
        assert kept & stems(word, "et"), word
    assert not set(index_of("tekla sild", "et")) & stems("küla", "et")


def test_numbers_and_codes_stay_as_they_are_written():
    assert words_of("2024-1-EE01-KA122-ADU-000233253") == ["2024", "1", "ee01", "ka122", "adu", "000233253"]
    assert stems("ka122") == stems("000233253") == frozenset()
