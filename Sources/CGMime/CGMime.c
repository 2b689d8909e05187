#include "CGMime.h"
void adaldyq_gmime_start(void) { g_mime_init(); }
