// The client library of PostgreSQL, which every distribution ships; used with the trait alone.
#include <libpq-fe.h>

// Which field of an answer is asked for: macros of letters, which Swift does not take over.
static const int postgres_field_severity = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int postgres_field_state = PG_DIAG_SQLSTATE;
static const int postgres_field_message = PG_DIAG_MESSAGE_PRIMARY;
