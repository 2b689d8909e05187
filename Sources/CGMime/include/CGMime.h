// GObject's macros and casts, made callable from Swift. No logic lives here.
#ifndef ADALDYQ_CGMIME_H
#define ADALDYQ_CGMIME_H
#include <gmime/gmime.h>

// Starts GMime, once, before anything else of it. A forwarded message is a leaf here: it is handed to the parser by
// itself, so that its depth is counted by the caller and its transfer encoding, which should not be there, is seen.
void adaldyq_gmime_start(void);

// The children of a multipart; -1 for what is none.
int adaldyq_gmime_count(GMimeObject *object);

// A child of a multipart, owned by it.
GMimeObject *adaldyq_gmime_child(GMimeObject *object, int index);

// What stands before a multipart's first boundary, owned by it; NULL if nothing.
const char *adaldyq_gmime_prologue(GMimeObject *object);

// Where a leaf's packed bytes lie in the stream that was parsed; 0 if it has none.
int adaldyq_gmime_content(GMimeObject *object, gint64 *start, gint64 *end);

// A field's value as it came, owned by the object; NULL if there is none.
const char *adaldyq_gmime_field(GMimeObject *object, const char *name);

// Parses the bytes, which must outlive what is returned and are not copied. NULL if there is nothing. To be unreferenced.
GMimeObject *adaldyq_gmime_parse(const guint8 *bytes, guint count);

// Lets go of what adaldyq_gmime_parse returned.
void adaldyq_gmime_free(GMimeObject *object);

#endif
