#include "CCurl.h"

CURLcode adaldyq_curl_set_long(CURL *handle, CURLoption option, long value)
{
    return curl_easy_setopt(handle, option, value);
}

CURLcode adaldyq_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value)
{
    return curl_easy_setopt(handle, option, value);
}

CURLcode adaldyq_curl_set_text(CURL *handle, CURLoption option, const char *value)
{
    return curl_easy_setopt(handle, option, value);
}

CURLcode adaldyq_curl_set_pointer(CURL *handle, CURLoption option, void *value)
{
    return curl_easy_setopt(handle, option, value);
}

CURLcode adaldyq_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value)
{
    return curl_easy_setopt(handle, option, value);
}

CURLcode adaldyq_curl_set_write(CURL *handle, CURLoption option, curl_write_callback value)
{
    return curl_easy_setopt(handle, option, value);
}

CURLcode adaldyq_curl_set_open_socket(CURL *handle, curl_opensocket_callback value)
{
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

CURLcode adaldyq_curl_set_before_request(CURL *handle, curl_prereq_callback value)
{
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}

CURLcode adaldyq_curl_set_progress(CURL *handle, curl_xferinfo_callback value)
{
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, value);
}

CURLcode adaldyq_curl_get_long(CURL *handle, CURLINFO info, long *value)
{
    return curl_easy_getinfo(handle, info, value);
}

CURLcode adaldyq_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value)
{
    return curl_easy_getinfo(handle, info, value);
}

CURLcode adaldyq_curl_get_socket(CURL *handle, CURLINFO info, curl_socket_t *value)
{
    return curl_easy_getinfo(handle, info, value);
}

CURLcode adaldyq_curl_get_private(CURL *handle, void **value)
{
    return curl_easy_getinfo(handle, CURLINFO_PRIVATE, value);
}

CURLMcode adaldyq_curl_multi_set_long(CURLM *multi, CURLMoption option, long value)
{
    return curl_multi_setopt(multi, option, value);
}
