// CRC-32, the sum that a ZIP archive keeps of each file in it.
#include <zlib.h>
