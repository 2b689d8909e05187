// GObject's macros and casts, made callable from Swift. No logic lives here.
#ifndef ADALDYQ_CGMIME_H
#define ADALDYQ_CGMIME_H
#include <gmime/gmime.h>
void adaldyq_gmime_start(void);
#endif
