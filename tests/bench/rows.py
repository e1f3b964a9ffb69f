"""What the bench claims, a row to each pair: read this to know what is compared with what, and how."""

from tests.bench.measuring import Row

WALL = "seconds on the wall"
BUILD_SHORT = (
    "Reading and drawing are shared among the cores, a page is read in half the time that it took us, "
    "and the index for search is made while all else is written. Of 2,000 pages that "
    "index is the longest part left: about 4 s of the processor, which bare Pelican does without, the "
    "last of it on one core. Of 200 it is importing, on one core before anything can be read: about "
    "0.5 s, where bare Pelican takes 0.2 s."
)
COLD_SHORT = (
    "A bundle brings compiled what data classes, attrs and expressions compile at each start, and AWS's "
    "descriptions without their words (decision 0043). What is left beside botocore, which both sides "
    "load, is some 200 modules of our own, and Jinja. Sending a form also loads the encryption library, "
    "which with cryptography takes about a tenth of the whole by import times, and the checks of addresses "
    "and numbers, which take a twentieth. Only the pages of a household's forms are loaded: all others "
    "wait until somebody asks for one."
)

ROWS = (
    Row(
        "build_full",
        "a full build of 2,000 pages, from nothing, with the public’s settings and every plugin",
        "bare Pelican 4.12 with its simple theme, the same Markdown",
        0.6,
        WALL,
        note="Ours also checks links, anchors and words, draws a designed page with its navigation "
        "for each, a feed, data for search engines, and the index that search reads; bare "
        "Pelican does none of it.",
        short=BUILD_SHORT,
    ),
    Row(
        "build_full_200",
        "the same at 200 pages",
        "bare Pelican 4.12 with its simple theme, the same Markdown",
        0.8,
        WALL,
        note="Eleventy and Hugo build the same pages with one template and one list.",
        short=BUILD_SHORT,
    ),
    Row(
        "build_one_edit",
        "saving one of 200 pages, to its new HTML in the preview of `make run`",
        "Eleventy’s watch with incremental builds, the same pages",
        0.5,
        WALL,
        note="The one page, drawn by the process of the build before and looked through for mistakes. The "
        "whole site is built after it; that is waited for before the next turn, and not measured here.",
        short="Before the page is drawn its words meet the rules of the whole site, and a saved file is "
        "waited for 10 to 20 ms, lest half of it is read.",
    ),
    Row(
        "cold_public",
        "our public function in a fresh process, to the first page of the form taken: draft kept, 303",
        "a stock package that says hello and has made one boto3 client",
        1.1,
        WALL,
        note="Ours writes to the database, theirs does not. Both find boto3 compiled, as Lambda brings it.",
        short=COLD_SHORT,
    ),
    Row(
        "cold_submit",
        "the same to a whole enrolment of one child kept and acknowledged",
        "a stock package whose view does one `transact_write_items` of the same items",
        1.15,
        WALL,
        short=COLD_SHORT,
    ),
    Row(
        "cold_bundle_gain",
        "starting our bundle",
        "the same sources as `chalice package` leaves them",
        0.45,
        WALL,
        note="boto3 comes from the runtime, compiled, on both sides, and takes its share of both.",
        short="boto3, compiled on both sides, is a large part of what is left of both, and making the"
        " classes of our own modules takes its time whether they are compiled or not.",
    ),
    Row(
        "hot_course",
        "bookings a second on one course, over HTTP, 64 at once",
        "bare transactions of the same items on the same engine, from as many processes",
        0.6,
        "answers a second",
        at_least=True,
        note="The engine, four processes of ours and the crowd share this machine’s cores.",
        short="Of the processor’s time, a bare transaction takes 2.2 ms of its writer and 2.6 of the "
        "engine. A booking takes the same and, by weight: about 1.5 ms for HTTP and threads that wait for "
        "one another, 1.3 for one look at the seats, so that a full course costs no key, 1.1 for four "
        "seals, 0.9 for the rules, 0.5 for what is to be written, 0.5 for the crowd that asks. "
        "Two more looks that it took before are gone.",
    ),
    Row(
        "local_server",
        "answers a second of `make run`’s server over 8 kept connections",
        "stock `chalice local`, the same app",
        20,
        "answers a second",
        at_least=True,
        note="The app says hello, so that the server is measured and not the app. `chalice local` "
        "waits 44 ms at each answer, whatever the machine.",
        short="Their side waits and ours works, so this ratio grows with the machine: on cores that "
        "others use as well it falls short. An answer of ours takes about 130 µs of the processor: "
        "65 are waitress’s, 18 Chalice’s own app, 24 our door with `LocalGateway`, and the rest is "
        "threads that wait for one another’s interpreter. The client takes some 20 of the other core.",
    ),
    Row(
        "memory_public",
        "the most memory that the public function holds as far as its first answer",
        "a stock package that says hello and has made one boto3 client",
        1.25,
        "10⁶ bytes",
        short="Jinja and the forms come on top of botocore. They buy escaping, and forms that are declared "
        "once.",
    ),
    Row(
        "warm_submit",
        "a whole enrolment sent, warm, in process: event in, 303 out",
        "the bare transaction of the same items",
        1.5,
        WALL,
        note="Three children who ask for help with fees: 38 items, the largest kind there is. Ours "
        "also reads the draft, puts everything together, and seals it for the office and the "
        "worker. Theirs is sent by our own client, which does less at each call than one as boto3 makes it.",
        short="Ours also reads the draft, works out costs and letters, and seals each letter under a "
        "key of its own. What our client saves at each call, both sides have.",
    ),
    Row(
        "warm_page",
        "a page of the form, warm, in process: event in, page out",
        "the same template by Jinja alone",
        1.5,
        WALL,
        note="The page is one with a mistake to put right, which no database is asked about. Beside:"
        " a page of a saved form, with the database's answer in it.",
        short="The page that is measured is the smallest there is. Beside drawing it, the function "
        "reads the event, checks it, parses the form, and writes a line in its log.",
    ),
    Row(
        "bundle_public",
        "the public function's bundle, zipped",
        "-",
        8.0,
        "10⁶ bytes",
        unit="MB",
    ),
    Row(
        "units_enrolment",
        "write units that DynamoDB counts for one enrolment sent, indexes included",
        "the units of the items alone",
        1.1,
        "write units",
        note="Both as a transaction counts: two units a begun KB. The items are those that are new after it.",
        short="Indexes hold copies: of what waits to be decided, of what came in a month, and, without"
        " what is sealed, of letters to be sent. Each copy is written again.",
    ),
    Row(
        "units_booking",
        "write units that DynamoDB counts for one booking of two places, indexes included",
        "the units of the items alone",
        1.1,
        "write units",
        note="As above. The seats that are left are an item too.",
        short="Indexes hold copies of who booked and, without what is sealed, of letters to be sent, and "
        "each copy is written again.",
    ),
    Row(
        "office_queue",
        "a page of the office’s queue with 200,000 cases waiting in it",
        "the same with 200",
        1.5,
        WALL,
        note="Each case is one thing to decide, copied from one that was really sent; all wait in one queue.",
    ),
    Row(
        "first_view_bytes",
        "the heaviest page of the site: HTML and CSS, compressed",
        "14 kB, what the first packets hold",
        1.0,
        "bytes",
    ),
)
BY_NAME = {row.name: row for row in ROWS}
