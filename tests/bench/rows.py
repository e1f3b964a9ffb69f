"""What the bench claims, a row to each pair: read this to know what is compared with what, and how."""

from tests.bench.measuring import Row

ROWS = (
    Row(
        "warm_submit",
        "a whole enrolment sent, warm, in process: event in, 303 out",
        "the bare transaction of the same items",
        1.5,
        "seconds on the wall",
        note="Three children who ask for help with fees: 38 items, the largest kind there is. Ours "
        "also reads the draft, puts everything together, and seals it for the office and the worker.",
    ),
    Row(
        "warm_page",
        "a page of the form, warm, in process: event in, page out",
        "the same template by Jinja alone",
        1.5,
        "seconds on the wall",
        note="The page is one with a mistake to put right, which no database is asked about. Beside: a page "
        "of a saved form, with the database's answer in it.",
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
    ),
    Row(
        "units_booking",
        "write units that DynamoDB counts for one booking of two places, indexes included",
        "the units of the items alone",
        1.1,
        "write units",
        note="As above. The seats that are left are an item too.",
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
