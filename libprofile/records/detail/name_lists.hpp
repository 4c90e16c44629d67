// SPDX-License-Identifier: MIT
/// @file
/// Words that tell people's names from those of organisations. Lower case, sorted.
#pragma once

#include <array>
#include <string_view>

namespace libprofile::records::detail {

/// Frequent given names of people living in the United Kingdom that are hardly ever ordinary words.
/// Source: Office for National Statistics and National Records of Scotland, names of babies, 1944 to 2020, most
/// frequent.
inline constexpr std::array kGivenNames = std::to_array<std::string_view>(
    {"aaron",     "abdul",     "abigail",   "adam",     "adele",     "adrian",     "ahmed",     "aidan",
     "aisha",     "alan",      "albert",    "alex",     "alexander", "alexandra",  "alfie",     "alice",
     "alicia",    "alison",    "alistair",  "amanda",   "amelia",    "amir",       "amy",       "andrea",
     "andrew",    "angela",    "anita",     "ann",      "anna",      "anne",       "annette",   "anthony",
     "antonia",   "archie",    "arthur",    "asif",     "audrey",    "barbara",    "barry",     "beatrice",
     "ben",       "benjamin",  "bernard",   "beth",     "bethany",   "beverley",   "bradley",   "brandon",
     "brenda",    "brendan",   "brian",     "bridget",  "bronwen",   "bryan",      "callum",    "cameron",
     "carl",      "carla",     "carole",    "caroline", "catherine", "cathy",      "ceri",      "charles",
     "charlie",   "charlotte", "cheryl",    "chloe",    "chris",     "christina",  "christine", "christopher",
     "ciara",     "claire",    "clare",     "clive",    "colin",     "connor",     "craig",     "curtis",
     "cynthia",   "daisy",     "daniel",    "danielle", "darren",    "dave",       "david",     "dawid",
     "debbie",    "deborah",   "denise",    "dennis",   "derek",     "diana",      "diane",     "dominic",
     "donald",    "donna",     "dorothy",   "douglas",  "duncan",    "dylan",      "edward",    "eileen",
     "elaine",    "eleanor",   "elizabeth", "ella",     "ellen",     "ellie",      "elsie",     "emily",
     "emma",      "eric",      "erin",      "ethan",    "euan",      "evan",       "evelyn",    "evie",
     "ewan",      "fatima",    "fiona",     "frances",  "francesca", "fred",       "frederick", "freya",
     "gareth",    "gary",      "gavin",     "gemma",    "geoffrey",  "george",     "georgia",   "georgina",
     "gerald",    "geraldine", "gerard",    "gillian",  "glenn",     "gordon",     "graham",    "greg",
     "gregory",   "gwen",      "gwyneth",   "hannah",   "harriet",   "harry",      "hassan",    "hayley",
     "heather",   "heidi",     "helen",     "henry",    "hilary",    "holly",      "howard",    "hugh",
     "hussain",   "iain",      "ian",       "ibrahim",  "imran",     "iqbal",      "irene",     "isaac",
     "isabel",    "isabella",  "isla",      "ivan",     "jacob",     "jacqueline", "jade",      "jake",
     "jakub",     "james",     "jamie",     "jane",     "janet",     "janice",     "jasmine",   "jason",
     "javed",     "jayne",     "jeffrey",   "jennifer", "jenny",     "jeremy",     "jessica",   "jill",
     "jim",       "joan",      "joanna",    "joanne",   "jodie",     "joe",        "joel",      "john",
     "jonathan",  "joseph",    "josephine", "joshua",   "josie",     "joyce",      "judith",    "julia",
     "julian",    "julie",     "justin",    "kamran",   "karen",     "karl",       "kate",      "katherine",
     "kathleen",  "kathryn",   "katie",     "katy",     "kayleigh",  "keith",      "kelly",     "ken",
     "kenneth",   "kerry",     "kevin",     "khalid",   "kieran",    "kim",        "kimberley", "kirsty",
     "kyle",      "laura",     "lauren",    "leah",     "leanne",    "leon",       "leonard",   "lesley",
     "leslie",    "liam",      "lillian",   "linda",    "lindsay",   "lisa",       "lorna",     "lorraine",
     "louis",     "louise",    "luca",      "lucas",    "lucy",      "luke",       "lydia",     "lynn",
     "lynne",     "maciej",    "maisie",    "malcolm",  "marcus",    "margaret",   "maria",     "marie",
     "marilyn",   "marion",    "marjorie",  "martin",   "martyn",    "mary",       "mateusz",   "matilda",
     "matthew",   "maureen",   "megan",     "melanie",  "melissa",   "michael",    "michelle",  "mike",
     "millie",    "mohamed",   "mohammad",  "mohammed", "molly",     "monica",     "muhammad",  "natalie",
     "natasha",   "nathan",    "neil",      "niamh",    "nicholas",  "nicola",     "nicole",    "nigel",
     "nikki",     "noah",      "noel",      "noor",     "norma",     "norman",     "olga",      "oliver",
     "olivia",    "omar",      "oscar",     "owen",     "pamela",    "patricia",   "patrick",   "paul",
     "paula",     "pauline",   "penelope",  "peter",    "philip",    "philippa",   "phoebe",    "phyllis",
     "piotr",     "poppy",     "priya",     "rachael",  "rachel",    "ralph",      "raymond",   "rebecca",
     "reece",     "reginald",  "rhys",      "richard",  "rita",      "robert",     "roger",     "ronald",
     "rosemary",  "rosie",     "roy",       "russell",  "ruth",      "ryan",       "sally",     "sam",
     "samantha",  "samuel",    "sandra",    "sanjay",   "sara",      "sarah",      "scott",     "sean",
     "sebastian", "shane",     "shannon",   "sharon",   "shaun",     "sheila",     "shirley",   "sian",
     "simon",     "sofia",     "sonia",     "sophia",   "sophie",    "stacey",     "stanley",   "stella",
     "stephanie", "stephen",   "steve",     "steven",   "stewart",   "stuart",     "susan",     "suzanne",
     "sylvia",    "tamara",    "tanya",     "tariq",    "terence",   "teresa",     "terry",     "theo",
     "theresa",   "thomas",    "tiffany",   "tim",      "timothy",   "tina",       "toby",      "tomasz",
     "tony",      "tracey",    "tracy",     "trevor",   "tristan",   "valerie",    "vanessa",   "vera",
     "veronica",  "vincent",   "vivienne",  "walter",   "wayne",     "wendy",      "wesley",    "william",
     "yasmin",    "yusuf",     "yvonne",    "zachary",  "zara",      "zoe"});

/// Given names that are also ordinary words or places: they count beside a frequent surname only.
inline constexpr std::array kAmbiguousGivenNames = std::to_array<std::string_view>(
    {"angel",     "april",   "art",  "autumn", "bella",    "bill",    "bob",   "carol", "chase", "chelsea",
     "christian", "crystal", "dale", "dawn",   "dean",     "destiny", "drew",  "eve",   "faith", "florence",
     "frank",     "gene",    "glen", "grace",  "grant",    "guy",     "hazel", "hope",  "iris",  "ivy",
     "jack",      "jan",     "jean", "jordan", "joy",      "june",    "kent",  "lance", "lee",   "lewis",
     "lily",      "mark",    "may",  "miles",  "nick",     "olive",   "paige", "pat",   "penny", "pierce",
     "ray",       "rich",    "rob",  "robin",  "rocky",    "rose",    "ruby",  "rusty", "sandy", "sue",
     "summer",    "ted",     "tom",  "victor", "victoria", "violet",  "will",  "willow"});

/// Frequent surnames in the United Kingdom.
inline constexpr std::array kSurnames = std::to_array<std::string_view>(
    {"adams",     "ahmed",    "akhtar",   "alexander",  "ali",       "allen",      "anderson", "andrews",
     "armstrong", "atkinson", "bailey",   "baker",      "barker",    "barnes",     "begum",    "bell",
     "bennett",   "berry",    "booth",    "bradley",    "brooks",    "brown",      "burns",    "burton",
     "butler",    "campbell", "carr",     "carter",     "chambers",  "chapman",    "clark",    "clarke",
     "cole",      "collins",  "cook",     "cooper",     "cox",       "cunningham", "davidson", "davies",
     "davis",     "dawson",   "dixon",    "edwards",    "elliott",   "ellis",      "evans",    "ferguson",
     "fisher",    "fletcher", "ford",     "foster",     "francis",   "fraser",     "gardner",  "george",
     "gibson",    "gill",     "gordon",   "graham",     "grant",     "gray",       "green",    "griffiths",
     "hamilton",  "harper",   "harris",   "harrison",   "hart",      "harvey",     "holmes",   "hudson",
     "hughes",    "hunter",   "hussain",  "jackson",    "james",     "jenkins",    "johnson",  "johnston",
     "jones",     "kaur",     "kelly",    "kennedy",    "khan",      "king",       "knight",   "lawrence",
     "lawson",    "lee",      "lewis",    "lloyd",      "macdonald", "marshall",   "martin",   "mason",
     "matthews",  "mccarthy", "mcdonald", "miller",     "mitchell",  "moore",      "morgan",   "morris",
     "murphy",    "murray",   "newman",   "nicholson",  "owen",      "palmer",     "parker",   "patel",
     "payne",     "pearce",   "pearson",  "perry",      "phillips",  "poole",      "powell",   "price",
     "reid",      "reynolds", "richards", "richardson", "roberts",   "robertson",  "robinson", "rogers",
     "ross",      "russell",  "ryan",     "saunders",   "scott",     "shah",       "sharma",   "shaw",
     "simpson",   "singh",    "smith",    "spencer",    "stevens",   "stewart",    "sutton",   "taylor",
     "thomas",    "thompson", "thomson",  "turner",     "walker",    "walsh",      "ward",     "watson",
     "watts",     "webb",     "white",    "wilkinson",  "williams",  "williamson", "wilson",   "wood",
     "wright",    "young"});

inline constexpr std::array kTitles =
    std::to_array<std::string_view>({"dr", "master", "miss", "mr", "mrs", "ms", "mx", "prof"});

/// A text with one of these names an organisation or a place.
inline constexpr std::array kInstitutionWords = std::to_array<std::string_view>(
    {"academy",    "agency",       "ambulance",    "area",       "arms",        "association", "authority", "avenue",
     "bank",       "bar",          "barnardo",     "bench",      "borough",     "bridge",      "bus",       "business",
     "cafe",       "camp",         "care",         "castle",     "cathedral",   "central",     "centre",    "chapel",
     "charity",    "church",       "city",         "clinic",     "close",       "club",        "co",        "college",
     "community",  "company",      "constabulary", "council",    "county",      "court",       "crescent",  "crown",
     "department", "depot",        "district",     "division",   "drive",       "east",        "estate",    "event",
     "farm",       "fc",           "field",        "fire",       "force",       "foundation",  "garden",    "gardens",
     "gate",       "green",        "grove",        "hall",       "health",      "highway",     "hill",      "home",
     "hospice",    "hospital",     "hostel",       "hotel",      "house",       "housing",     "inn",       "institute",
     "junction",   "lane",         "library",      "limited",    "line",        "lodge",       "ltd",       "market",
     "medical",    "ministry",     "moor",         "museum",     "network",     "nhs",         "north",     "nursery",
     "office",     "organisation", "parade",       "park",       "partnership", "pharmacy",    "place",     "plc",
     "police",     "port",         "practice",     "primary",    "prison",      "probation",   "project",   "pub",
     "quarter",    "railway",      "region",       "restaurant", "road",        "row",         "rugby",     "rural",
     "school",     "secondary",    "service",      "services",   "shop",        "society",     "south",     "square",
     "stadium",    "station",      "store",        "street",     "surgery",     "taxi",        "team",      "terrace",
     "theatre",    "town",         "trust",        "union",      "unit",        "university",  "vale",      "view",
     "village",    "walk",         "ward",         "way",        "west",        "wharf",       "works",     "yard",
     "youth"});

}  // namespace libprofile::records::detail
