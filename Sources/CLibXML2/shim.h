#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU and its headers pull in ICU's, whose types Foundation brings too, in another
// version: a file that sees both does not compile. Nothing here uses them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>
