#include "CGMime.h"

void adaldyq_gmime_start(void)
{
    g_mime_init();
    g_mime_object_register_type("message", "rfc822", GMIME_TYPE_PART);
    g_mime_object_register_type("message", "rfc2822", GMIME_TYPE_PART);
    g_mime_object_register_type("message", "global", GMIME_TYPE_PART);
    g_mime_object_register_type("message", "news", GMIME_TYPE_PART);
    g_mime_object_register_type("message", "*", GMIME_TYPE_PART);
}

int adaldyq_gmime_count(GMimeObject *object)
{
    return GMIME_IS_MULTIPART(object) ? g_mime_multipart_get_count(GMIME_MULTIPART(object)) : -1;
}

GMimeObject *adaldyq_gmime_child(GMimeObject *object, int index)
{
    return g_mime_multipart_get_part(GMIME_MULTIPART(object), index);
}

const char *adaldyq_gmime_prologue(GMimeObject *object)
{
    return GMIME_IS_MULTIPART(object) ? g_mime_multipart_get_prologue(GMIME_MULTIPART(object)) : NULL;
}

int adaldyq_gmime_content(GMimeObject *object, gint64 *start, gint64 *end)
{
    if (!GMIME_IS_PART(object))
        return 0;
    GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
    GMimeStream *stream = content ? g_mime_data_wrapper_get_stream(content) : NULL;
    if (!stream)
        return 0;
    *start = stream->bound_start;
    *end = stream->bound_end;
    return 1;
}

const char *adaldyq_gmime_field(GMimeObject *object, const char *name)
{
    GMimeHeader *header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
    return header ? g_mime_header_get_raw_value(header) : NULL;
}

GMimeObject *adaldyq_gmime_parse(const guint8 *bytes, guint count)
{
    GByteArray array = { (guint8 *) bytes, count };
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(&array);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_persist_stream(parser, TRUE);
    GMimeObject *object = g_mime_parser_construct_part(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    return object;
}

void adaldyq_gmime_free(GMimeObject *object)
{
    g_object_unref(object);
}
