// libmicrohttpd, which every distribution ships; used with the trait alone.
#include <microhttpd.h>
